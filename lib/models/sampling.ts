// Weighted random choice in constant time (the alias method), and what the samplers of the models weigh by.
// bpr, word2vec and lightfm draw their positives and negatives through it.

import type { Rng } from "@/lib/core/rng";
import { FitError, type SparseMatrix } from "./model";

/** Hidden state: none but the generator's. */
export interface WeightedSampler {
  /** An index, with probability proportional to its weight. */
  draw(): number;
}

/**
 * Walker's alias method (Vose 1991): n columns of equal height, each shared by at most two indices.
 * Cost: n to build, one random number a draw. Weights are >= 0; indices of weight 0 are never drawn.
 * @throws FitError when no weight is above 0.
 */
export function createWeightedSampler(weights: ArrayLike<number>, rng: Rng): WeightedSampler {
  const n = weights.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += weights[i] ?? 0;
  if (!(sum > 0 && Number.isFinite(sum)))
    throw new FitError(`Cannot sample by weights that add up to ${sum}`);
  const heights = new Float64Array(n);
  const alias = new Uint32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  let heaviest = 0;
  for (let i = 0; i < n; i++) {
    heights[i] = ((weights[i] ?? 0) * n) / sum;
    alias[i] = i;
    ((heights[i] ?? 0) < 1 ? small : large).push(i);
    if ((weights[i] ?? 0) > (weights[heaviest] ?? 0)) heaviest = i;
  }
  for (let low = small.pop(); low !== undefined; low = small.pop()) {
    const high = large.pop();
    if (high === undefined) {
      // Rounding left a column over: it keeps its own index, unless that may never be drawn.
      if ((weights[low] ?? 0) === 0) alias[low] = heaviest;
      else heights[low] = 1;
      continue;
    }
    alias[low] = high;
    heights[high] = (heights[high] ?? 0) + (heights[low] ?? 0) - 1;
    ((heights[high] ?? 0) < 1 ? small : large).push(high);
  }
  return {
    draw: () => {
      const place = rng.next() * n;
      const column = Math.floor(place);
      return place - column < (heights[column] ?? 0) ? column : (alias[column] ?? 0);
    },
  };
}

/** How many rows hold each column. */
export function columnCounts(matrix: SparseMatrix): Float64Array {
  const counts = new Float64Array(matrix.columns);
  for (const column of matrix.indices) counts[column] = (counts[column] ?? 0) + 1;
  return counts;
}

/** The row of each entry of a matrix. */
export function rowsOfEntries(matrix: SparseMatrix): Uint32Array {
  const rows = new Uint32Array(matrix.indices.length);
  for (let r = 0; r < matrix.rows; r++) rows.fill(r, matrix.offsets[r], matrix.offsets[r + 1]);
  return rows;
}

/** Does row r hold this column? The columns of a row must be in rising order (transpose twice sorts them). */
export function hasEntry(matrix: SparseMatrix, r: number, column: number): boolean {
  let low = matrix.offsets[r] ?? 0;
  let high = matrix.offsets[r + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = matrix.indices[middle] ?? 0;
    if (found === column) return true;
    if (found < column) low = middle + 1;
    else high = middle;
  }
  return false;
}
