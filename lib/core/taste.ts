// From a taste (three weighted sets of artists) to a query (directions in the model's space).
// First step of every recommendation; score.ts applies the query to artists.

import { type Part, type Push, toPush } from "./push";
import { checkArtist, scaleOf } from "./scale";
import type { ArtistId, ArtistSpace, Guess, Taste, WeightedArtist, Weights } from "./types";
import { addArtist, dotArtist } from "./vector";

/** A direction and the artists it is the sum of: vector = sum of factor * stretch * (row of artist), column by column. */
export type Direction = {
  /** Length = dimensions; times an artist's row = points, at most about 1 in size. */
  readonly vector: Float64Array;
  /** Each artist once. */
  readonly parts: readonly Part[];
  /** Length = dimensions, each >= 0. */
  readonly stretch: Float64Array;
};

/** What the listener sets. Each knob acts on its own term only; 0 removes the term. */
export type Knobs = {
  readonly weights: Weights;
  /** Weight of the familiarity term, >= 0; absent = the query's defaultFamiliarity. */
  readonly familiarity?: number;
  /** Weight of the lean term, in [0, 1]: at most as much as the style; absent = 0. */
  readonly lean?: number;
};

export type Query = {
  readonly style: Direction;
  readonly likes: Direction;
  readonly dislikes: Push;
  /** A mean like the style: however many artists stand around a place, it pulls no harder. */
  readonly lean: Direction;
  /** The familiarity knob's default, above 0: with one style artist (without any, like) popularity says much, with forty little. */
  readonly defaultFamiliarity: number;
  /** Points of the space (scale.ts), for the index's familiarity column. */
  readonly points: number;
};

/**
 * What is asked for: a radio's "akin", or "probable", a guess at what somebody has. A guess leans on fame and on the strong
 * axes, which are evidence of what people have; a radio that did would bury what is near.
 */
export type Aim = "akin" | "probable";

/**
 * By the number of equal votes: the default weight of familiarity, and the exponent of the columns' energies: 0 = all alike,
 * more = the strong ones, less = the faint ones.
 */
type Emphasis = {
  readonly familiarity: (votes: number) => number;
  readonly exponent: (votes: number) => number;
};

/** Judged by ear: with an exponent of 1 for one vote, Kendrick Lamar leads to his neighbours on air, not to rappers. */
const AKIN: Emphasis = {
  familiarity: (votes) => 0.15 / votes,
  exponent: (votes) => Math.min(0.3, 1 / votes),
};

/** Of als, and of models that do not say: what measures best on held-out listeners of HetRec at 1, 3, 5, 10 and 40 votes. */
export const DEFAULT_GUESS: Guess = { stretch: 1.6, flatness: 0.42, prior: 0.5, fall: 0.75 };

/** A column of less energy is not raised further. */
const LEAST_ENERGY = 1e-4;

function emphasisOf({ guess = DEFAULT_GUESS }: ArtistSpace, aim: Aim): Emphasis {
  if (aim === "akin") return AKIN;
  return {
    familiarity: (votes) => guess.prior / votes ** guess.fall,
    exponent: (votes) => guess.stretch / Math.sqrt(votes) - guess.flatness,
  };
}

/**
 * What the best known artist counts less than an unknown one beside it; the others in between by their familiarity. Measured
 * on HetRec, P@10 from 5, 10 and 40 artists: .481, .498, .198 without, .484, .501, .202 with.
 */
const FAME_DISCOUNT = 0.5;

/**
 * Composes the query of a taste. Seeds count by their direction, not their length, so that a famous artist in a playlist
 * does not drown the others; what they point at keeps its length, which holds how sure the model is of an artist.
 * Nor by the whole of it where others are beside it: what everybody has tells less of a taste ({@link FAME_DISCOUNT}).
 * The style is a mean: with whitened vectors that is the model's own fold-in (lib/models/als.ts), and a sum of inner
 * products has a peak at each of several tastes. A mean of few artists says little of where along the model's faint axes the
 * taste lies, so it leans on the strong ones, as the aim has it.
 * Likes grow with their evidence until one full vote, then become a mean too; dislikes are weighed against both by push.ts. Cost: artists of the taste x dimensions.
 * @throws RangeError on an artist that the space does not hold.
 */
