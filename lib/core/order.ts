// From ranked artists to the order in which a radio plays them: gaps that hold, variety, a seeded hand.
// Pure and without vectors of its own, so that the server and the page can order the same pool the same way.

import { hashString } from "./rng";

export type OrderCandidate = {
  /** Name of the artist; names, unlike ids, mean the same to every model and to the page. */
  readonly key: string;
  readonly score: number;
  /** One of the station's own artists (style or liked), as against a discovery. */
  readonly home: boolean;
  /** Tracks of it are at hand, so that playing it costs the music service no question. Default false. */
  readonly known?: boolean;
};

/** What was played before, oldest first. */
export type OrderedPlay = {
  readonly key: string;
  /** Milliseconds on any clock that all plays share. */
  readonly at: number;
  readonly home: boolean;
};

export type OrderOptions = {
  readonly count: number;
  /** 0 = steady, 1 = varied: weight of MMR against score, size of the seeded noise, share of discoveries. */
  readonly variety: number;
  /** 32-bit; same seed, same order. */
  readonly seed: number;
  readonly history: readonly OrderedPlay[];
  /** When the next track begins, on the clock of `history`. */
  readonly now: number;
  /** How long an artist rests; absent = {@link ARTIST_GAP}. */
  readonly gap?: ArtistGap | undefined;
  /**
   * What being known is worth, in parts of the range of the pool's scores: of two that differ by less, the known one comes
   * first. Infinity = nobody else is taken. Default 0, as where questions cost nothing.
   */
  readonly thrift?: number;
  /** Cosine of two artists; absent = 0 for any two. */
  readonly similarity?: (a: string, b: string) => number;
};

/** An artist rests this many songs and this long, whichever ends later. */
export type ArtistGap = { readonly songs: number; readonly ms: number };

/** The usual gap; neither part gives way when the pool is thin (design section 6). */
export const ARTIST_GAP: ArtistGap = { songs: 10, ms: 90 * 60_000 };
/** Assumed length of a track that is yet to come. */
const TRACK_MS = 210_000;
/**
 * The first picks may all be skipped: whoever is among them has rested now. Later ones will have by their turn, if not all
 * before them are skipped; the page passes over those who have not.
 */
const PLANNED = 12;
/** Picks that MMR looks back on. */
const MMR_WINDOW = 4;
/** Songs over which an artist that was heard before comes back to its full score, beyond the gap. */
const FATIGUE_SONGS = 60;
const FATIGUE = 0.5;

/**
 * Scale of the noise, in parts of the range of the pool's scores: from a steady to a varied order. At the default variety it is 0.02, about the
 * difference of three places in a ranking: enough for another seed to play another queue. Two and a half times as much lifts
 * artists from the pool's far end, and those are whom listeners dislike, for no more different artists liked.
 */
const LEAST_NOISE = 0.01;
const MORE_NOISE = 0.1;

/** Thrift from which a known artist of the other kind comes before an unknown one of the kind whose turn it is. */
const LANES_YIELD = 0.5;
/** Plays over which the share of the station's own artists is counted. */
const LANE_WINDOW = 10;

/**
 * Picks up to `count` artists, best first by maximal marginal relevance (Carbonell & Goldstein 1998) over noisy scores:
 * (1 - l) * score - l * max similarity to the last picks. Scores are scaled so that the pool's range is 1; the noise is Gumbel, seeded
 * per artist and times played, so that one artist's rating does not reshuffle the others. The station's own artists get a
 * steady share of the slots, {@link homeShare}, as long as somebody known is among them or thrift is low. Known artists get
 * `thrift` on top. Pure: what is known is an input like the scores, and the same inputs give the same order. Cost: count x
 * candidates.
 * @returns fewer than `count` when too few have rested; never a resting artist
 */
export function orderArtists(candidates: readonly OrderCandidate[], options: OrderOptions): OrderCandidate[] {
  const plays = [...options.history];
  const open =
    options.thrift === Number.POSITIVE_INFINITY ? candidates.filter(({ known }) => known) : candidates;
  const drawn = drawScores(open, options);
  const chosen: OrderCandidate[] = [];
  let now = options.now;
  while (chosen.length < options.count) {
    const best = pickNext(drawn, plays, now, options);
    if (!best) break;
    chosen.push(best);
    for (const same of drawn) if (same.candidate.key === best.key) restFrom(same, plays.length, now);
    plays.push({ key: best.key, at: now, home: best.home });
    if (chosen.length >= PLANNED) now += TRACK_MS;
  }
  return chosen;
}

