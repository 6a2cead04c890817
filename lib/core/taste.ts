// From a taste (three weighted sets of artists) to a query (directions in the model's space).
// First step of every recommendation; score.ts applies the query to artists.

import { checkArtist, scaleOf } from "./scale";
import type { ArtistId, ArtistSpace, Taste, WeightedArtist, Weights } from "./types";
import { addArtist, addScaled, dot, dotArtist } from "./vector";

/** A direction and the artists it is the sum of: vector = sum of factor * (row of artist). */
export type Direction = {
  /** Length = dimensions; times an artist's row = points, at most about 1 in size. */
  readonly vector: Float64Array;
  readonly parts: readonly { readonly artist: ArtistId; readonly factor: number }[];
};

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
};

export type Query = {
  readonly style: Direction;
  readonly likes: Direction;
  readonly dislikes: Push;
  /** The familiarity knob's default, in (0, 1]: with one style artist popularity says much, with forty little. */
  readonly defaultFamiliarity: number;
  /** Points of the space (scale.ts), for the index's familiarity column. */
  readonly points: number;
};

/**
 * Composes the query of a taste. Seeds count by their direction, not their length, so that a famous artist in a playlist
 * does not drown the others; what they point at keeps its length, which holds how sure the model is of an artist.
 * The style is a mean: with whitened vectors that is the model's own fold-in (lib/models/als.ts), and a sum of inner
 * products has a peak at each of several tastes. Likes and dislikes grow with their evidence until one full vote, then
 * become means too. Cost: artists of the taste x dimensions.
 * @throws RangeError on an artist that the space does not hold.
 */
export function composeQuery(space: ArtistSpace, taste: Taste): Query {
  const style = toDirection(space, taste.style, totalWeight(taste.style));
  const likes = toDirection(space, taste.likes, Math.max(1, totalWeight(taste.likes)));
  return {
    style,
    likes,
    dislikes: toPush(space, taste.dislikes, style),
    defaultFamiliarity: 1 / Math.max(1, effectiveCount(taste.style.length > 0 ? taste.style : taste.likes)),
    points: scaleOf(space).points,
  };
}

function totalWeight(artists: readonly WeightedArtist[]): number {
  return artists.reduce((sum, { weight }) => sum + weight, 0);
}

/** How many equal votes the weights amount to (Kish): (sum w)^2 / sum w^2. */
function effectiveCount(artists: readonly WeightedArtist[]): number {
  const squares = artists.reduce((sum, { weight }) => sum + weight * weight, 0);
  return squares > 0 ? totalWeight(artists) ** 2 / squares : 0;
}

function toDirection(space: ArtistSpace, artists: readonly WeightedArtist[], divisor: number): Direction {
  const { inverseLengths, points } = scaleOf(space);
  const vector = new Float64Array(space.dimensions);
  const parts = artists.map(({ artist, weight }) => {
    checkArtist(space, artist);
    const factor = divisor > 0 ? (points * weight * (inverseLengths[artist] ?? 0)) / divisor : 0;
    addArtist(vector, space, artist, factor);
    return { artist, factor };
  });
  return { vector, parts };
}

/**
 * The dislikes orthogonal to the style: whatever is disliked, an artist in the very middle of the style keeps its score, so
 * that dislikes turn a station and never empty or undo it.
 */
function toPush(space: ArtistSpace, artists: readonly WeightedArtist[], style: Direction): Push {
  const direction = toDirection(space, artists, Math.max(1, totalWeight(artists)));
  const own = new Map<ArtistId, number>();
  for (const { artist, weight } of artists) own.set(artist, Math.min(1, (own.get(artist) ?? 0) + weight));
  const length = Math.sqrt(dot(style.vector, style.vector));
  const spared = length > 0 ? [style.vector.map((value) => value / length)] : [];
  for (const axis of spared) addScaled(direction.vector, axis, -dot(axis, direction.vector));
  return { ...direction, spared, own };
}

/** What one part of the push gives `artist`: its inner product less the part along the spared axes. */
export function pushOfPart(
  space: ArtistSpace,
  push: Push,
  part: { artist: ArtistId; factor: number },
  artist: ArtistId,
) {
  const row = space.vectors.subarray(part.artist * space.dimensions, (part.artist + 1) * space.dimensions);
  const along = push.spared.reduce((sum, axis) => sum + dot(axis, row) * dotArtist(space, axis, artist), 0);
  return part.factor * (dotArtist(space, row, artist) - along);
}
