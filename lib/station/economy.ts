// How much a station leans to artists whose tracks are known already, where asking for new ones is limited.
// Read once for a request; what follows from it is pure.

import type { StationDeps } from "./deps";
import { readKnownArtists } from "./known-artists";

export type Economy = {
  /** Are tracks of the artist known, so that playing it costs no question? */
  readonly isKnown: (artist: string) => boolean;
  /** What being known is worth in an order with so many known candidates, on the scale of `OrderOptions.thrift`. */
  readonly thriftAmong: (known: number) => number;
  /** More of an artist of whom some songs are at hand is not worth a question now. */
  readonly spares: boolean;
  /** How many questions one request may ask, as long as it finds anything to play without. */
  readonly questions: number;
};

/** Share of a day's questions below which discoveries slow down. */
const AMPLE = 0.9;
/** Share from which more of an artist is asked for as soon as the songs at hand were heard; below it they rest first. */
const PLENTY = 0.9;
/** Questions of one request when a little less than that is left; fewer as less is. */
const MOST_QUESTIONS = 5;
/** Below this nothing new is asked for: the last questions are for stations that know nobody. */
const LAST = 0.04;
/** The difference of two scores that nobody would hear, of a pool's span. */
const NEARLY_EQUAL = 0.1;
/**
 * Known candidates up to which a station learns, and from which it has enough: who skips half of the songs hears some forty
 * artists while one rests, and a dozen who have rested are planned ahead.
 */
const SOME = 50;
const MANY = 60;
/** Where nothing new is needed or next to nothing is left: enough for a known artist to come first even when just rested. */
const MOST_THRIFT = 2;

/** undefined where questions cost nothing. */
export async function readEconomy(
  deps: Pick<StationDeps, "store" | "now"> & Partial<Pick<StationDeps, "music">>,
): Promise<Economy | undefined> {
  if (!deps.music?.allowance) return undefined;
  const [known, left] = await Promise.all([readKnownArtists(deps), deps.music.allowance()]);
  return {
    isKnown: known.has,
    thriftAmong: (known) => toThrift(left, known),
    spares: left < PLENTY,
    questions: left < PLENTY ? Math.ceil(left * MOST_QUESTIONS) : Number.POSITIVE_INFINITY,
  };
}

/** More as less is left and as more are known to choose from; Infinity = only known artists. */
export function toThrift(left: number, known: number): number {
  if (left <= LAST) return Number.POSITIVE_INFINITY;
  const short = Math.max(0, 1 - left / AMPLE);
  const rich = Math.min(1, Math.max(0, (known - SOME) / (MANY - SOME)));
  return NEARLY_EQUAL + (MOST_THRIFT - NEARLY_EQUAL) * Math.min(1, short + rich);
}