export function composeQuery(space: ArtistSpace, taste: Taste, aim: Aim = "akin"): Query {
  const { familiarity, exponent } = emphasisOf(space, aim);
  const side = (artists: readonly WeightedArtist[], least: number) =>
    toDirection(space, artists, {
      divisor: Math.max(least, totalWeight(artists)),
      exponent: exponent(effectiveCount(artists)),
    });
  const style = side(taste.style, 0);
  return {
    style,
    likes: side(taste.likes, 1),
    dislikes: toPush(space, taste),
    lean: side(taste.lean ?? [], 0),
    defaultFamiliarity: familiarity(effectiveCount(taste.style.length > 0 ? taste.style : taste.likes)),
    points: scaleOf(space).points,
  };
}

function totalWeight(artists: readonly WeightedArtist[]): number {
  return artists.reduce((sum, { weight }) => sum + weight, 0);
}

/** How many equal votes the weights amount to (Kish): (sum w)^2 / sum w^2; 1 without any. */
function effectiveCount(artists: readonly WeightedArtist[]): number {
  const squares = artists.reduce((sum, { weight }) => sum + weight * weight, 0);
  return squares > 0 ? totalWeight(artists) ** 2 / squares : 1;
}

type DirectionOptions = { readonly divisor: number; readonly exponent: number };

/** @param options the weights' divisor, and the exponent of the columns' energies: 0 = all alike. */
function toDirection(
  space: ArtistSpace,
  artists: readonly WeightedArtist[],
  { divisor, exponent }: DirectionOptions,
): Direction {
  const { inverseLengths, energies, points } = scaleOf(space);
  const vector = new Float64Array(space.dimensions);
  const factors = new Map<ArtistId, number>();
  const telling = withoutFame(space, artists);
  for (const { artist, weight } of telling) {
    const factor = divisor > 0 ? (points * weight * (inverseLengths[artist] ?? 0)) / divisor : 0;
    factors.set(artist, (factors.get(artist) ?? 0) + factor);
  }
  const parts = [...factors].map(([artist, factor]) => ({ artist, factor }));
  for (const { artist, factor } of parts) addArtist(vector, space, artist, factor);
  const stretch = energies.map((energy) => Math.max(energy, LEAST_ENERGY) ** exponent);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * (stretch[i] ?? 0);
  return { vector, parts, stretch };
}

/** The weights less what is for fame, all scaled so that they add up to what they did: it moves weight, it takes none. */
function withoutFame(space: ArtistSpace, artists: readonly WeightedArtist[]): WeightedArtist[] {
  const { familiarity } = scaleOf(space);
  const telling = artists.map(({ artist, weight }) => {
    checkArtist(space, artist);
    return { artist, weight: weight * (1 - FAME_DISCOUNT * (familiarity[artist] ?? 0)) };
  });
  const scale = totalWeight(artists) / (totalWeight(telling) || 1);
  return telling.map(({ artist, weight }) => ({ artist, weight: scale * weight }));
}

/** What each part of a direction gives `artist`, in points and in the order of the parts: they add up to its inner product. */
export function sharesOfParts(space: ArtistSpace, direction: Direction, artist: ArtistId): Float64Array {
  const row = stretchedRow(space, direction, artist);
  const shares = new Float64Array(direction.parts.length);
  let i = 0;
  for (const { artist: part, factor } of direction.parts) shares[i++] = factor * dotArtist(space, row, part);
  return shares;
}

function stretchedRow({ vectors, dimensions }: ArtistSpace, { stretch }: Direction, artist: ArtistId) {
  const row = new Float64Array(dimensions);
  for (let i = 0; i < dimensions; i++) row[i] = (stretch[i] ?? 0) * (vectors[artist * dimensions + i] ?? 0);
  return row;
}
