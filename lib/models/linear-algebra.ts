// Dense linear algebra of the models: eigenvectors and inverse of a symmetric matrix.
// Row-major, in double precision.

/** Turns of QL for one eigenvalue; two are usual. */
const MAX_TURNS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder's tridiagonal form, then implicit QL (Golub and Van Loan,
 * 8.3). `A` is not changed. Cost: about 9 d^3.
 * @returns values of length d (unsorted) and Q, d x d, eigenvector k in column k: A = Q diag(values) Q'.
 */
export function rotationToEigenbasis(A: Float64Array, d: number): { values: Float64Array; Q: Float64Array } {
  const M = A.slice();
  // Rows of W are the new axes, so that every loop runs along memory.
  const W = new Float64Array(d * d);
  for (let i = 0; i < d; i++) W[i * d + i] = 1;
  const v = new Float64Array(d);
  const p = new Float64Array(d);
  for (let k = 0; k < d - 2; k++) reflect(M, W, d, k, v, p);
  const values = Float64Array.from({ length: d }, (_, i) => M[i * d + i] ?? 0);
  const beside = Float64Array.from({ length: d }, (_, i) => (i + 1 < d ? (M[i * d + i + 1] ?? 0) : 0));
  solveTridiagonal(values, beside, W, d);
  const Q = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) Q[j * d + i] = W[i * d + j] ?? 0;
  return { values, Q };
}

/** M <- H M H and W <- H W with the reflection H = I - v v' that clears column k of M below its neighbour. `v`, `p`: scratch. */
function reflect(
  M: Float64Array,
  W: Float64Array,
  d: number,
  k: number,
  v: Float64Array,
  p: Float64Array,
): void {
  let tail = 0;
  for (let i = k + 2; i < d; i++) tail += (M[k * d + i] ?? 0) ** 2;
  if (tail === 0) return;
  const head = M[k * d + k + 1] ?? 0;
  const length = Math.sqrt(head * head + tail);
  const first = head + (head < 0 ? -length : length);
  const scale = Math.sqrt(2 / (first * first + tail));
  v.fill(0);
  v[k + 1] = first * scale;
  for (let i = k + 2; i < d; i++) v[i] = (M[k * d + i] ?? 0) * scale;
  for (let i = k; i < d; i++) p[i] = dotRange(M, i * d + k, v, k, d - k);
  const half = dotRange(p, k, v, k, d - k) / 2;
  for (let i = k; i < d; i++) p[i] = (p[i] ?? 0) - half * (v[i] ?? 0);
  for (let i = k; i < d; i++) {
    const vi = v[i] ?? 0;
    const pi = p[i] ?? 0;
    for (let j = k, at = i * d + k; j < d; j++, at++)
      M[at] = (M[at] ?? 0) - vi * (p[j] ?? 0) - pi * (v[j] ?? 0);
  }
  p.fill(0);
  for (let i = k + 1; i < d; i++) addTo(p, W, i * d, v[i] ?? 0);
  for (let i = k + 1; i < d; i++) {
    const vi = v[i] ?? 0;
    for (let j = 0, at = i * d; j < d; j++, at++) W[at] = (W[at] ?? 0) - vi * (p[j] ?? 0);
  }
}

function addTo(sum: Float64Array, W: Float64Array, start: number, factor: number): void {
  for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) + factor * (W[start + j] ?? 0);
}

/** `values` and `beside` (the entries next to the diagonal) become the eigenvalues and 0; the rows of W turn along. */
function solveTridiagonal(values: Float64Array, beside: Float64Array, W: Float64Array, d: number): void {
  const norm = values.reduce(
    (most, value, i) => Math.max(most, Math.abs(value), Math.abs(beside[i] ?? 0)),
    0,
  );
  const isSmall = (i: number) =>
    Math.abs(beside[i] ?? 0) <=
    Number.EPSILON * (Math.abs(values[i] ?? 0) + Math.abs(values[i + 1] ?? 0) + Number.EPSILON * norm);
  for (let l = 0; l < d; l++) {
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      let m = l;
      while (m < d - 1 && !isSmall(m)) m++;
      if (m === l) break;
      chase(values, beside, W, { d, l, m });
    }
  }
}

/** One QL step with Wilkinson's shift on the block from l to m. */
function chase(
  values: Float64Array,
  beside: Float64Array,
  W: Float64Array,
  { d, l, m }: { readonly d: number; readonly l: number; readonly m: number },
): void {
  const gap = ((values[l + 1] ?? 0) - (values[l] ?? 0)) / (2 * (beside[l] ?? 1));
  const root = Math.sqrt(gap * gap + 1);
  let g = (values[m] ?? 0) - (values[l] ?? 0) + (beside[l] ?? 0) / (gap + (gap < 0 ? -root : root));
  let s = 1;
  let c = 1;
  let shift = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * (beside[i] ?? 0);
    const b = c * (beside[i] ?? 0);
    const r = Math.sqrt(f * f + g * g);
    beside[i + 1] = r;
    if (r === 0) {
      values[i + 1] = (values[i + 1] ?? 0) - shift;
      beside[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = (values[i + 1] ?? 0) - shift;
    const turned = ((values[i] ?? 0) - g) * s + 2 * c * b;
    shift = s * turned;
    values[i + 1] = g + shift;
    g = c * turned - b;
    turnRows(W, d, i, c, s);
  }
  values[l] = (values[l] ?? 0) - shift;
  beside[l] = g;
  beside[m] = 0;
}

/** Rows i and i + 1 turned against each other. */
function turnRows(W: Float64Array, d: number, i: number, c: number, s: number): void {
  for (let k = 0, upper = i * d, lower = upper + d; k < d; k++, upper++, lower++) {
    const x = W[upper] ?? 0;
    const y = W[lower] ?? 0;
    W[lower] = s * x + c * y;
    W[upper] = c * x - s * y;
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
