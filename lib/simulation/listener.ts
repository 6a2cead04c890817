// How a simulated listener answers a song: plays it, skips it, sometimes rates it. Base rates of real listening, with noise.
// 24 % of plays are skipped within 5 s, 35 % within 30 s, 48.6 % before the end (Lamere 2014, on millions of Spotify plays).

import type { Rng } from "@/lib/core/rng";

/** What a song is to the hidden taste. */
export type Kind = "liked" | "neutral" | "disliked";

export type Reaction = { readonly playMs: number; readonly lengthMs: number; readonly rating?: 1 | -1 };

/** Shares of all plays that end before each time. */
export const BASE_RATES = { within5s: 0.24, within30s: 0.35, beforeEnd: 0.486 } as const;

/** A neutral song has the base rate's odds of being skipped; taste tells no more than this of a skip. */
export const SKIP_ODDS: Readonly<Record<Kind, number>> = { liked: 1 / 3, neutral: 1, disliked: 4 };
/** Does the listener rate now and then, as most do, or say so of every song that they dislike? */
export type Manner = "reserved" | "outspoken";

/** How often a song of each kind is rated at all. */
export const RATING_RATES: Readonly<Record<Manner, Readonly<Record<Kind, number>>>> = {
  reserved: { liked: 0.06, neutral: 0.01, disliked: 0.1 },
  outspoken: { liked: 0.06, neutral: 0.01, disliked: 1 },
};
/** Ratings that say the contrary of the taste; a neutral song gets either at even chance. */
export const SLIP_RATE = 0.05;

const SHORTEST_MS = 100_000;
const MEAN_LENGTH_MS = 220_000;
const LENGTH_DEVIATION_MS = 50_000;

/** The chance that a song of this kind is skipped before its end. */
export function skipRate(kind: Kind): number {
  const odds = (SKIP_ODDS[kind] * BASE_RATES.beforeEnd) / (1 - BASE_RATES.beforeEnd);
  return odds / (1 + odds);
}

/** Draws an answer. The same numbers are drawn whatever the kind is, so that policies meet the same moods. */
export function react(kind: Kind, manner: Manner, rng: Rng): Reaction {
  const lengthMs = Math.round(Math.max(SHORTEST_MS, MEAN_LENGTH_MS + LENGTH_DEVIATION_MS * rng.normal()));
  const [skips, when, within, rates, slips] = [rng.next(), rng.next(), rng.next(), rng.next(), rng.next()];
  const isRated = rates < RATING_RATES[manner][kind];
  const isWrong = slips < (kind === "neutral" ? 0.5 : SLIP_RATE);
  const rating = (kind === "disliked") === isWrong ? 1 : -1;
  // Whoever rates a song down does not hear it out.
  const isSkipped = isRated ? rating < 0 : skips < skipRate(kind);
  const playMs = isSkipped ? skipTime(lengthMs, when, within) : lengthMs;
  return { playMs, lengthMs, ...(isRated && { rating }) };
}

/** When a skipped song was skipped: in which stretch by the base rates, evenly within it. */
function skipTime(lengthMs: number, when: number, within: number): number {
  const { within5s, within30s, beforeEnd } = BASE_RATES;
  const share = when * beforeEnd;
  const [from, to] =
    share < within5s ? [0, 5_000] : share < within30s ? [5_000, 30_000] : [30_000, 0.95 * lengthMs];
  return Math.floor(from + within * (to - from));
}
