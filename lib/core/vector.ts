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
  const { vectors, dimensions } = space;
  let even = 0;
  let odd = 0;
  let i = 0;
  let j = artist * dimensions;
  // Two sums, so that additions need not wait for each other.
  for (; i + 1 < dimensions; i += 2, j += 2) {
    even += (vector[i] ?? 0) * (vectors[j] ?? 0);
    odd += (vector[i + 1] ?? 0) * (vectors[j + 1] ?? 0);
  }
  return i < dimensions ? even + odd + (vector[i] ?? 0) * (vectors[j] ?? 0) : even + odd;
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
