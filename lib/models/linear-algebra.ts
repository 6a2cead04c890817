// Dense linear algebra of the models: Gram matrix, symmetric eigenvectors, Cholesky solve, rotation of rows.
// Matrices are row-major; sums run in double precision. Blocks of four rows keep V8 out of memory traffic.

const GRAM_BLOCK = 64;

/**
 * Gram matrix of the rows: out[i, j] = sum_r w_r X[r, i] X[r, j], d x d, in double precision.
 * @param X rows x d. @param weights w_r >= 0 of each row; absent = 1. Cost: rows d^2 / 2.
 */
export function gram(X: Float32Array, d: number, weights?: Float64Array): Float64Array {
  const out = new Float64Array(d * d);
  const block = new Float64Array((GRAM_BLOCK + 3) * d);
  const rows = X.length / d;
  for (let first = 0; first < rows; first += GRAM_BLOCK) {
    const count = Math.min(GRAM_BLOCK, rows - first);
    block.set(X.subarray(first * d, (first + count) * d));
    if (weights) weighRows(block, weights.subarray(first, first + count), d);
    addGram(out, block, count, d);
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) out[j * d + i] = out[i * d + j] ?? 0;
  return out;
}

function weighRows(block: Float64Array, weights: Float64Array, d: number): void {
  weights.forEach((weight, row) => {
    const root = Math.sqrt(weight);
    for (let k = row * d; k < (row + 1) * d; k++) block[k] = (block[k] ?? 0) * root;
  });
}

/**
 * Adds B'B of the first `count` rows of B to the lower triangle of `system` (d x d).
 * B needs room for three more rows, which are set to 0.
 */
export function addGram(system: Float64Array, B: Float64Array, count: number, d: number): void {
  B.fill(0, count * d, (count + 3) * d);
  for (let r0 = 0; r0 < count * d; r0 += 4 * d) {
    const r1 = r0 + d;
    const r2 = r1 + d;
    const r3 = r2 + d;
    for (let i = 0; i < d; i++) {
      const a = B[r0 + i] ?? 0;
      const b = B[r1 + i] ?? 0;
      const c = B[r2 + i] ?? 0;
      const e = B[r3 + i] ?? 0;
      const row = i * d;
      for (let j = 0; j <= i; j++) {
        const add = a * (B[r0 + j] ?? 0) + b * (B[r1 + j] ?? 0) + c * (B[r2 + j] ?? 0) + e * (B[r3 + j] ?? 0);
        system[row + j] = (system[row + j] ?? 0) + add;
      }
    }
  }
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5).
 * Cheap when `A` is nearly diagonal already. `A` is not changed.
 * @returns values of length d (unsorted) and Q, d x d, eigenvector k in column k: A = Q diag(values) Q'.
 */
export function symmetricEigen(A: Float64Array, d: number): { values: Float64Array; Q: Float64Array } {
  const M = A.slice();
  // Rows of W are eigenvectors, so that a rotation runs along memory.
  const W = new Float64Array(d * d);
  for (let i = 0; i < d; i++) W[i * d + i] = 1;
  const scale = M.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) off += 2 * (M[i * d + j] ?? 0) ** 2;
    if (off <= 1e-22 * scale) break;
    for (let p = 0; p < d - 1; p++) for (let q = p + 1; q < d; q++) rotate(M, W, d, p, q);
  }
  const values = new Float64Array(d);
  const Q = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    values[i] = M[i * d + i] ?? 0;
    for (let j = 0; j < d; j++) Q[j * d + i] = W[i * d + j] ?? 0;
  }
  return { values, Q };
}

