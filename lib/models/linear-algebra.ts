// Dense linear algebra of the models: eigenvectors and inverse of a symmetric matrix.
// Row-major, in double precision.

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5).
 * Cheap when `A` is nearly diagonal already. `A` is not changed.
 * @returns values of length d (unsorted) and Q, d x d, eigenvector k in column k: A = Q diag(values) Q'.
 */
export function rotationToEigenbasis(A: Float64Array, d: number): { values: Float64Array; Q: Float64Array } {
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

/**
 * The inverse of a symmetric positive definite matrix, by Cholesky: A = L L', then (L^-1)' L^-1. `A` is overwritten.
 * Cost: 5/6 n^3. Throws RangeError when A is not positive definite.
 */
export function invertSymmetric(A: Float64Array, n: number): Float64Array {
  factorize(A, n);
  // Row j of T is column j of L^-1, so that every sum runs along memory.
  const T = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    T[j * n + j] = 1 / (A[j * n + j] ?? 1);
    for (let i = j + 1; i < n; i++) {
      T[j * n + i] = -dotRange(A, i * n + j, T, j * n + j, i - j) / (A[i * n + i] ?? 1);
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const sum = dotRange(T, i * n + j, T, j * n + j, n - j);
      A[i * n + j] = sum;
      A[j * n + i] = sum;
    }
  }
  return A;
}

/** The lower triangle of A becomes its Cholesky factor. */
function factorize(A: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = (A[i * n + j] ?? 0) - dotRange(A, i * n, A, j * n, j);
      if (i > j) A[i * n + j] = sum / (A[j * n + j] ?? 1);
      else if (sum > 0) A[i * n + i] = Math.sqrt(sum);
      else throw new RangeError(`The matrix is not positive definite: pivot ${i} is ${sum}`);
    }
  }
}

/** Inner product of A[i ..] and B[j ..] over n places. Four sums, so that additions need not wait for each other. */
function dotRange(A: Float64Array, i: number, B: Float64Array, j: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < n; k += 4) {
    s0 += (A[i + k] ?? 0) * (B[j + k] ?? 0);
    s1 += (A[i + k + 1] ?? 0) * (B[j + k + 1] ?? 0);
    s2 += (A[i + k + 2] ?? 0) * (B[j + k + 2] ?? 0);
    s3 += (A[i + k + 3] ?? 0) * (B[j + k + 3] ?? 0);
  }
  for (; k < n; k++) s0 += (A[i + k] ?? 0) * (B[j + k] ?? 0);
  return s0 + s1 + s2 + s3;
}
