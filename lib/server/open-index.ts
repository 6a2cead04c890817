// Which nearest-neighbour index: the native one that start-up built, else exact search with one line in the log.

import "server-only";
import { join } from "node:path";
import { createExactIndex } from "@/lib/ann/exact";
import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { openSavedIndex } from "@/lib/catalog/model-index";
import { augment } from "@/lib/core/score";
import type { Logger } from "./logger";

/** Where `npm start` builds indexes: a product of the build like .next, so not under DATA_DIR. */
const INDEXES = join(".data", "indexes");

export async function openIndex(catalogue: Catalogue, log: Logger): Promise<VectorIndex> {
  const saved = await openSavedIndex(catalogue, join(process.cwd(), INDEXES)).catch((cause: unknown) => {
    log.warn({ err: cause }, "The saved index could not be opened; exact search takes over.");
    return undefined;
  });
  if (saved) return saved;
  log.info("No native index for this model: exact search takes over. `npm start` builds one where it can.");
  const { space } = catalogue;
  return createExactIndex({ vectors: augment(space), count: space.count, dimensions: space.dimensions + 1 });
}