function rotate(M: Float64Array, W: Float64Array, d: number, p: number, q: number): void {
  const mpq = M[p * d + q] ?? 0;
  const mpp = M[p * d + p] ?? 0;
  const mqq = M[q * d + q] ?? 0;
  if (Math.abs(mpq) <= 1e-18 * (Math.abs(mpp) + Math.abs(mqq)) || mpq === 0) return;
  const theta = (mqq - mpp) / (2 * mpq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  // Rows first, then mirrored into the columns: M stays symmetric.
  turnRows(M, d, p, q, c, s);
  turnRows(W, d, p, q, c, s);
  for (let k = 0; k < d; k++) {
    M[k * d + p] = M[p * d + k] ?? 0;
    M[k * d + q] = M[q * d + k] ?? 0;
  }
  M[p * d + p] = mpp - t * mpq;
  M[q * d + q] = mqq + t * mpq;
  M[p * d + q] = 0;
  M[q * d + p] = 0;
}

function turnRows(M: Float64Array, d: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0, i = p * d, j = q * d; k < d; k++, i++, j++) {
    const x = M[i] ?? 0;
    const y = M[j] ?? 0;
    M[i] = c * x - s * y;
    M[j] = s * x + c * y;
  }
}

/** X <- X Q in place, row by row. X rows x d, Q d x d. Cost: rows d^2. */
export function rotateRows(X: Float32Array, Q: Float64Array, d: number): void {
  const row = new Float64Array(d);
  const out = new Float64Array(d);
  for (let start = 0; start < X.length; start += d) {
    for (let k = 0; k < d; k++) row[k] = X[start + k] ?? 0;
    timesMatrix(row, Q, d, out);
    X.set(out, start);
  }
}

/** out <- row Q. Four rows of Q at a time. */
function timesMatrix(row: Float64Array, Q: Float64Array, d: number, out: Float64Array): void {
  out.fill(0);
  let k = 0;
  for (; k + 3 < d; k += 4) {
    const a = row[k] ?? 0;
    const b = row[k + 1] ?? 0;
    const c = row[k + 2] ?? 0;
    const e = row[k + 3] ?? 0;
    const q0 = k * d;
    const q1 = q0 + d;
    const q2 = q1 + d;
    const q3 = q2 + d;
    for (let j = 0; j < d; j++) {
      const add = a * (Q[q0 + j] ?? 0) + b * (Q[q1 + j] ?? 0) + c * (Q[q2 + j] ?? 0) + e * (Q[q3 + j] ?? 0);
      out[j] = (out[j] ?? 0) + add;
    }
  }
  for (; k < d; k++) {
    const a = row[k] ?? 0;
    for (let j = 0; j < d; j++) out[j] = (out[j] ?? 0) + a * (Q[k * d + j] ?? 0);
  }
}

/**
 * Solves A x = b for a symmetric positive definite A, in place: the lower triangle of A becomes its Cholesky
 * factor and b becomes x. Only the lower triangle of the leading n x n block is read; rows are `stride` apart.
 * Throws RangeError when A is not positive definite.
 */
export function solveInPlace(A: Float64Array, b: Float64Array, n: number, stride: number): void {
  for (let j = 0; j < n; j++) {
    const rowJ = j * stride;
    for (let i = j; i < n; i++) {
      const rowI = i * stride;
      const sum = (A[rowI + j] ?? 0) - dotRange(A, rowI, rowJ, j);
      if (i > j) A[rowI + j] = sum / (A[rowJ + j] ?? 1);
      else if (sum > 0) A[rowI + j] = Math.sqrt(sum);
      else throw new RangeError(`The matrix is not positive definite: pivot ${j} is ${sum}`);
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (A[i * stride + k] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (A[i * stride + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    const value = (b[i] ?? 0) / (A[i * stride + i] ?? 1);
    b[i] = value;
    for (let k = 0; k < i; k++) b[k] = (b[k] ?? 0) - value * (A[i * stride + k] ?? 0);
  }
}

/** Inner product of A[i ..] and A[j ..] over n places. Four sums, so that additions need not wait for each other. */
export function dotRange(A: Float64Array, i: number, j: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < n; k += 4) {
    s0 += (A[i + k] ?? 0) * (A[j + k] ?? 0);
    s1 += (A[i + k + 1] ?? 0) * (A[j + k + 1] ?? 0);
    s2 += (A[i + k + 2] ?? 0) * (A[j + k + 2] ?? 0);
    s3 += (A[i + k + 3] ?? 0) * (A[j + k + 3] ?? 0);
  }
  for (; k < n; k++) s0 += (A[i + k] ?? 0) * (A[j + k] ?? 0);
  return s0 + s1 + s2 + s3;
}
