// Turns rows of vectors into their own principal axes. Inner products stay as they are.
// Published vectors lie so, because lib/core leans a short query on the strong axes; truncated-svd.ts builds on it.

import { rotationToEigenbasis } from "./linear-algebra";

/**
 * Rotates X (rows x d, row-major) in place until its columns are orthogonal. Cost: 3/2 rows d^2.
 * @returns the squared length of each column, in no order.
 */
export function rotateToPrincipalAxes(X: Float32Array, d: number): Float64Array {
  const { values, Q } = rotationToEigenbasis(gram(X, d), d);
  const row = new Float64Array(d);
  for (let start = 0; start < X.length; start += d) {
    row.fill(0);
    for (let k = 0; k < d; k++) {
      const x = X[start + k] ?? 0;
      for (let j = 0, at = k * d; j < d; j++, at++) row[j] = (row[j] ?? 0) + x * (Q[at] ?? 0);
    }
    X.set(row, start);
  }
  return values;
}

/** X'X in double precision. */
function gram(X: Float32Array, d: number): Float64Array {
  const G = new Float64Array(d * d);
  for (let start = 0; start < X.length; start += d) {
    for (let i = 0; i < d; i++) {
      const x = X[start + i] ?? 0;
      for (let j = 0, at = i * d; j <= i; j++, at++) G[at] = (G[at] ?? 0) + x * (X[start + j] ?? 0);
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) G[j * d + i] = G[i * d + j] ?? 0;
  return G;
}
