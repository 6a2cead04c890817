// One half of an ALS step: every row of X solved against fixed Y. als.ts alternates it.
// Y stands in the eigenbasis of its own Gram matrix, so that the large part of each row's equation is diagonal.

import { rotationToEigenbasis } from "./linear-algebra";
import type { SparseMatrix } from "./model";
import type { VectorMemory } from "./simd";

/** The factors of one half, in the memory of the SIMD loops. */
export type Factors = { readonly address: number; readonly rows: number };

/** What both halves share. `work` is the address of d + 2 rows of scratch. */
export type Workshop = {
  readonly memory: VectorMemory;
  readonly dimensions: number;
  readonly work: number;
};

export type HalfStepOptions = {
  /** alpha_0 of Rendle et al.: the weight of every cell, seen or not. */
  readonly unobservedWeight: number;
  /** What a row's unseen cells count beside those of a plain row: a faint document is faintly complete too. */
  readonly rowWeights: Float64Array;
  /** lambda_r of each row of X. */
  readonly regularization: Float64Array;
};

/** A row is solved when its residual is this small beside the right side; later passes take the rest. */
const TOLERANCE = 1e-3;
const MAX_STEPS = 20;
/** Rows summed in single precision before they join the double sum. */
const GRAM_BLOCK = 256;

/**
 * Turns the rows of Y into the eigenbasis of G = Y'WY, in place; returns the eigenvalues of G.
 * W = diagonal of `weights`, or I. Cost: 2 rows d^2.
 */
export function diagonalize(shop: Workshop, Y: Factors, weights?: Float64Array): Float64Array {
  const { memory, dimensions: d, work } = shop;
  const { values, Q } = rotationToEigenbasis(gram(shop, Y, weights), d);
  const row = new Float32Array(d);
  for (let k = 0; k < d; k++) memory.row(work + k * memory.stride).set(Q.subarray(k * d, (k + 1) * d));
  for (let r = 0; r < Y.rows; r++) {
    const address = Y.address + r * memory.stride;
    row.set(memory.row(address));
    for (let k = 0; k < d; k++) {
      memory.combine(address, k === 0 ? 0 : 1, work + k * memory.stride, row[k] ?? 0);
    }
  }
  return values;
}

function gram({ memory, dimensions: d, work }: Workshop, Y: Factors, weights?: Float64Array): Float64Array {
  const G = new Float64Array(d * d);
  const sums = Array.from({ length: d }, (_, k) => memory.row(work + k * memory.stride));
  for (let first = 0; first < Y.rows; first += GRAM_BLOCK) {
    for (const sum of sums) sum.fill(0);
    for (let r = first; r < Math.min(Y.rows, first + GRAM_BLOCK); r++) {
      const address = Y.address + r * memory.stride;
      const weight = weights?.[r] ?? 1;
      const row = memory.row(address);
      for (let k = 0; k < d; k++)
        memory.combine(work + k * memory.stride, 1, address, weight * (row[k] ?? 0));
    }
    sums.forEach((sum, k) => {
      for (let j = 0; j < d; j++) G[k * d + j] = (G[k * d + j] ?? 0) + (sum[j] ?? 0);
    });
  }
  return G;
}

/**
 * Writes into X the rows that minimise sum_j c_j (x.y_j - 1)^2 + alpha_0 w_r x'Gx + lambda_r x.x.
 * With D = alpha_0 w_r eigenvalues of G + lambda_r (diagonal) and z = D^1/2 x, that is (I + B'CB) z = B'c with
 * B = Y_r D^-1/2: close to the identity, so that conjugate gradients need a few steps of 2 n d each and no d^2, where plain
 * ALS pays n d^2 + d^3 (steps as in Takacs, Pilaszy, Tikk 2011; the diagonal form is ours).
 * @param C the matrix whose rows are solved; its values are the confidences c > 0.
 * @param X one row for each of C. @param Y one row for each column of C, in its eigenbasis (diagonalize).
 */
export function solveRows(
  shop: Workshop,
  C: SparseMatrix,
  { X, Y, eigenvalues }: { readonly X: Factors; readonly Y: Factors; readonly eigenvalues: Float64Array },
  options: HalfStepOptions,
): void {
  const { memory, dimensions: d } = shop;
  const system = createSystem(shop, C, Y);
  for (let r = 0; r < C.rows; r++) {
    const unobserved = options.unobservedWeight * (options.rowWeights[r] ?? 1);
    const lambda = options.regularization[r] ?? 0;
    for (let k = 0; k < d; k++) {
      system.root[k] = 1 / Math.sqrt(unobserved * Math.max(eigenvalues[k] ?? 0, 0) + lambda);
    }
    const z = system.solve(C.offsets[r] ?? 0, C.offsets[r + 1] ?? 0);
    const x = memory.row(X.address + r * memory.stride);
    for (let k = 0; k < d; k++) x[k] = (z[k] ?? 0) * (system.root[k] ?? 0);
  }
}

/** Conjugate gradients on one row's system at a time; `root` = D^-1/2 is set before each solve. */
function createSystem({ memory, dimensions: d, work }: Workshop, C: SparseMatrix, Y: Factors) {
  const inAddress = work + d * memory.stride;
  const outAddress = inAddress + memory.stride;
  const input = memory.row(inAddress);
  const output = memory.row(outAddress);
  const root = new Float64Array(d);
  const z = new Float64Array(d);
  const residual = new Float64Array(d);
  const direction = new Float64Array(d);

  /** output <- sum over the entries of factor(e) y_e. */
  const sumEntries = (start: number, end: number, product: boolean) => {
    output.fill(0);
    for (let e = start; e < end; e++) {
      const y = Y.address + (C.indices[e] ?? 0) * memory.stride;
      const c = C.values[e] ?? 0;
      memory.combine(outAddress, 1, y, product ? c * memory.dot(y, inAddress) : c);
    }
  };

  const solve = (start: number, end: number): Float64Array => {
    z.fill(0);
    if (start === end) return z;
    sumEntries(start, end, false);
    let square = 0;
    for (let k = 0; k < d; k++) {
      const value = (root[k] ?? 0) * (output[k] ?? 0);
      residual[k] = value;
      direction[k] = value;
      square += value * value;
    }
    const enough = TOLERANCE * TOLERANCE * square;
    for (let step = 0; step < MAX_STEPS && square > enough; step++) {
      for (let k = 0; k < d; k++) input[k] = (root[k] ?? 0) * (direction[k] ?? 0);
      sumEntries(start, end, true);
      square = stepAlong(square);
    }
    return z;
  };

  /** One step of the method, given the product in `output`; returns the new square of the residual. */
  const stepAlong = (square: number): number => {
    let curvature = 0;
    for (let k = 0; k < d; k++) {
      const p = direction[k] ?? 0;
      curvature += p * (p + (root[k] ?? 0) * (output[k] ?? 0));
    }
    const length = square / curvature;
    let next = 0;
    for (let k = 0; k < d; k++) {
      const p = direction[k] ?? 0;
      z[k] = (z[k] ?? 0) + length * p;
      const rest = (residual[k] ?? 0) - length * (p + (root[k] ?? 0) * (output[k] ?? 0));
      residual[k] = rest;
      next += rest * rest;
    }
    for (let k = 0; k < d; k++) direction[k] = (residual[k] ?? 0) + (next / square) * (direction[k] ?? 0);
    return next;
  };

  return { root, solve };
}
