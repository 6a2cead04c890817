// Data whose right answer is known by hand: listeners of the even and of the odd artists.
// After implicit's recommender_base_test: the diagonal is withheld and must come back as the best answer.

import type { FittedModel, SparseMatrix } from "./model";
import { toSparse } from "./sparse";

/** size x size; row r holds the artists of r's parity, without r itself. */
export function checkerboard(size: number): SparseMatrix {
  const rows = Array.from({ length: size }, (_, r) =>
    Array.from({ length: size }, (_, a) => a)
      .filter((a) => a % 2 === r % 2 && a !== r)
      .map((a) => [a, 1] as const),
  );
  return toSparse(rows, size);
}

/** Inner products of the mean of the seeds' vectors with every artist. */
export function scoresOf(model: FittedModel, seeds: readonly number[]): number[] {
  const d = model.dimensions;
  const query = new Float64Array(d);
  for (const seed of seeds) {
    for (let k = 0; k < d; k++) query[k] = (query[k] ?? 0) + (model.artistVectors[seed * d + k] ?? 0);
  }
  return Array.from({ length: model.artistVectors.length / d }, (_, artist) =>
    query.reduce((sum, value, k) => sum + value * (model.artistVectors[artist * d + k] ?? 0), 0),
  );
}
