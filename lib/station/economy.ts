// How much a station leans to artists whose tracks are known already, where asking for new ones is limited.
// Read once for a request; what follows from it is pure.

import type { StationDeps } from "./deps";
import { readKnownArtists, toArtistKey } from "./known-artists";

export type Economy = {
  /** Are tracks of the artist known, so that playing it costs no question? */
  readonly isKnown: (artist: string) => boolean;
  /** What being known is worth in an order, on the scale of `OrderOptions.thrift`. */
  readonly thrift: number;
  /** A track that has rested is good enough where more of its artist would cost a question. */
  readonly spares: boolean;
};

/** Share of a day's questions below which discoveries slow down. */
const AMPLE = 0.6;
/** Below this nothing new is asked for: the last questions are for stations that know nobody. */
const LAST = 0.04;
/** The difference of two scores that nobody would hear, of a pool's span. */
const NEARLY_EQUAL = 0.05;
/** With next to nothing left, being known is worth this much of a pool's span. */
const MOST_THRIFT = 1;

/** undefined where questions cost nothing. */
export async function readEconomy(
  deps: Pick<StationDeps, "store" | "now"> & Partial<Pick<StationDeps, "music">>,
): Promise<Economy | undefined> {
  if (!deps.music?.allowance) return undefined;
  const [known, left] = await Promise.all([readKnownArtists(deps), deps.music.allowance()]);
  return {
    isKnown: (artist) => known.has(toArtistKey(artist)),
    thrift: toThrift(left),
    spares: left < AMPLE,
  };
}

/** Steeper as less is left; Infinity = only known artists. */
export function toThrift(left: number): number {
  if (left <= LAST) return Number.POSITIVE_INFINITY;
  const short = Math.max(0, 1 - left / AMPLE);
  return NEARLY_EQUAL + (MOST_THRIFT - NEARLY_EQUAL) * short;
}
