// The rules that the radio is measured against, over the same vectors: those of the prototype of 2021,
// and likes with a hard radius around what was disliked, as AudioMuse-AI's Song Alchemy has it.

import { createExactIndex } from "@/lib/ann/exact";
import { ARTIST_GAP } from "@/lib/core/order";
import { scaleOf } from "@/lib/core/scale";
import type { ArtistSpace } from "@/lib/core/types";
import { addArtist, addScaled, dot, dotArtist } from "@/lib/core/vector";
import type { HeardSong, Policy, StationState } from "./policy";

const PROTOTYPE_WEIGHTS = { style: 1, likes: 0.6, dislikes: 0.3 };
/** Played for less than this share of its length, a track is a full dislike; else a full like. */
const PROTOTYPE_LIKE_SHARE = 0.8;
const PROTOTYPE_CANDIDATES = 10;

/**
 * Mean unit vectors of style, likes and dislikes at 1, 0.6 and 0.3; one of the nearest by cosine, at random.
 * @param options.rests the prototype itself knows no gaps; with ours, what is left to compare is its taste.
 */
export function createPrototypePolicy(space: ArtistSpace, options: { readonly rests: boolean }): Policy {
  const findNearest = createCosineSearch(space);
  return {
    name: options.rests ? "Prototype's rules and our gaps" : "Prototype's rules",
    next: (state) => {
      const { seeds, history, rng } = state;
      const isLiked = (song: HeardSong) => song.playMs >= PROTOTYPE_LIKE_SHARE * song.lengthMs;
      const likes = history.filter(isLiked).map(({ artist }) => artist);
      const dislikes = history.filter((song) => !isLiked(song)).map(({ artist }) => artist);
      const query = new Float64Array(space.dimensions);
      addScaled(query, meanOfUnits(space, seeds), PROTOTYPE_WEIGHTS.style);
      addScaled(query, meanOfUnits(space, likes), PROTOTYPE_WEIGHTS.likes);
      addScaled(query, meanOfUnits(space, dislikes), -PROTOTYPE_WEIGHTS.dislikes);
      const resting = options.rests ? restingArtists(state) : new Set<number>();
      const candidates = findNearest(query, PROTOTYPE_CANDIDATES + resting.size)
        .filter(({ artist }) => !resting.has(artist))
        .slice(0, PROTOTYPE_CANDIDATES);
      return candidates.length > 0 ? candidates[rng.int(candidates.length)]?.artist : undefined;
    },
  };
}

/** A skip so early, or a rating, that a listener of such a system would press "exclude". */
const EXCLUDED_BELOW_MS = 30_000;
/** 60 degrees; the original's 36 are cut for vectors of sound, in which everything is nearer. */
const RADIUS_COSINE = 0.5;
const RADIUS_CANDIDATES = 100;
const TEMPERATURE = 0.1;

/** Nearest to the mean of seeds and likes by softmax, with our gaps; what lies within the radius of a dislike is barred for good. */
export function createHardRadiusPolicy(space: ArtistSpace): Policy {
  const findNearest = createCosineSearch(space);
  return {
    name: "Hard radius and our gaps",
    next: (state) => {
      const { seeds, history, rng } = state;
      const isBarred = ({ rating, playMs }: HeardSong) =>
        rating === -1 || (!rating && playMs < EXCLUDED_BELOW_MS);
      const likes = history.filter((song) => song.rating === 1 || song.playMs === song.lengthMs);
      const query = meanOfUnits(space, [...seeds, ...likes.map(({ artist }) => artist)]);
      const resting = restingArtists(state);
      const walls = history.filter(isBarred).map(({ artist }) => meanOfUnits(space, [artist]));
      const isWalledOff = (artist: number) =>
        walls.some((wall) => dotArtist(space, wall, artist) * inverseLength(space, artist) >= RADIUS_COSINE);
      const candidates = findNearest(query, RADIUS_CANDIDATES).filter(
        ({ artist }) => !resting.has(artist) && !isWalledOff(artist),
      );
      return drawBySoftmax(candidates, rng.next());
    },
  };
}

function restingArtists({ history, now }: StationState): Set<number> {
  const resting = history.filter(
    ({ at }, position) => history.length - position <= ARTIST_GAP.songs || now - at < ARTIST_GAP.ms,
  );
  return new Set(resting.map(({ artist }) => artist));
}

type Near = { readonly artist: number; readonly cosine: number };

/** Finds the artists with the largest cosine to a query, largest first. */
function createCosineSearch(space: ArtistSpace): (query: Float64Array, count: number) => Near[] {
  const { count, dimensions } = space;
  const vectors = space.vectors.map((value, i) => value * inverseLength(space, Math.floor(i / dimensions)));
  const index = createExactIndex({ vectors, count, dimensions });
  return (query, wanted) => {
    const length = Math.sqrt(dot(query, query)) || 1;
    return index
      .search(Float32Array.from(query), wanted)
      .map(({ id, similarity }) => ({ artist: id, cosine: similarity / length }));
  };
}

function drawBySoftmax(candidates: readonly Near[], uniform: number): number | undefined {
  const weights = candidates.map(({ cosine }) => Math.exp(cosine / TEMPERATURE));
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [position, { artist }] of candidates.entries()) {
    left -= weights[position] ?? 0;
    if (left <= 0) return artist;
  }
  return candidates.at(-1)?.artist;
}

/** Zero for no artists. */
function meanOfUnits(space: ArtistSpace, artists: readonly number[]): Float64Array {
  const mean = new Float64Array(space.dimensions);
  for (const artist of artists) addArtist(mean, space, artist, inverseLength(space, artist) / artists.length);
  return mean;
}

function inverseLength(space: ArtistSpace, artist: number): number {
  return scaleOf(space).inverseLengths[artist] ?? 0;
}
