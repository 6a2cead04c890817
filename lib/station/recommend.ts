// The heart of a request: seed and history to taste, taste to candidates, candidates to an order. No service call.
// Shared by next and preview, so that what is shown is what is played.

import { type Feedback, weighFeedback, withEverywhere } from "@/lib/core/feedback";
import { artistsAround, type Lean } from "@/lib/core/lean";
import { type ArtistGap, type OrderCandidate, orderArtists } from "@/lib/core/order";
import { hashString } from "@/lib/core/rng";
import { cosine, scaleOf } from "@/lib/core/scale";
import { composeQuery, explain, type Knobs, type Query, rank, searchVectors } from "@/lib/core/score";
import type { ArtistId, RankedArtist, Reason, Taste, WeightedArtist, Weights } from "@/lib/core/types";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import type { RecommenderDeps } from "./deps";
import { blendWeights } from "./drift";
import type { Economy } from "./economy";
import type { History } from "./history";
import { readSaid, type Said } from "./said";
import type { StationSeed } from "./style";

/** How the listener set the station; absent knobs take their defaults. */
export type StationKnobs = {
  readonly weights?: Weights;
  readonly familiarity?: number;
  readonly variety?: number;
  /** A place on the map of the model that answers. */
  readonly lean?: Lean;
  /** Leave out the station's own artists and those heard before. */
  readonly newToMe?: boolean;
  readonly noExplicit?: boolean;
  readonly artistGap?: ArtistGap;
  /** 32-bit; absent = made from the station's id, so that the same station plays the same. */
  readonly randomSeed?: number;
};

export type Recommendation = {
  /** The artists to play, first to last; at most as many as asked for. */
  readonly order: readonly { readonly artist: ArtistId; readonly name: string; readonly score: number }[];
  /** All candidates, best first, each with its terms. */
  readonly pool: readonly RankedArtist[];
  readonly isHome: (artist: ArtistId) => boolean;
  /** Are tracks of the artist at hand, where that counts? Then `thrift` is what it is worth, as in `OrderOptions`. */
  readonly isKnown: (artist: ArtistId) => boolean;
  readonly thrift: number;
  readonly knobs: Required<Knobs>;
  readonly variety: number;
  /** Absent = as usual. */
  readonly artistGap?: ArtistGap | undefined;
  readonly randomSeed: number;
  /** Naming so many artists of a term at most; absent = as `explain` of lib/core. */
  readonly explain: (artist: ArtistId, named?: number) => readonly Reason[];
  /** false = neither style nor like to go by: the pool is what is popular, to start from. */
  readonly hasTaste: boolean;
  readonly known: readonly ArtistId[];
  readonly unknown: readonly string[];
};

export const DEFAULT_VARIETY = 0.3;
/** Like from which an artist is one of the station's own: more than one song heard to its end. */
const HOME_LIKE = 0.45;
/** Candidates searched per direction before exact scoring; design section 6 asks for 4-10 times what is needed. */
const MIN_CANDIDATES = 200;
/** Where questions are limited somebody known is looked for a little further out. */
const MIN_CANDIDATES_OF_THRIFT = 600;
const CANDIDATES_PER_PICK = 8;
/** Among so few artists the usual rest would end the music: one then rests while half of the others play. */
const SMALL_COLLECTION = 40;

export type RecommendInput = {
  readonly seed: StationSeed;
  readonly history: History;
  readonly knobs: StationKnobs;
  readonly count: number;
  /** Absent = nothing. */
  readonly said?: readonly Said[] | undefined;
  /** Where questions to the music service are limited. */
  readonly economy?: Economy | undefined;
  /** Artists of whom nothing can be played now. */
  readonly excluded?: ReadonlySet<ArtistId> | undefined;
};

