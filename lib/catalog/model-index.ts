// The search index of a model: built once from the published vectors and kept outside the repository, since it
// is larger than all the rest of the model together and takes seconds to build. Keyed by the model's hash.

import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadHnsw } from "@/lib/ann/hnsw";
import type { VectorIndex } from "@/lib/ann/vector-index";
import { SURE_LENGTH } from "@/lib/core/scale";
import { augment } from "@/lib/core/score";
import type { Catalogue } from "./catalogue";

/** Where the index of this very model is kept under the cache folder. */
export function indexPath(catalogue: Pick<Catalogue, "model">, cacheDirectory: string): string {
  const { name, hash } = catalogue.model;
  return join(cacheDirectory, `${name}-${hash.slice(0, 16)}-${SURE_LENGTH}.hnsw`);
}

/** The saved index over the augmented vectors; undefined when there is none or the native module is absent. */
export async function openSavedIndex(
  catalogue: Catalogue,
  cacheDirectory: string,
): Promise<VectorIndex | undefined> {
  const path = indexPath(catalogue, cacheDirectory);
  const isThere = await stat(path).then(
    (file) => file.isFile(),
    () => false,
  );
  const hnsw = isThere ? await loadHnsw() : undefined;
  return hnsw?.open(path, { count: catalogue.space.count, dimensions: catalogue.space.dimensions + 1 });
}

/** Builds and saves the index (written beside, then renamed); undefined where the native module is absent. */
export async function buildIndex(
  catalogue: Catalogue,
  cacheDirectory: string,
): Promise<VectorIndex | undefined> {
  const hnsw = await loadHnsw();
  if (hnsw === undefined) return undefined;
  const { space } = catalogue;
  const index = hnsw.build({ vectors: augment(space), count: space.count, dimensions: space.dimensions + 1 });
  const path = indexPath(catalogue, cacheDirectory);
  const beside = `${path}.new-${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await index.save(beside);
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
  return index;
}
