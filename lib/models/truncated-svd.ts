// The strongest singular vectors of a sparse matrix, by subspace iteration from a random start.
// Halko, Martinsson, Tropp 2011, algorithm 4.4. content.ts describes artists by it.

import type { Rng } from "@/lib/core/rng";
import type { SparseMatrix } from "./model";
import { rotateToPrincipalAxes } from "./principal-axes";
import { transpose } from "./sparse";

export type TruncatedSvd = {
  /** Singular values, falling, length d; 0 where the matrix has no further direction. */
  readonly singularValues: Float64Array;
  /** The matrix times its right singular vectors (= left ones times singular values), rows x d, row-major. */
  readonly projections: Float32Array;
};

export type TruncatedSvdOptions = {
  readonly dimensions: number;
  /** Multiplications by A'A; each squares the gap between the singular values that are kept and the rest. */
  readonly iterations: number;
  readonly rng: Rng;
  readonly onIteration: (done: number) => Promise<void>;
};

/** Directions beyond those asked for, which carry the error. */
const OVERSAMPLING = 8;
/** An eigenvalue of a Gram matrix below this share of the largest is rounding. */
const NEGLIGIBLE = 1e-12;

/** Cost: iterations x (2 x entries + columns x dimensions) x dimensions. */
export async function truncatedSvd(A: SparseMatrix, options: TruncatedSvdOptions): Promise<TruncatedSvd> {
  const { dimensions, rng } = options;
  const k = dimensions + OVERSAMPLING;
  const turned = transpose(A);
  let Q = new Float32Array(A.columns * k).map(() => rng.normal());
  for (let done = 0; done < options.iterations; done++) {
    Q = multiply(turned, multiply(A, Q, k), k);
    orthonormalize(Q, k);
    await options.onIteration(done + 1);
  }
  const Y = multiply(A, Q, k);
  const eigenvalues = rotateToPrincipalAxes(Y, k);
  const strongest = [...eigenvalues.keys()]
    .sort((a, b) => (eigenvalues[b] ?? 0) - (eigenvalues[a] ?? 0))
    .slice(0, dimensions);
  const projections = new Float32Array(A.rows * dimensions);
  const singularValues = new Float64Array(dimensions);
  const least = NEGLIGIBLE * (eigenvalues[strongest[0] ?? 0] ?? 0);
  strongest.forEach((column, place) => {
    const eigenvalue = eigenvalues[column] ?? 0;
    if (eigenvalue <= least) return;
    singularValues[place] = Math.sqrt(eigenvalue);
    for (let r = 0; r < A.rows; r++) projections[r * dimensions + place] = Y[r * k + column] ?? 0;
  });
  return { singularValues, projections };
}

/** A sparse matrix times a dense one of k columns, row-major. Cost: entries x k. */
export function multiply(A: SparseMatrix, X: Float32Array, k: number): Float32Array<ArrayBuffer> {
  const product = new Float32Array(A.rows * k);
  const sum = new Float64Array(k);
  for (let r = 0; r < A.rows; r++) {
    sum.fill(0);
    for (let e = A.offsets[r] ?? 0; e < (A.offsets[r + 1] ?? 0); e++) {
      const value = A.values[e] ?? 0;
      const start = (A.indices[e] ?? 0) * k;
      for (let j = 0; j < k; j++) sum[j] = (sum[j] ?? 0) + value * (X[start + j] ?? 0);
    }
    product.set(sum, r * k);
  }
  return product;
}

/** Columns become an orthonormal basis of their span, in place; what is left over becomes 0. */
function orthonormalize(X: Float32Array, k: number): void {
  const squares = rotateToPrincipalAxes(X, k);
  const least = NEGLIGIBLE * squares.reduce((most, square) => Math.max(most, square), 0);
  const factors = squares.map((square) => (square > least ? 1 / Math.sqrt(square) : 0));
  for (let start = 0; start < X.length; start += k) {
    for (let j = 0; j < k; j++) X[start + j] = (X[start + j] ?? 0) * (factors[j] ?? 0);
  }
}