/** Recommends `count` artists for a station, in the order in which they should play. Pure but for the index. */
export function recommend(deps: RecommenderDeps, input: RecommendInput): Recommendation {
  const { catalogue } = deps;
  const { seed, history, count } = input;
  const knobs: StationKnobs = { ...seed.knobs, ...input.knobs };
  const style = resolveStyle(deps, seed);
  const said = readSaid(catalogue, input.said ?? []);
  const own = mergeFeedback(weighFeedback([...said.plays, ...history.plays]), resolveFeedback(deps, seed));
  const feedback = withEverywhere(own, said.everywhere);
  const banned = new Set([...feedback.banned, ...said.banned]);
  const unwanted = new Set([...banned, ...feedback.dislikes.map(({ artist }) => artist)]);
  const taste: Taste = {
    style: style.known,
    likes: feedback.likes,
    dislikes: feedback.dislikes,
    ...(knobs.lean && { lean: leanArtists(deps, knobs.lean, unwanted) }),
  };
  const query = composeQuery(catalogue.space, taste);
  const scoring = {
    weights: knobs.weights ?? DEFAULT_WEIGHTS,
    familiarity: knobs.familiarity ?? query.defaultFamiliarity,
    lean: knobs.lean?.pull ?? 0,
  };
  const home = homeArtists(taste, scoring.weights);
  const heard = new Set(history.plays.map((play) => play.artist));
  const excluded = new Set([
    ...(input.excluded ?? []),
    ...banned,
    ...said.yielding,
    ...(knobs.newToMe ? [...home, ...heard] : []),
  ]);
  const randomSeed = knobs.randomSeed ?? hashString(seed.id);
  const { variety = DEFAULT_VARIETY, artistGap } = knobs;

  const fewest = input.economy ? MIN_CANDIDATES_OF_THRIFT : MIN_CANDIDATES;
  let wanted = Math.max(fewest, CANDIDATES_PER_PICK * count) + excluded.size;
  for (;;) {
    const pool = rankCandidates(deps, query, scoring, { wanted, home, excluded });
    const { atHand, thrift } = thriftOver(catalogue.names, pool, input.economy);
    const isKnown = (artist: ArtistId) => atHand.has(artist);
    const order = orderPool(deps, pool, {
      history,
      style: style.known.map(({ artist }) => artist),
      home,
      count,
      randomSeed,
      variety,
      gap: artistGap,
      isKnown,
      thrift,
    });
    if (order.length === 0 && wanted >= deps.index.count && said.yielding.size > 0) {
      // A small library: what is said of all stations, or of this evening only, must not silence one.
      return recommend(deps, { ...input, said: input.said?.filter(isOfThisStation) });
    }
    if (order.length >= count || wanted >= deps.index.count) {
      return {
        order,
        pool,
        isHome: (artist) => home.has(artist),
        isKnown,
        thrift,
        knobs: scoring,
        variety,
        artistGap,
        randomSeed,
        explain: (artist, named) => explain(catalogue.space, query, artist, scoring, named),
        hasTaste: taste.style.length > 0 || taste.likes.length > 0,
        known: style.known.map(({ artist }) => artist),
        unknown: [...new Set([...style.unknown, ...history.unknown])],
      };
    }
    // The gap never gives: when too few artists have rested, the search widens.
    wanted = Math.min(wanted * 4, deps.index.count);
  }
}

function thriftOver(names: readonly string[], pool: readonly RankedArtist[], economy: Economy | undefined) {
  const ids = economy ? pool.map(({ artist }) => artist) : [];
  const atHand = new Set(ids.filter((artist) => economy?.isKnown(names[artist] ?? "")));
  return { atHand, thrift: economy?.thriftAmong(atHand.size) ?? 0 };
}

const isOfThisStation = ({ word, everywhere }: Said): boolean =>
  word !== "rest" && !(everywhere && word === "never");

function resolveStyle(deps: RecommenderDeps, { artists, drift }: StationSeed) {
  const own = resolveArtists(deps, artists);
  const other = drift && resolveArtists(deps, drift.artists);
  const weights = other ? blendWeights(own.weights, other.weights, drift.share) : own.weights;
  const known = [...weights].map(([artist, weight]): WeightedArtist => ({ artist, weight }));
  return { known, unknown: own.unknown };
}

function resolveArtists({ catalogue }: RecommenderDeps, artists: StationSeed["artists"]) {
  const tracks = new Map<ArtistId, number>();
  const unknown: string[] = [];
  for (const { name, weight } of artists) {
    const artist = catalogue.find(name);
    if (artist === undefined) unknown.push(name);
    else tracks.set(artist, (tracks.get(artist) ?? 0) + weight);
  }
  // Ten tracks of one artist say more than one, but not ten times as much.
  const weights = new Map(
    [...tracks].map(([artist, count]) => [artist, 1 + Math.log(Math.max(count, 0.5))] as const),
  );
  return { weights, unknown };
}

