// From a taste (three weighted sets of artists) to a query (directions in the model's space).
// First step of every recommendation; score.ts applies the query to artists.

import { checkArtist, scaleOf } from "./scale";
import type { ArtistId, ArtistSpace, Taste, WeightedArtist, Weights } from "./types";
import { addArtist, addScaled, dot, dotArtist } from "./vector";

/** A direction and the artists it is the sum of: vector = sum of factor * stretch * (row of artist), column by column. */
export type Direction = {
  /** Length = dimensions; times an artist's row = points, at most about 1 in size. */
  readonly vector: Float64Array;
  /** Each artist once. */
  readonly parts: readonly Part[];
  /** Length = dimensions, each in [0, 1]. */
  readonly stretch: Float64Array;
};

export type Part = { readonly artist: ArtistId; readonly factor: number };

/** The dislikes less what they share with the style. */
export type Push = Direction & {
  /** Orthonormal; the part of the dislikes along it is left out. Empty without a style. */
  readonly spared: readonly Float64Array[];
  /** The disliked artists themselves, with their weight in (0, 1]: what each loses whatever the style is. */
  readonly own: ReadonlyMap<ArtistId, number>;
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
  /** The familiarity knob's default, in (0, 0.15]: with one style artist popularity says much, with forty little. */
  readonly defaultFamiliarity: number;
  /** Equal votes that the style amounts to (without one the likes), >= 1. */
  readonly votes: number;
  /** Points of the space (scale.ts), for the index's familiarity column. */
  readonly points: number;
};

/**
 * The familiarity knob's default for one style artist; n of them need the n-th part of it. A radio that leaned more on fame
 * would bury what is near; who guesses what somebody has heard leans on {@link guessFamiliarity}.
 */
const PRIOR_OF_ONE = 0.15;

/**
 * Composes the query of a taste. Seeds count by their direction, not their length, so that a famous artist in a playlist
 * does not drown the others; what they point at keeps its length, which holds how sure the model is of an artist.
 * The style is a mean: with whitened vectors that is the model's own fold-in (lib/models/als.ts), and a sum of inner
 * products has a peak at each of several tastes. A mean of few artists says little of where along the model's faint axes the
 * taste lies, so it leans on the strong ones: each column counts energy^(1/n) (measured: P@10 from one artist .334 to .359).
 * Likes and dislikes grow with their evidence until one full vote, then
 * become means too. Cost: artists of the taste x dimensions.
 * @throws RangeError on an artist that the space does not hold.
 */
export function composeQuery(space: ArtistSpace, taste: Taste): Query {
  const style = toDirection(space, taste.style, {
    divisor: totalWeight(taste.style),
    lean: 1 / effectiveCount(taste.style),
  });
  const likes = toDirection(space, taste.likes, {
    divisor: Math.max(1, totalWeight(taste.likes)),
    lean: 1 / effectiveCount(taste.likes),
  });
  const towards = taste.lean ?? [];
  const lean = toDirection(space, towards, {
    divisor: totalWeight(towards),
    lean: 1 / effectiveCount(towards),
  });
  const votes = effectiveCount(taste.style.length > 0 ? taste.style : taste.likes);
  return {
    style,
    likes,
    dislikes: toPush(space, taste.dislikes, style),
    lean,
    votes,
    defaultFamiliarity: PRIOR_OF_ONE / votes,
    points: scaleOf(space).points,
  };
}

/**
 * The weight of familiarity for a guess at what somebody has heard, where fame is evidence: 0.4 / votes^0.6. Measured on
 * HetRec, P@10 from 1, 5 and 40 artists: .381, .488, .209; with the radio's default .364, .479, .213.
 */
export function guessFamiliarity({ votes }: Query): number {
  return 0.4 / votes ** 0.6;
}

function totalWeight(artists: readonly WeightedArtist[]): number {
  return artists.reduce((sum, { weight }) => sum + weight, 0);
}

/** How many equal votes the weights amount to (Kish): (sum w)^2 / sum w^2; 1 without any. */
function effectiveCount(artists: readonly WeightedArtist[]): number {
  const squares = artists.reduce((sum, { weight }) => sum + weight * weight, 0);
  return squares > 0 ? totalWeight(artists) ** 2 / squares : 1;
}

type DirectionOptions = { readonly divisor: number; readonly lean: number };

/** @param options the weights' divisor, and the exponent of the columns' energies: 0 = all alike, 1 = strong ones only. */
function toDirection(
  space: ArtistSpace,
  artists: readonly WeightedArtist[],
  { divisor, lean }: DirectionOptions,
): Direction {
  const { inverseLengths, energies, points } = scaleOf(space);
  const vector = new Float64Array(space.dimensions);
  const factors = new Map<ArtistId, number>();
  for (const { artist, weight } of artists) {
    checkArtist(space, artist);
    const factor = divisor > 0 ? (points * weight * (inverseLengths[artist] ?? 0)) / divisor : 0;
    factors.set(artist, (factors.get(artist) ?? 0) + factor);
  }
  const parts = [...factors].map(([artist, factor]) => ({ artist, factor }));
  for (const { artist, factor } of parts) addArtist(vector, space, artist, factor);
  const stretch = energies.map((energy) => energy ** lean);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * (stretch[i] ?? 0);
  return { vector, parts, stretch };
}

/**
 * The dislikes orthogonal to the style: whatever is disliked, an artist in the very middle of the style keeps its score, so
 * that dislikes turn a station and never empty or undo it.
 */
function toPush(space: ArtistSpace, artists: readonly WeightedArtist[], style: Direction): Push {
  const direction = toDirection(space, artists, { divisor: Math.max(1, totalWeight(artists)), lean: 0 });
  const own = new Map<ArtistId, number>();
  for (const { artist, weight } of artists) own.set(artist, Math.min(1, (own.get(artist) ?? 0) + weight));
  const length = Math.sqrt(dot(style.vector, style.vector));
  const spared = length > 0 ? [style.vector.map((value) => value / length)] : [];
  for (const axis of spared) addScaled(direction.vector, axis, -dot(axis, direction.vector));
  return { ...direction, spared, own };
}

/** What each part of a direction gives `artist`, in points and in the order of the parts: they add up to its inner product. */
export function sharesOfParts(space: ArtistSpace, direction: Direction, artist: ArtistId): Float64Array {
  return sharesOf(space, direction.parts, stretchedRow(space, direction, artist));
}

/** The same for a push: less what lies along the spared axes, and with what the artist itself loses when it is disliked. */
export function sharesOfPush(space: ArtistSpace, push: Push, artist: ArtistId): Float64Array {
  const row = stretchedRow(space, push, artist);
  for (const axis of push.spared) addScaled(row, axis, -dotArtist(space, axis, artist));
  const shares = sharesOf(space, push.parts, row);
  const own = push.parts.findIndex((part) => part.artist === artist);
  if (own >= 0) shares[own] = (shares[own] ?? 0) + (push.own.get(artist) ?? 0);
  return shares;
}

function sharesOf(space: ArtistSpace, parts: readonly Part[], row: Float64Array): Float64Array {
  const shares = new Float64Array(parts.length);
  let i = 0;
  for (const { artist, factor } of parts) shares[i++] = factor * dotArtist(space, row, artist);
  return shares;
}

function stretchedRow({ vectors, dimensions }: ArtistSpace, { stretch }: Direction, artist: ArtistId) {
  const row = new Float64Array(dimensions);
  for (let i = 0; i < dimensions; i++) row[i] = (stretch[i] ?? 0) * (vectors[artist * dimensions + i] ?? 0);
  return row;
}