type Drawn = {
  readonly candidate: OrderCandidate;
  readonly draw: number;
  /** Position and time of the last play; -Infinity = none. */
  position: number;
  at: number;
};

function restFrom(drawn: Drawn, position: number, at: number): void {
  drawn.position = position;
  drawn.at = at;
}

const isKnown = ({ candidate }: Drawn): boolean => candidate.known ?? false;

/** Best and median score of a usual pool are so much of its range apart. */
const MEDIAN_DEPTH = 0.77;

/**
 * The best score and the range of the pool as if nobody were disliked. What dislikes push far down is a tail of any length; were
 * it part of the range, the nearness of the others would count less beside noise and variety with every dislike.
 */
function scaleOfScores(candidates: readonly OrderCandidate[]) {
  const scores = Float64Array.from(candidates, ({ score }) => score).sort();
  const best = scores.at(-1) ?? 0;
  const median = scores[(scores.length - 1) >> 1] ?? 0;
  return { best, spread: (best - median) / MEDIAN_DEPTH || best - (scores[0] ?? 0) || 1 };
}

/** Score scaled by the pool, 0 = the best, less what a recent play costs, plus seeded Gumbel noise. */
function drawScores(candidates: readonly OrderCandidate[], options: OrderOptions): Drawn[] {
  const { history, seed } = options;
  const { best, spread } = scaleOfScores(candidates);
  const played = new Map<
    string,
    { readonly times: number; readonly position: number; readonly at: number }
  >();
  history.forEach(({ key, at }, position) => {
    played.set(key, { times: (played.get(key)?.times ?? 0) + 1, position, at });
  });
  const noise = LEAST_NOISE + MORE_NOISE * options.variety ** 2;
  const thrift = Number.isFinite(options.thrift) ? (options.thrift ?? 0) : 0;
  return candidates.map((candidate) => {
    const { key } = candidate;
    const { times, position, at } = played.get(key) ?? NEVER;
    const uniform = hashString(`${seed}/${key}/${times}`) / 2 ** 32;
    const gumbel = -Math.log(-Math.log(Math.min(Math.max(uniform, 1e-9), 1 - 1e-9)));
    const fatigue = times > 0 ? FATIGUE * Math.exp((position - history.length) / FATIGUE_SONGS) : 0;
    const saving = candidate.known ? thrift : 0;
    const draw = (candidate.score - best) / spread - fatigue + noise * gumbel + saving;
    return { candidate, draw, position, at };
  });
}

const NEVER = { times: 0, position: Number.NEGATIVE_INFINITY, at: Number.NEGATIVE_INFINITY };

/** Share of the slots that the station's own artists get. */
export const homeShare = (variety: number): number => (1 - variety) / 2;

/** Is it a home artist's turn, by the share of home artists among the last plays? */
function wantsHome(plays: readonly OrderedPlay[], variety: number): boolean {
  const recent = plays.slice(-LANE_WINDOW);
  return recent.filter((play) => play.home).length < homeShare(variety) * (recent.length + 1);
}

/** The best that has rested; undefined when nobody has. */
function pickNext(
  drawn: readonly Drawn[],
  plays: readonly OrderedPlay[],
  now: number,
  options: OrderOptions,
): OrderCandidate | undefined {
  const { gap = ARTIST_GAP, variety, thrift = 0 } = options;
  const rested = drawn.filter(
    ({ position, at }) => plays.length - position > gap.songs && now - at >= gap.ms,
  );
  const home = wantsHome(plays, variety);
  const inLane = rested.filter(({ candidate }) => candidate.home === home);
  const isFree =
    inLane.length === 0 || (thrift >= LANES_YIELD && !inLane.some(isKnown) && rested.some(isKnown));
  return pickByRelevance(isFree ? rested : inLane, plays.slice(-MMR_WINDOW), options);
}

function pickByRelevance(
  pool: readonly Drawn[],
  recent: readonly OrderedPlay[],
  { variety, similarity = () => 0 }: OrderOptions,
): OrderCandidate | undefined {
  const lambda = 0.5 * variety;
  let best: OrderCandidate | undefined;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const { candidate, draw } of pool) {
    // Similarities are counted from 0 up, so a value never grows: one that is no better now cannot win any more.
    let nearest = 0;
    let value = (1 - lambda) * draw;
    for (let i = 0; i < recent.length && value > bestValue; i++) {
      nearest = Math.max(nearest, similarity(candidate.key, recent[i]?.key ?? ""));
      value = (1 - lambda) * draw - lambda * nearest;
    }
    if (value > bestValue) {
      best = candidate;
      bestValue = value;
    }
  }
  return best;
}
