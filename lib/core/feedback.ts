// From what was played, skipped and rated to weighted likes and dislikes of artists.
// Graded, fading and bounded: a skip is weak evidence, a rating is the listener's word.

import type { ArtistId, WeightedArtist } from "./types";

/** One played track of a known artist; the history is a list of these, oldest first. */
export type Play = {
  readonly artist: ArtistId;
  readonly trackId: string;
  readonly playMs: number;
  /** 0 = unknown. */
  readonly lengthMs: number;
  /** -1..1; 0 = a rating taken back; absent = never rated. */
  readonly rating?: number;
  /** Saved, replayed or sought back. */
  readonly saved?: boolean;
  /** Never this artist again on this station. */
  readonly banned?: boolean;
};

export type Feedback = {
  readonly likes: readonly WeightedArtist[];
  readonly dislikes: readonly WeightedArtist[];
  readonly banned: ReadonlySet<ArtistId>;
};

/** Plays after which unrated evidence counts half (design section 6). */
export const HALF_LIFE_PLAYS = 30;
/** Skips in a row that mean "not now" rather than "not this". */
const MOOD_SKIPS = 3;
const MOOD_FACTOR = 0.5;
const SHORTEST_TELLING_MS = 30_000;
const LONG_LISTEN_MS = 240_000;

/**
 * What a single play says about its artist when it was not rated.
 * Design section 6: the whole +0.4; half or four minutes +0.1; skipped from 30 s on -0.2, 5-30 s -0.4, under 5 s -0.3 (often
 * "known, not now"); saved or replayed +0.7; unknown or under 30 s of length 0.
 * @returns evidence in [-0.4, 0.7]
 */
export function gradePlay(play: Pick<Play, "playMs" | "lengthMs" | "saved">): number {
  if (play.saved) return 0.7;
  if (play.lengthMs < SHORTEST_TELLING_MS) return 0;
  if (play.playMs >= 0.95 * play.lengthMs) return 0.4;
  if (play.playMs >= Math.min(0.5 * play.lengthMs, LONG_LISTEN_MS)) return 0.1;
  if (play.playMs >= 30_000) return -0.2;
  return play.playMs >= 5_000 ? -0.4 : -0.3;
}

/**
 * Sums a station's history into likes and dislikes.
 * Ratings count fully and do not fade (the latest rating of a track holds; 0 silences that play); everything else halves every
 * {@link HALF_LIFE_PLAYS} plays; runs of three and more skips count half. Each artist ends within [-1, 1].
 * @param history oldest first; not mutated
 * @returns likes and dislikes sorted by artist id, weights in (0, 1]
 */
export function weighFeedback(history: readonly Play[]): Feedback {
  const total = new Map<ArtistId, number>();
  const banned = new Set<ArtistId>();
  const evidence = weighPlays(history);
  history.forEach((play, position) => {
    if (play.banned) banned.add(play.artist);
    total.set(play.artist, (total.get(play.artist) ?? 0) + (evidence[position] ?? 0));
  });
  const likes: WeightedArtist[] = [];
  const dislikes: WeightedArtist[] = [];
  for (const [artist, sum] of [...total].sort((a, b) => a[0] - b[0])) {
    const weight = Math.min(1, Math.abs(sum));
    if (sum > 0) likes.push({ artist, weight });
    else if (sum < 0) dislikes.push({ artist, weight });
  }
  return { likes, dislikes, banned };
}

/**
 * What each play says now, after fading and what was said later: the summands of {@link weighFeedback}.
 * @param history oldest first; not mutated
 * @returns evidence of each play, in [-1, 1], in the order of the history
 */
export function weighPlays(history: readonly Play[]): number[] {
  const latestRating = new Map<string, number>();
  history.forEach((play, position) => {
    if (play.rating !== undefined) latestRating.set(play.trackId, position);
  });
  const inMoodRun = markMoodRuns(history);
  return history.map((play, position) => {
    const rated = latestRating.has(play.trackId);
    return rated
      ? latestRating.get(play.trackId) === position
        ? (play.rating ?? 0)
        : 0
      : gradePlay(play) *
          (inMoodRun[position] ? MOOD_FACTOR : 1) *
          0.5 ** ((history.length - 1 - position) / HALF_LIFE_PLAYS);
  });
}

/** What a word for all stations counts on one of them: less than makes an artist one of the station's own. */
const EVERYWHERE_VOTE = 0.4;

/**
 * Adds what the listener says on all of their stations. The station's own word on an artist comes first; the others count
 * {@link EVERYWHERE_VOTE} of a vote each, and all of a side together at most one vote, or as much as the station's own side
 * where that is more: they colour a station and never take it over.
 * @param everywhere 1 = more, -1 = less; not mutated
 */
export function withEverywhere(own: Feedback, everywhere: ReadonlyMap<ArtistId, 1 | -1>): Feedback {
  const spoken = new Set([...own.likes, ...own.dislikes].map(({ artist }) => artist));
  const side = (mine: readonly WeightedArtist[], sign: 1 | -1): readonly WeightedArtist[] => {
    const artists = [...everywhere].flatMap(([artist, word]) =>
      word === sign && !spoken.has(artist) ? [artist] : [],
    );
    const most = Math.max(
      1,
      mine.reduce((sum, { weight }) => sum + weight, 0),
    );
    const weight = Math.min(EVERYWHERE_VOTE, most / artists.length);
    return [...mine, ...artists.sort((a, b) => a - b).map((artist) => ({ artist, weight }))];
  };
  return { likes: side(own.likes, 1), dislikes: side(own.dislikes, -1), banned: own.banned };
}

/** Which plays belong to a run of {@link MOOD_SKIPS} or more unrated skips. */
function markMoodRuns(history: readonly Play[]): boolean[] {
  const marks = new Array<boolean>(history.length).fill(false);
  let start = 0;
  for (let position = 0; position <= history.length; position++) {
    const play = history[position];
    if (play && play.rating === undefined && gradePlay(play) < 0) continue;
    if (position - start >= MOOD_SKIPS) marks.fill(true, start, position);
    start = position + 1;
  }
  return marks;
}
