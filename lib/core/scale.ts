// What one model's numbers mean: lengths and popularity brought to a common scale of points.
// Thanks to it the same knobs suit every model.

import type { ArtistId, ArtistSpace } from "./types";
import { dotArtists } from "./vector";

export type Scale = {
  /** 1 / length of each artist's vector; 0 for an artist without one. */
  readonly inverseLengths: Float64Array;
  /** A unit vector times a row times this = points: about 1 between two well-known artists that are alike. */
  readonly points: number;
  /** Sum of squares of each column over that of the largest, in [0, 1]: how much of the model lies along each axis. */
  readonly energies: Float64Array;
  /** log(1 + popularity) / that of the best known artist, in [0, 1]. */
  readonly familiarity: Float64Array;
};

const scales = new WeakMap<ArtistSpace, Scale>();

/** The scale of a space, measured once a space. Cost the first time: count x dimensions. */
export function scaleOf(space: ArtistSpace): Scale {
  const known = scales.get(space);
  if (known) return known;
  const scale = measure(space);
  scales.set(space, scale);
  return scale;
}

/** Throws RangeError unless `artist` is a row of the space. */
export function checkArtist(space: ArtistSpace, artist: ArtistId): void {
  if (!(Number.isInteger(artist) && artist >= 0 && artist < space.count)) {
    throw new RangeError(`Artist ${artist} is not one of the ${space.count} of this model`);
  }
}

/** Cosine of two artists, in [-1, 1]; 0 when either has no vector. */
export function cosine(space: ArtistSpace, a: ArtistId, b: ArtistId): number {
  const { inverseLengths } = scaleOf(space);
  return dotArtists(space, a, b) * (inverseLengths[a] ?? 0) * (inverseLengths[b] ?? 0);
}

/**
 * A length from which on a model is sure enough of an artist, as a share of the length of those whom listeners meet.
 * Lengths beyond it say who is famous: of use to guess what somebody has heard, a lure to the famous for a radio that wants
 * what is akin. Lengths below it say who is hardly known, at times no artist at all. Simulated listeners (npm run simulate)
 * like as much at 0, 0.3 and 0.5 and hear 50, 50 and 43 % of the catalogue; at 0 stations begin to play the scraps of logs.
 */
export const SURE_LENGTH = 0.3;

/**
 * The space that a radio plays from: directions as they are, all artists alike whom the model is sure of (length 1), the others
 * shorter in proportion ({@link SURE_LENGTH}). Rows of zeros stay. Changes `space.vectors` and returns the same space.
 */
export function toRadioSpace(space: ArtistSpace): ArtistSpace {
  const { count, dimensions, vectors } = space;
  const { inverseLengths, points } = measure(space);
  for (let artist = 0; artist < count; artist++) {
    const inverse = inverseLengths[artist] ?? 0;
    const factor = Math.min(inverse, points / SURE_LENGTH);
    const row = vectors.subarray(artist * dimensions, (artist + 1) * dimensions);
    for (let i = 0; i < dimensions; i++) row[i] = factor * (row[i] ?? 0);
  }
  return space;
}

/** Lengths count by popularity: the scale is that of the artists whom listeners meet, not of the long tail. */
function measure(space: ArtistSpace): Scale {
  const inverseLengths = new Float64Array(space.count);
  const familiarity = new Float64Array(space.count);
  const energies = new Float64Array(space.dimensions);
  let squares = 0;
  let listeners = 0;
  for (let artist = 0; artist < space.count; artist++) {
    const square = dotArtists(space, artist, artist);
    const popularity = space.popularity[artist] ?? 0;
    inverseLengths[artist] = square > 0 ? 1 / Math.sqrt(square) : 0;
    familiarity[artist] = Math.log1p(popularity);
    squares += popularity * square;
    listeners += popularity;
    addSquares(energies, space, artist);
  }
  return {
    inverseLengths,
    energies: dividedByLargest(energies),
    familiarity: dividedByLargest(familiarity),
    points: squares > 0 ? Math.sqrt(listeners / squares) : 1,
  };
}

function addSquares(sums: Float64Array, { vectors, dimensions }: ArtistSpace, artist: ArtistId): void {
  for (let i = 0, j = artist * dimensions; i < dimensions; i++, j++) {
    const value = vectors[j] ?? 0;
    sums[i] = (sums[i] ?? 0) + value * value;
  }
}

function dividedByLargest(values: Float64Array): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return largest > 0 ? values.map((value) => value / largest) : values;
}
