import { createExactIndex } from "./exact";
import { describeVectorIndex } from "./vector-index.contract";

describeVectorIndex("exact", createExactIndex, 1);
