// Re-ranks the preview's pool in the browser while a knob moves: the score is linear in its terms,
// and the order is made by the very code that the server runs.

import type { PlayedTrack, PreviewResponse, TermsBody, WeightsBody } from "@/lib/api/schemas";
import { type ArtistGap, homeShare, orderArtists } from "@/lib/core/order";

export type PoolArtist = PreviewResponse["pool"][number];

/** Where the knobs stand, all of them known. */
export type Setting = {
  readonly weights: WeightsBody;
  readonly familiarity: number;
  readonly variety: number;
  /** Pull of the place that the station leans to; absent = none. */
  readonly lean?: number | undefined;
  /** Absent = the usual one. */
  readonly gap?: ArtistGap | undefined;
  /** Neither the station's own artists nor those heard on it. */
  readonly newToMe?: boolean | undefined;
};

/** The prior's weight at the home end for a style of one artist. */
const HOME_OF_ONE = 0.6;

/**
 * The prior's weight at the home end of the dial. The more artists a style has, the less fame needs to say: beyond this
 * the picks would be household names of any taste.
 */
export const homeFamiliarity = (styleCount: number): number =>
  HOME_OF_ONE / Math.sqrt(Math.max(1, styleCount));

/** How many artists the preview names. */
export const NEXT_COUNT = 10;

export function scoreOf(
  terms: TermsBody,
  { weights, familiarity, lean = 0 }: Pick<Setting, "weights" | "familiarity" | "lean">,
): number {
  return (
    weights.style * terms.style +
    weights.likes * terms.likes -
    weights.dislikes * terms.dislikes +
    lean * (terms.lean ?? 0) +
    familiarity * terms.familiarity
  );
}

/** What the order of the next artists depends on besides the knobs. */
export type Moment = {
  readonly pool: readonly PoolArtist[];
  /** {@link homeFamiliarity} of the station's style. */
  readonly homeFamiliarity: number;
  readonly seed: number;
  readonly history: readonly PlayedTrack[];
  /** What it is worth that an artist's tracks are at hand; absent = nothing. */
  readonly thrift?: number | undefined;
  /** When the next song begins, Unix milliseconds. */
  readonly now: number;
};

/** The next artists under a setting, as the radio would order them: gaps, home and discovery, the seeded hand. */
export function nextArtists(moment: Moment, setting: Setting): readonly string[] {
  const home = new Set(moment.pool.filter((artist) => artist.home).map((artist) => artist.name));
  const heard = new Set(moment.history.map((line) => line.artist));
  const candidates = moment.pool
    .filter(({ name, home: isHome = false }) => !setting.newToMe || !(isHome || heard.has(name)))
    .map(({ name, terms, home: isHome = false, known }) => ({
      key: name,
      home: isHome,
      known,
      score: scoreOf(terms, setting),
    }));
  return orderArtists(candidates, {
    count: NEXT_COUNT,
    variety: setting.variety,
    seed: moment.seed,
    now: moment.now,
    gap: setting.gap,
    thrift: moment.thrift,
    history: moment.history.flatMap(({ artist, at }) =>
      artist === undefined
        ? []
        : [{ key: artist, at: at === undefined ? 0 : new Date(at).getTime(), home: home.has(artist) }],
    ),
  }).map((candidate) => candidate.key);
}

/** Share of the songs that a station's own artists get, whole percent. */
export const homePercent = (variety: number): number => Math.round(100 * homeShare(variety));

export type Change = { readonly entering: readonly string[]; readonly leaving: readonly string[] };

/** Who comes in and who goes out between two lists of the next artists, each in its list's order. */
export function changesBetween(before: readonly string[], after: readonly string[]): Change {
  return {
    entering: after.filter((name) => !before.includes(name)),
    leaving: before.filter((name) => !after.includes(name)),
  };
}

/** Who would be among the next if this pull were not there; nobody of `shown`, which the server's own list may have too. */
export function withoutPull(
  moment: Moment,
  setting: Setting,
  { pull, shown = [] }: { readonly pull: keyof WeightsBody; readonly shown?: readonly string[] },
): readonly string[] {
  const without = { ...setting, weights: { ...setting.weights, [pull]: 0 } };
  const { entering } = changesBetween(nextArtists(moment, setting), nextArtists(moment, without));
  return entering.filter((name) => !shown.includes(name));
}

/** The knob "how far may it wander", 0 = home, 1 = far, as the weight of the prior; finer towards far. */
export const toFamiliarity = (wander: number, home: number): number => home * (1 - wander) ** 2;

export const toWander = (familiarity: number, home: number): number =>
  1 - Math.sqrt(Math.min(Math.max(familiarity, 0), home) / home);
