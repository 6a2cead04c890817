// From an artist to the tracks the service offers of it: one call per new artist, kept in the store, single flight; and
// tracks gathered from whatever answer holds them, so that the call is needed late or never.
// Shared by all listeners of a service; where each has a library of their own, by nobody.

import { createYouTubeFilter } from "@web-scrobbler/metadata-filter";
import pLimit from "p-limit";
import { z } from "zod";
import type { TrackChoice } from "@/lib/core/sample";
import type { FindOptions, Track } from "@/lib/music/service";
import type { StationDeps } from "./deps";
import { SERVICE_CONCURRENCY, TRACKS_TTL_MS } from "./deps";
import { forgiveStore, noteKnownArtists, toArtistKey } from "./known-artists";

const trackSchema: z.ZodType<Track> = z.object({
  id: z.string(),
  uri: z.string(),
  title: z.string(),
  artists: z
    .array(z.object({ id: z.string().optional(), name: z.string(), url: z.string().optional() }))
    .min(1),
  album: z.object({ title: z.string(), url: z.string().optional() }).optional(),
  coverUrl: z.string().optional(),
  lengthMs: z.number(),
  explicit: z.boolean(),
  playable: z.boolean(),
  url: z.string().optional(),
  loudness: z.object({ gainDb: z.number(), peak: z.number().optional() }).optional(),
});
const keptSchema = z.object({
  tracks: z.array(trackSchema),
  /** false = gathered from answers about others: the service has more of the artist. */
  whole: z.boolean().default(true),
});
export type KeptTracks = { readonly tracks: readonly Track[]; readonly whole: boolean };

/** How long it is believed that nothing of an artist can be played: that may be a passing trouble of the service. */
const NOTHING_TTL_MS = 24 * 3_600_000;
/** Gathered tracks of one artist that are kept. */
const MOST_GATHERED = 20;

const underWay = new Map<string, Promise<readonly Track[]>>();

/** What is known of the artist's tracks without asking the service. */
export async function findKeptTracks(
  { store }: Pick<StationDeps, "store">,
  artist: string,
): Promise<KeptTracks | undefined> {
  const kept = keptSchema.safeParse(await store.get(tracksKey(artist)));
  return kept.success ? kept.data : undefined;
}

/** The artist's tracks, most popular first; [] when the service has no such artist. Throws as ListenerMusic does. */
export async function getArtistTracks(
  deps: StationDeps,
  artist: string,
  { urgency }: Pick<FindOptions, "urgency"> = {},
): Promise<readonly Track[]> {
  const kept = await findKeptTracks(deps, artist);
  if (kept?.whole) return kept.tracks;
  const flight = deps.music.library ? `${deps.listenerId}/${tracksKey(artist)}` : tracksKey(artist);
  const running = underWay.get(flight);
  if (running) return running;
  const asking = askForTracks(deps, artist, { urgency, gathered: kept?.tracks ?? [] }).finally(() =>
    underWay.delete(flight),
  );
  underWay.set(flight, asking);
  return asking;
}

async function askForTracks(
  deps: StationDeps,
  artist: string,
  { urgency, gathered }: Pick<FindOptions, "urgency"> & { readonly gathered: readonly Track[] },
): Promise<readonly Track[]> {
  const others: Track[] = [];
  const found = await deps.music.findArtistTracks(
    { name: artist },
    { ...(urgency && { urgency }), onOthers: (tracks) => others.push(...tracks) },
  );
  const tracks = [...found, ...gathered.filter(({ id }) => !found.some((track) => track.id === id))];
  const canPlay = tracks.some(({ playable }) => playable);
  const ttlMs = canPlay ? TRACKS_TTL_MS : NOTHING_TTL_MS;
  await deps.store.set(tracksKey(artist), { tracks, whole: true }, { ttlMs });
  if (deps.music.allowance) {
    if (canPlay) await noteKnownArtists(deps, [artist]);
    await gatherTracks(deps, others);
  }
  return tracks;
}

/**
 * Keeps tracks that came with another answer (a playlist, a search, liked songs) for the time when their artists come up.
 * Does nothing where asking for an artist costs nothing.
 */
export async function gatherTracks(deps: StationDeps, tracks: readonly Track[]): Promise<void> {
  if (!deps.music.allowance) return;
  const groups = new Map<string, Track[]>();
  for (const track of tracks) {
    const name = toCatalogueName(deps, track.artists[0]?.name ?? "");
    groups.set(name, [...(groups.get(name) ?? []), track]);
  }
  const limit = pLimit(SERVICE_CONCURRENCY);
  await Promise.all([...groups].map(([name, own]) => limit(() => gatherOf(deps, name, own)))).catch(
    forgiveStore,
  );
  await noteKnownArtists(deps, [...groups.keys()]);
}

async function gatherOf({ store }: StationDeps, artist: string, tracks: readonly Track[]): Promise<void> {
  await store.update(tracksKey(artist), (value) => {
    const kept = keptSchema.safeParse(value);
    const known = kept.success ? kept.data.tracks : [];
    const news = tracks.filter(({ id }, place) => {
      const isFirst = tracks.findIndex((track) => track.id === id) === place;
      return isFirst && !known.some((track) => track.id === id);
    });
    if ((kept.success && kept.data.whole) || news.length === 0) return "keep";
    return {
      value: { tracks: [...known, ...news].slice(0, MOST_GATHERED), whole: false },
      ttlMs: TRACKS_TTL_MS,
    };
  });
}

/** As the catalogue spells the artist, if it knows it. */
function toCatalogueName({ catalogue }: StationDeps, name: string): string {
  const artist = catalogue.find(name);
  return artist === undefined ? name : (catalogue.names[artist] ?? name);
}

const VERSION_WORDS =
  /\b(live|remix(ed)?|mix|edit|demo|acoustic|unplugged|instrumental|karaoke|session|sessions|version|rework|dub)\b/i;
const SUFFIX = /\s+[-–—]\s+.*$|\s*[([].*?[)\]]/g;
const cleaner = createYouTubeFilter();

/** What sampling needs to know of a track: which song it is, and whether it is a version of it. */
export function toChoice(track: Track): TrackChoice & { readonly track: Track } {
  const suffixes = (track.title.match(SUFFIX) ?? []).join(" ");
  const song = cleaner.filterField("track", track.title).replace(SUFFIX, "").trim() || track.title;
  return {
    id: track.id,
    songKey:
      song
        .normalize("NFKD")
        .replace(/[^\p{L}\p{N}]+/gu, "")
        .toLowerCase() || track.title,
    isVersion: VERSION_WORDS.test(suffixes),
    lengthMs: track.lengthMs,
    explicit: track.explicit,
    playable: track.playable,
    track,
  };
}

const tracksKey = (artist: string) => `artist-tracks:${toArtistKey(artist)}`;
