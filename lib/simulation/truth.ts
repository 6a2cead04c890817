// What music is like, for the simulated listener alone: vectors that no recommender has seen.
// Positive pointwise mutual information of contexts and artists, then a truncated SVD (Levy and Goldberg 2014).

import { createRng } from "@/lib/core/rng";
import type { SparseMatrix } from "@/lib/models/model";
import { rowSums, transpose } from "@/lib/models/sparse";

/** Rows of unit length, or 0 for an artist without a context; count x dimensions, row-major. */
export type Truth = { readonly dimensions: number; readonly vectors: Float32Array };

export type TruthOptions = {
  readonly dimensions: number;
  /** 32-bit; of the random start of the SVD. */
  readonly seed: number;
};

/** Exponent on the frequency of a context, which keeps rare contexts from weighing most (Levy et al. 2015). */
const SMOOTHING = 0.75;
const PASSES = 8;

/** @param contexts contexts x artists, values = counts. Cost: entries x dimensions x passes. */
export function fitTruth(contexts: SparseMatrix, { dimensions, seed }: TruthOptions): Truth {
  const byContext = toPpmi(contexts);
  const byArtist = transpose(byContext);
  const rng = createRng(seed);
  let basis = Float64Array.from({ length: contexts.columns * dimensions }, () => rng.normal());
  orthonormalize(basis, dimensions);
  let lengths: readonly number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    basis = times(byArtist, times(byContext, basis, dimensions), dimensions);
    lengths = orthonormalize(basis, dimensions);
  }
  // Lengths are squared singular values; their fourth root is the usual even split between artists and contexts.
  const vectors = Float32Array.from(basis, (value, i) => value * (lengths[i % dimensions] ?? 0) ** 0.25);
  normalizeRows(vectors, dimensions);
  return { dimensions, vectors };
}

/** Cosine of an artist with a vector of unit length. */
export function truthOf({ vectors, dimensions }: Truth, artist: number, unit: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0, i = artist * dimensions; k < dimensions; k++, i++)
    sum += (vectors[i] ?? 0) * (unit[k] ?? 0);
  return sum;
}

/** The direction that artists have in common: the mean of their rows, of unit length. */
export function centroidOf({ vectors, dimensions }: Truth, artists: Iterable<number>): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const artist of artists) {
    for (let k = 0, i = artist * dimensions; k < dimensions; k++, i++)
      sum[k] = (sum[k] ?? 0) + (vectors[i] ?? 0);
  }
  normalizeRows(sum, dimensions);
  return sum;
}

/** max(0, log(P(context, artist) / (P(context) P(artist)))) of each entry. */
export function toPpmi(contexts: SparseMatrix): SparseMatrix {
  const rows = rowSums(contexts);
  const columns = rowSums(transpose(contexts));
  const total = columns.reduce((sum, value) => sum + value, 0);
  const smoothed = rows.reduce((sum, value) => sum + value ** SMOOTHING, 0);
  const values = new Float32Array(contexts.values.length);
  for (let r = 0; r < contexts.rows; r++) {
    const ofContext = (rows[r] ?? 0) ** SMOOTHING / smoothed;
    for (let e = contexts.offsets[r] ?? 0; e < (contexts.offsets[r + 1] ?? 0); e++) {
      const ofArtist = (columns[contexts.indices[e] ?? 0] ?? 0) / total;
      values[e] = Math.max(0, Math.log((contexts.values[e] ?? 0) / total / (ofContext * ofArtist)));
    }
  }
  return { ...contexts, values };
}

/** matrix times X, where X is columns x d. */
function times(matrix: SparseMatrix, X: Float64Array, d: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(matrix.rows * d);
  for (let r = 0; r < matrix.rows; r++) {
    for (let e = matrix.offsets[r] ?? 0; e < (matrix.offsets[r + 1] ?? 0); e++) {
      const value = matrix.values[e] ?? 0;
      const start = (matrix.indices[e] ?? 0) * d;
      for (let k = 0; k < d; k++) out[r * d + k] = (out[r * d + k] ?? 0) + value * (X[start + k] ?? 0);
    }
  }
  return out;
}

/** Modified Gram-Schmidt on the columns of X, in place. Returns the lengths that they had. */
function orthonormalize(X: Float64Array, d: number): number[] {
  const lengths: number[] = [];
  for (let k = 0; k < d; k++) {
    for (let j = 0; j < k; j++) {
      let along = 0;
      for (let i = 0; i < X.length; i += d) along += (X[i + k] ?? 0) * (X[i + j] ?? 0);
      for (let i = 0; i < X.length; i += d) X[i + k] = (X[i + k] ?? 0) - along * (X[i + j] ?? 0);
    }
    let square = 0;
    for (let i = k; i < X.length; i += d) square += (X[i] ?? 0) ** 2;
    const length = Math.sqrt(square);
    for (let i = k; i < X.length; i += d) X[i] = length > 0 ? (X[i] ?? 0) / length : 0;
    lengths.push(length);
  }
  return lengths;
}

function normalizeRows(rows: Float32Array, d: number): void {
  for (let start = 0; start < rows.length; start += d) {
    const row = rows.subarray(start, start + d);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 0)
      rows.set(
        row.map((value) => value / length),
        start,
      );
  }
}
