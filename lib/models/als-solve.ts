// One half of an ALS step: every row of X solved exactly against fixed Y. als.ts alternates it.
// Y stands in the eigenbasis of its own Gram matrix, so that the large part of each row's equation is diagonal.

import { addGram, dotRange, gram, rotateRows, solveInPlace, symmetricEigen } from "./linear-algebra";
import type { SparseMatrix } from "./model";

export type HalfStepOptions = {
  readonly dimensions: number;
  /** alpha_0 of Rendle et al.: the weight of every cell, seen or not. */
  readonly unobservedWeight: number;
  /** What a row's unseen cells count beside those of a plain row: a faint document is faintly complete too. */
  readonly rowWeights: Float64Array;
  /** lambda_r of each row of X. */
  readonly regularization: Float64Array;
};

/** Turns the rows of Y into the eigenbasis of Y'WY, in place; returns the eigenvalues. W = diagonal of `weights`, or I. */
export function diagonalize(Y: Float32Array, d: number, weights?: Float64Array): Float64Array {
  const { values, Q } = symmetricEigen(gram(Y, d, weights), d);
  rotateRows(Y, Q, d);
  return values;
}

/**
 * Writes into X the rows that minimise sum_j c_j (x.y_j - 1)^2 + alpha_0 w_r x'Gx + lambda_r x.x, exactly.
 * With D = alpha_0 w_r eigenvalues of G + lambda_r (diagonal) the solution is
 * - x = D^-1 Y_r' s with (C^-1 + Y_r D^-1 Y_r') s = 1 for a row of n < d entries (push-through identity), or
 * - (D + Y_r' C Y_r) x = Y_r' c for a longer one,
 * so that a row of n entries costs min(n, d)^2 max(n, d) / 2 and no d^3, as plain ALS does.
 * @param C the matrix whose rows are solved; its values are the confidences c > 0.
 * @param X rows of C x d, written. @param Y columns of C x d, in its eigenbasis (diagonalize).
 */
export function solveRows(
  C: SparseMatrix,
  X: Float32Array,
  Y: Float32Array,
  eigenvalues: Float64Array,
  options: HalfStepOptions,
): void {
  const d = options.dimensions;
  const scratch = createScratch(d);
  for (let r = 0; r < C.rows; r++) {
    const start = C.offsets[r] ?? 0;
    const n = (C.offsets[r + 1] ?? 0) - start;
    const x = X.subarray(r * d, (r + 1) * d);
    x.fill(0);
    if (n === 0) continue;
    const unobserved = options.unobservedWeight * (options.rowWeights[r] ?? 1);
    const lambda = options.regularization[r] ?? 0;
    for (let k = 0; k < d; k++) {
      scratch.root[k] = 1 / Math.sqrt(unobserved * Math.max(eigenvalues[k] ?? 0, 0) + lambda);
    }
    const entries = { C, start, n };
    if (n < d) solveShortRow(entries, x, Y, scratch);
    else solveLongRow(entries, x, Y, scratch);
  }
}

type Entries = { readonly C: SparseMatrix; readonly start: number; readonly n: number };

type Scratch = {
  /** D^-1/2, length d. */
  readonly root: Float64Array;
  /** (d + 3) x d: gathered rows times D^-1/2, and room for addGram. */
  readonly rows: Float64Array;
  /** d x d system and its right side. */
  readonly system: Float64Array;
  readonly side: Float64Array;
};

function createScratch(d: number): Scratch {
  return {
    root: new Float64Array(d),
    rows: new Float64Array((d + 3) * d),
    system: new Float64Array(d * d),
    side: new Float64Array(d),
  };
}

function gather(entries: Entries, first: number, count: number, Y: Float32Array, scratch: Scratch): void {
  const d = scratch.root.length;
  for (let i = 0; i < count; i++) {
    const source = (entries.C.indices[entries.start + first + i] ?? 0) * d;
    for (let k = 0; k < d; k++) scratch.rows[i * d + k] = (Y[source + k] ?? 0) * (scratch.root[k] ?? 0);
  }
}

function solveShortRow(entries: Entries, x: Float32Array, Y: Float32Array, scratch: Scratch): void {
  const { root, rows, system, side } = scratch;
  const { C, start, n } = entries;
  const d = root.length;
  gather(entries, 0, n, Y, scratch);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) system[i * d + j] = dotRange(rows, i * d, j * d, d);
    system[i * d + i] = (system[i * d + i] ?? 0) + 1 / (C.values[start + i] ?? 1);
    side[i] = 1;
  }
  solveInPlace(system, side, n, d);
  for (let k = 0; k < d; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (side[i] ?? 0) * (rows[i * d + k] ?? 0);
    x[k] = sum * (root[k] ?? 0);
  }
}

/** In the variable z = D^1/2 x, the system is I + B'CB with B = Y_r D^-1/2, gathered in blocks of up to d rows. */
function solveLongRow(entries: Entries, x: Float32Array, Y: Float32Array, scratch: Scratch): void {
  const { root, rows, system, side } = scratch;
  const { C, start, n } = entries;
  const d = root.length;
  system.fill(0);
  side.fill(0);
  for (let k = 0; k < d; k++) system[k * d + k] = 1;
  for (let first = 0; first < n; first += d) {
    const count = Math.min(d, n - first);
    gather(entries, first, count, Y, scratch);
    for (let i = 0; i < count; i++) {
      const c = C.values[start + first + i] ?? 0;
      const weight = Math.sqrt(c);
      for (let k = 0; k < d; k++) {
        side[k] = (side[k] ?? 0) + c * (rows[i * d + k] ?? 0);
        rows[i * d + k] = (rows[i * d + k] ?? 0) * weight;
      }
    }
    addGram(system, rows, count, d);
  }
  solveInPlace(system, side, d, d);
  for (let k = 0; k < d; k++) x[k] = (side[k] ?? 0) * (root[k] ?? 0);
}
