import { describe, expect, it } from "vitest";
import { getAlgorithm } from "./algorithms";
import { describeModel } from "./model.contract";

describeModel({ algorithm: getAlgorithm("als"), options: { dimensions: 8 } });
describeModel({ algorithm: getAlgorithm("bpr"), options: { dimensions: 8 } });
describeModel({ algorithm: getAlgorithm("word2vec"), options: { dimensions: 8 } });
describeModel({ algorithm: getAlgorithm("lightfm"), options: { dimensions: 8 } });
describeModel({ algorithm: getAlgorithm("content"), options: { dimensions: 8 } });

describe("getAlgorithm", () => {
  it("hands out the algorithm of that name", () => {
    expect(getAlgorithm("als").name).toBe("als");
  });
});
