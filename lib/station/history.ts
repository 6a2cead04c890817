// The listener's history as sent by the page, turned into plays of artists the catalogue knows.
// A track the service does not know is ignored; an artist the catalogue does not know is reported.

import pLimit from "p-limit";
import { z } from "zod";
import type { Play } from "@/lib/core/feedback";
import { isAppError } from "@/lib/errors";
import type { RecommenderDeps, StationDeps } from "./deps";
import { SERVICE_CONCURRENCY, STYLE_TTL_MS } from "./deps";

/** A played track as the use cases take it; times in milliseconds. */
export type PlayedTrack = {
  readonly trackId: string;
  readonly playMs: number;
  readonly lengthMs: number;
  readonly artist?: string;
  readonly rating?: number;
  readonly saved?: boolean;
  readonly banned?: boolean;
  /** Unix milliseconds when it began. */
  readonly at?: number;
};

export type History = {
  /** Plays of known artists, oldest first. */
  readonly plays: readonly Play[];
  /** Every play with a known artist or a name at least, for gaps and rests, oldest first. */
  readonly timeline: readonly { readonly name: string; readonly trackId: string; readonly at: number }[];
  /** When the next track begins, on the clock of `timeline`. */
  readonly now: number;
  readonly unknown: readonly string[];
};

/** With the position of each play among the tracks that were sent. */
export type PositionedHistory = History & { readonly positions: readonly number[] };

/** Look-ups of nameless tracks that one request may cost; the newest come first. */
const MAX_LOOKUPS = 20;

/** How the artist of a track is found when the page did not send it; asked once a track. */
type FindArtist = (trackId: string) => Promise<string | undefined>;

/** Reads a history without asking the service: tracks that name no artist and were never looked up are ignored. */
export function readHistory(
  deps: RecommenderDeps & Pick<StationDeps, "store">,
  tracks: readonly PlayedTrack[],
): Promise<PositionedHistory> {
  return toHistory(deps, tracks, async (id) => (await keptArtist(deps.store, id))?.artist ?? undefined);
}

/** Reads a history, asking the service for the artists of tracks that name none, once per track. */
export function completeHistory(deps: StationDeps, tracks: readonly PlayedTrack[]): Promise<History> {
  const limit = pLimit(SERVICE_CONCURRENCY);
  const nameless = tracks.filter((track) => track.artist === undefined).map((track) => track.trackId);
  const askable = new Set([...new Set(nameless)].slice(-MAX_LOOKUPS));
  return toHistory(deps, tracks, (id) => limit(() => lookUpArtist(deps, id, askable.has(id))));
}

const keptSchema = z.object({ artist: z.string().nullable() });

/** `{ artist: null }` = the service said that it does not know the track. */
async function keptArtist(store: StationDeps["store"], trackId: string) {
  const kept = keptSchema.safeParse(await store.get(artistKey(trackId)));
  return kept.success ? kept.data : undefined;
}

/** undefined also when the service could not be asked: the play counts again once it can. */
async function lookUpArtist(
  deps: StationDeps,
  trackId: string,
  mayAsk: boolean,
): Promise<string | undefined> {
  const kept = await keptArtist(deps.store, trackId);
  if (kept || !mayAsk) return kept?.artist ?? undefined;
  try {
    const track = await deps.music.findTrack(trackId, { signal: deps.signal });
    const artist = track?.artists[0]?.name ?? null;
    await deps.store.set(artistKey(trackId), { artist }, { ttlMs: STYLE_TTL_MS });
    return artist ?? undefined;
  } catch (error) {
    if (isAppError(error) && error.code !== "not_signed_in") return undefined;
    throw error;
  }
}

async function toHistory(
  { catalogue }: RecommenderDeps,
  tracks: readonly PlayedTrack[],
  findArtist: FindArtist,
): Promise<PositionedHistory> {
  const nameless = new Set(
    tracks.filter((track) => track.artist === undefined).map((track) => track.trackId),
  );
  const found = new Map(
    await Promise.all([...nameless].map(async (id) => [id, await findArtist(id)] as const)),
  );
  const plays: Play[] = [];
  const positions: number[] = [];
  const timeline: { name: string; trackId: string; at: number }[] = [];
  const unknown = new Set<string>();
  let clock = 0;
  tracks.forEach((track, position) => {
    const at = track.at ?? clock;
    clock = at + track.playMs;
    const name = track.artist ?? found.get(track.trackId);
    if (name === undefined) return;
    const artist = catalogue.find(name);
    timeline.push({
      name: artist === undefined ? name : (catalogue.names[artist] ?? name),
      trackId: track.trackId,
      at,
    });
    if (artist === undefined) unknown.add(name);
    else {
      plays.push({ ...track, artist });
      positions.push(position);
    }
  });
  return { plays, positions, timeline, now: clock, unknown: [...unknown] };
}

const artistKey = (trackId: string) => `track-artist:${trackId}`;
