// Between the wire's shapes (snake_case, seconds) and the use cases' (camelCase, milliseconds).

import "server-only";
import type {
  NextRequest,
  Pick as PickBody,
  PlayedTrack as PlayedTrackBody,
  PreviewResponse,
  ReasonBody,
  Station,
  TermsBody,
} from "@/lib/api/schemas";
import type { Catalogue } from "@/lib/catalog/catalogue";
import type { Reason, Terms } from "@/lib/core/types";
import type { AppError } from "@/lib/errors";
import type { PlayedTrack } from "@/lib/station/history";
import type { NextInput, StationPick } from "@/lib/station/next";
import type { Recommendation, StationKnobs } from "@/lib/station/recommend";
import type { Said } from "@/lib/station/said";
import type { StationSeed } from "@/lib/station/style";

/** Artists named behind a term of what is only looked at: pages show three. A song that plays names more. */
const NAMED_OF_PREVIEW = 5;
/** Candidates sent for re-ranking in the page. */
const MAX_POOL = 300;
/** Picks where a request names no number. */
const DEFAULT_COUNT = 10;

export function fromPlayedTrack(track: PlayedTrackBody): PlayedTrack {
  return {
    trackId: track.track_id,
    playMs: track.play_seconds * 1000,
    lengthMs: track.length_seconds * 1000,
    artist: track.artist,
    rating: track.rating,
    saved: track.saved,
    banned: track.ban,
    at: typeof track.at === "string" ? Date.parse(track.at) : track.at,
  };
}

type KnobsBody = Partial<
  Pick<
    NextRequest,
    "weights" | "familiarity" | "variety" | "lean" | "new_to_me" | "no_explicit" | "artist_gap" | "seed"
  >
>;

/** Leaves out what the request leaves out, so that a shared station's own knobs can show. */
export function fromKnobs(body: KnobsBody): StationKnobs {
  return {
    ...(body.weights && { weights: body.weights }),
    ...(body.familiarity !== undefined && { familiarity: body.familiarity }),
    ...(body.variety !== undefined && { variety: body.variety }),
    ...(body.lean && { lean: body.lean }),
    ...(body.new_to_me !== undefined && { newToMe: body.new_to_me }),
    ...(body.no_explicit !== undefined && { noExplicit: body.no_explicit }),
    ...(body.artist_gap && {
      artistGap: { songs: body.artist_gap.songs, ms: body.artist_gap.minutes * 60_000 },
    }),
    ...(body.seed !== undefined && { randomSeed: body.seed }),
  };
}

export const fromSaid = (said: NextRequest["said"]): readonly Said[] =>
  (said ?? []).map(({ everywhere = false, ...rest }) => ({ ...rest, everywhere }));

/** What a request asks of a station, beside which station it is. */
export function fromQuestion(body: Omit<NextRequest, "taste" | "drift">): Omit<NextInput, "seed"> {
  return {
    tracks: body.tracks.map(fromPlayedTrack),
    knobs: fromKnobs(body),
    said: fromSaid(body.said),
    count: body.count ?? DEFAULT_COUNT,
  };
}

export function toReasons(catalogue: Catalogue, reasons: readonly Reason[]): ReasonBody[] {
  return reasons.map(({ term, share, artists, others }) => ({
    term,
    share: toPoints(share),
    artists: artists.map((part) => ({
      name: catalogue.names[part.artist] ?? "",
      share: toPoints(part.share),
    })),
    ...(others && { others: { count: others.count, share: toPoints(others.share) } }),
  }));
}

function toTerms({ style, likes, dislikes, lean, familiarity }: Terms): TermsBody {
  return {
    style: toPoints(style),
    likes: toPoints(likes),
    dislikes: toPoints(dislikes),
    ...(lean !== 0 && { lean: toPoints(lean) }),
    familiarity: toPoints(familiarity),
  };
}

/** Seven decimals: sums stay exact to 1e-6, and the answer is half as long. */
const toPoints = (value: number): number => Math.round(value * 1e7) / 1e7;

export function toPickBody(catalogue: Catalogue, { track, artist, score, because }: StationPick): PickBody {
  return {
    track_id: track.id,
    uri: track.uri,
    title: track.title,
    artist: artist.name,
    artists: track.artists.map(({ name, url }) => ({ name, url })),
    album: track.album?.title,
    cover_url: track.coverUrl,
    url: track.url,
    length_seconds: track.lengthMs / 1000,
    explicit: track.explicit,
    gain_db: track.loudness?.gainDb,
    score,
    because: toReasons(catalogue, because),
  };
}

/** The whole reckoning for artists by name, in the order asked for; unknown ones are left out. */
export function toExplained(
  catalogue: Catalogue,
  { explain }: Pick<Recommendation, "explain">,
  names: readonly string[],
): PreviewResponse["artists"] {
  return names.flatMap((asked) => {
    const artist = catalogue.find(asked);
    if (artist === undefined) return [];
    const reasons = explain(artist, NAMED_OF_PREVIEW);
    return {
      name: catalogue.names[artist] ?? asked,
      score: reasons.reduce((sum, { share }) => sum + share, 0),
      because: toReasons(catalogue, reasons),
    };
  });
}

export function toPreviewBody(
  catalogue: Catalogue,
  recommendation: Recommendation,
  about?: readonly string[],
): PreviewResponse {
  const { order, pool, knobs, known, unknown, thrift, artistGap: gap } = recommendation;
  const nameOf = (artist: number) => catalogue.names[artist] ?? "";
  return {
    artists: order.map(({ artist, name, score }) => ({
      name,
      score,
      because: toReasons(catalogue, recommendation.explain(artist, NAMED_OF_PREVIEW)),
    })),
    ...(about && { about: toExplained(catalogue, recommendation, about) }),
    pool: pool.slice(0, MAX_POOL).map(({ artist, terms }) => ({
      name: nameOf(artist),
      ...(recommendation.isHome(artist) && { home: true }),
      terms: toTerms(terms),
      ...(recommendation.isKnown(artist) && { known: true }),
    })),
    weights: knobs.weights,
    model: catalogue.model.name,
    familiarity: knobs.familiarity,
    variety: recommendation.variety,
    ...(knobs.lean > 0 && { lean: knobs.lean }),
    ...(gap && { artist_gap: { songs: gap.songs, minutes: Math.round(gap.ms / 60_000) } }),
    seed: recommendation.randomSeed,
    // Infinity, when nothing may be asked for, is no JSON: more than the whole span says the same.
    ...(thrift > 0 && { thrift: Math.min(thrift, 10) }),
    style: known.map(nameOf),
    unknown: [...unknown],
  };
}

export function toStationBody(catalogue: Catalogue, seed: StationSeed): Station {
  return {
    id: seed.id,
    name: seed.name,
    artists: seed.artists.map(({ name }) => name),
    known: seed.artists.filter(({ name }) => catalogue.find(name) !== undefined).length,
    version: seed.version,
    url: seed.url,
  };
}

/** A fault that did not stop the answer, with the time when asking again makes sense. */
export function toNotice(fault: AppError, now: number) {
  return {
    code: fault.code,
    message: fault.message,
    ...(fault.retryAfterMs !== undefined && { retry_at: now + fault.retryAfterMs }),
  };
}