function resolveFeedback({ catalogue }: RecommenderDeps, seed: StationSeed): Map<ArtistId, number> {
  const signed = new Map<ArtistId, number>();
  for (const { name, weight } of seed.feedback) {
    const artist = catalogue.find(name);
    if (artist !== undefined) signed.set(artist, weight);
  }
  return signed;
}

/** The listener's own word replaces what a shared link brought along for the same artist. */
function mergeFeedback(own: Feedback, brought: ReadonlyMap<ArtistId, number>): Feedback {
  const spoken = new Set([...own.likes, ...own.dislikes].map(({ artist }) => artist));
  const rest = [...brought].filter(([artist, weight]) => !spoken.has(artist) && weight !== 0);
  const side = (sign: 1 | -1) =>
    rest
      .filter(([, weight]) => weight * sign > 0)
      .map(([artist, weight]) => ({ artist, weight: Math.abs(weight) }));
  return { likes: [...own.likes, ...side(1)], dislikes: [...own.dislikes, ...side(-1)], banned: own.banned };
}

/** Whoever was disliked or banned speaks for no place. */
function leanArtists({ catalogue }: RecommenderDeps, lean: Lean, unwanted: ReadonlySet<ArtistId>) {
  const { map, space } = catalogue;
  return artistsAround(lean, { map, familiarity: scaleOf(space).familiarity }, unwanted);
}

/** The artists the station is made of; a side whose weight is 0 does not count. */
function homeArtists(taste: Taste, weights: Weights): ReadonlySet<ArtistId> {
  const style = weights.style > 0 ? taste.style : [];
  const likes = weights.likes > 0 ? taste.likes.filter(({ weight }) => weight >= HOME_LIKE) : [];
  const disliked = new Set(taste.dislikes.map(({ artist }) => artist));
  return new Set([...style, ...likes].map(({ artist }) => artist).filter((artist) => !disliked.has(artist)));
}

function rankCandidates(
  { catalogue, index, holds = () => true }: RecommenderDeps,
  query: Query,
  knobs: Required<Knobs>,
  {
    wanted,
    home,
    excluded,
  }: { wanted: number; home: ReadonlySet<ArtistId>; excluded: ReadonlySet<ArtistId> },
): RankedArtist[] {
  const candidates = new Set<ArtistId>([...home].filter(holds));
  for (const vector of searchVectors(query, knobs)) {
    for (const { id } of index.search(vector, wanted)) candidates.add(id);
  }
  return rank(catalogue.space, query, candidates, knobs, excluded);
}

function orderPool(
  { catalogue }: RecommenderDeps,
  pool: readonly RankedArtist[],
  options: {
    history: History;
    style: readonly ArtistId[];
    home: ReadonlySet<ArtistId>;
    count: number;
    variety: number;
    gap: ArtistGap | undefined;
    randomSeed: number;
    isKnown: (artist: ArtistId) => boolean;
    thrift: number;
  },
) {
  const ids = new Map<string, ArtistId>();
  const candidates = pool.map(({ artist, score }): OrderCandidate => {
    const key = catalogue.names[artist] ?? "";
    ids.set(key, artist);
    return { key, score, home: options.home.has(artist), known: options.isKnown(artist) };
  });
  const idOf = (key: string) => ids.get(key) ?? catalogue.find(key);
  const similarity = (a: string, b: string) => {
    const [left, right] = [idOf(a), idOf(b)];
    return left === undefined || right === undefined ? 0 : cosine(catalogue.space, left, right);
  };
  const { timeline } = options.history;
  const resting = pool.length < SMALL_COLLECTION ? Math.floor(pool.length / 2) : timeline.length;
  // A discovery that was heard to the end is liked now, but it was none of the station's own when it first played.
  const own = new Set<ArtistId>(options.style);
  const played = timeline.map(({ name, at }) => {
    const artist = idOf(name);
    const home = artist !== undefined && own.has(artist) && options.home.has(artist);
    if (artist !== undefined) own.add(artist);
    return { key: name, at, home };
  });
  const history = played.slice(Math.max(0, timeline.length - resting));
  const order = orderArtists(candidates, {
    count: options.count,
    variety: options.variety,
    gap: options.gap,
    seed: options.randomSeed,
    history,
    now: options.history.now,
    thrift: options.thrift,
    similarity,
  });
  return order.flatMap(({ key, score }) => {
    const artist = ids.get(key);
    return artist === undefined ? [] : [{ artist, name: key, score }];
  });
}
