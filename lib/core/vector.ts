// Vector arithmetic over an artist space. Sums run in double precision, so that terms add up to 1e-6.
// The bottom layer of lib/core: taste, score and explanation are built of these.

import type { ArtistId, ArtistSpace } from "./types";

/** Inner product of two vectors of the same length. Throws RangeError on different lengths. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Vectors of ${a.length} and ${b.length} dimensions`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Inner product of `vector` (length = dimensions) with an artist's row. */
export function dotArtist(space: ArtistSpace, vector: ArrayLike<number>, artist: ArtistId): number {
  return dotRow(space.vectors, artist, vector);
}

/** Inner product of a vector with a row of a row-major matrix whose rows are as long. */
export function dotRow(matrix: ArrayLike<number>, row: number, vector: ArrayLike<number>): number {
  const length = vector.length;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  let j = row * length;
  // Four sums, so that additions need not wait for each other.
  for (; i + 3 < length; i += 4, j += 4) {
    s0 += (vector[i] ?? 0) * (matrix[j] ?? 0);
    s1 += (vector[i + 1] ?? 0) * (matrix[j + 1] ?? 0);
    s2 += (vector[i + 2] ?? 0) * (matrix[j + 2] ?? 0);
    s3 += (vector[i + 3] ?? 0) * (matrix[j + 3] ?? 0);
  }
  for (; i < length; i++, j++) s0 += (vector[i] ?? 0) * (matrix[j] ?? 0);
  return s0 + s1 + s2 + s3;
}

/** Inner product of two artists' rows. */
export function dotArtists(space: ArtistSpace, a: ArtistId, b: ArtistId): number {
  const { vectors, dimensions } = space;
  let sum = 0;
  for (let i = 0, j = a * dimensions, k = b * dimensions; i < dimensions; i++, j++, k++) {
    sum += (vectors[j] ?? 0) * (vectors[k] ?? 0);
  }
  return sum;
}

/** target += factor * the artist's row, in place. */
export function addArtist(target: Float64Array, space: ArtistSpace, artist: ArtistId, factor: number): void {
  const { vectors, dimensions } = space;
  for (let i = 0, j = artist * dimensions; i < dimensions; i++, j++) {
    target[i] = (target[i] ?? 0) + factor * (vectors[j] ?? 0);
  }
}

/** target += factor * vector, in place. */
export function addScaled(target: Float64Array, vector: ArrayLike<number>, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (vector[i] ?? 0);
}
