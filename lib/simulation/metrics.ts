// What a session was worth: likes and dislikes by stretch, repeats, distance, popularity; and means with their errors.

import { ARTIST_GAP } from "@/lib/core/order";
import type { Kind } from "./listener";
import type { Pick } from "./session";
import { type Truth, truthOf } from "./truth";

/** First and last song of each stretch, counted from 1. */
export const STRETCHES = [
  [1, 5],
  [6, 20],
  [21, 50],
] as const;

export type SessionMetrics = {
  /** Share of the songs of each stretch, of those that were asked for: silence is liked by nobody. */
  readonly liked: readonly number[];
  readonly disliked: readonly number[];
  /** Like `liked`, less songs of an artist within its rest. */
  readonly fresh: readonly number[];
  /** Of all that was asked for, the share of songs whose artist was new to the session: a policy that repeats a few has few. */
  readonly different: number;
  /** Of the different artists of a session, the share that is of the disliked kind: many songs by one friend hide nothing. */
  readonly dislikedArtists: number;
  /** Different artists of the liked kind. */
  readonly likedArtists: number;
  /** Share of songs whose artist was played within the last 10 songs or 90 minutes. */
  readonly repeats: number;
  /** Mean of 1 - cosine over all pairs of songs, by the truth. */
  readonly distance: number;
  /** Mean rank, 1 = the best known artist. */
  readonly popularityRank: number;
  /** Share of the songs asked for that the policy had nothing for. */
  readonly silence: number;
};

export function measureSession(
  picks: readonly Pick[],
  world: { readonly songs: number; readonly truth: Truth; readonly ranks: ArrayLike<number> },
): SessionMetrics {
  const repeated = markRepeats(picks);
  const artists = [...new Map(picks.map((pick) => [pick.artist, pick.kind])).values()];
  const shareOf = (kind: Kind, counts: (position: number) => boolean = () => true) =>
    stretchesOf(world.songs).map(([first, last]) => {
      const matching = picks.filter(
        (pick, at) => at >= first - 1 && at < last && pick.kind === kind && counts(at),
      );
      return matching.length / (last - first + 1);
    });
  return {
    liked: shareOf("liked"),
    disliked: shareOf("disliked"),
    fresh: shareOf("liked", (position) => !repeated[position]),
    different: artists.length / world.songs,
    dislikedArtists: meanOf(artists.map((kind) => Number(kind === "disliked"))),
    likedArtists: artists.filter((kind) => kind === "liked").length,
    repeats: meanOf(repeated.map(Number)),
    distance: meanDistance(picks, world.truth),
    popularityRank: meanOf(picks.map(({ artist }) => world.ranks[artist] ?? 0)),
    silence: 1 - picks.length / world.songs,
  };
}

/** The stretches of a session of so many songs. */
export function stretchesOf(songs: number): (readonly [first: number, last: number])[] {
  return STRETCHES.filter(([first]) => first <= songs).map(([first, last]) => [first, Math.min(last, songs)]);
}

/** Which picks come before their artist has rested. */
export function markRepeats(picks: readonly Pick[]): boolean[] {
  return picks.map((pick, position) =>
    picks
      .slice(0, position)
      .some(
        (before, at) =>
          before.artist === pick.artist &&
          (position - at <= ARTIST_GAP.songs || pick.at - before.at < ARTIST_GAP.ms),
      ),
  );
}

function meanDistance(picks: readonly Pick[], truth: Truth): number {
  const distances: number[] = [];
  picks.forEach(({ artist }, position) => {
    const own = truth.vectors.subarray(artist * truth.dimensions, (artist + 1) * truth.dimensions);
    for (const other of picks.slice(position + 1)) distances.push(1 - truthOf(truth, other.artist, own));
  });
  return meanOf(distances);
}

/** 1 for the most popular artist, ties by id. */
export function popularityRanks(popularity: ArrayLike<number>): Uint32Array {
  const order = Array.from({ length: popularity.length }, (_, artist) => artist).sort(
    (a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b,
  );
  const ranks = new Uint32Array(popularity.length);
  order.forEach((artist, position) => {
    ranks[artist] = position + 1;
  });
  return ranks;
}

export type Estimate = { readonly mean: number; readonly error: number };

/** The mean over listeners and its standard error (0 for a single one). */
export function estimate(values: readonly number[]): Estimate {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : 0 };
}

/** 0 for no values. */
function meanOf(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
