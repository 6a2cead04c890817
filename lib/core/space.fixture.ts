// Small artist spaces for tests: drawn at random, or written by hand.

import { createRng } from "./rng";
import type { ArtistSpace } from "./types";

/** Rows by hand; popularity defaults to 1 each. */
export function spaceOf(rows: readonly (readonly number[])[], popularity?: readonly number[]): ArtistSpace {
  return {
    count: rows.length,
    dimensions: rows[0]?.length ?? 0,
    vectors: Float32Array.from(rows.flat()),
    popularity: Float32Array.from(popularity ?? rows.map(() => 1)),
  };
}

/** Normal rows, popularity falling as in a catalogue with a long tail. */
export function randomSpace(count: number, dimensions: number, seed: number): ArtistSpace {
  const rng = createRng(seed);
  return {
    count,
    dimensions,
    vectors: Float32Array.from({ length: count * dimensions }, () => rng.normal() * 0.2),
    popularity: Float32Array.from({ length: count }, (_, artist) =>
      Math.floor((600 * rng.next()) / (artist + 1)),
    ),
  };
}
