// From an artist to the tracks the service offers of it: one call per new artist, kept in the store, single flight.
// Shared by all listeners of a service; where each has a library of their own, by nobody.

import { createYouTubeFilter } from "@web-scrobbler/metadata-filter";
import { z } from "zod";
import type { TrackChoice } from "@/lib/core/sample";
import type { Track } from "@/lib/music/service";
import type { StationDeps } from "./deps";
import { TRACKS_TTL_MS } from "./deps";

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
const keptSchema = z.object({ tracks: z.array(trackSchema) });

const underWay = new Map<string, Promise<readonly Track[]>>();

/** The artist's tracks if they are known already, without asking the service. */
export async function keptArtistTracks(
  { store }: Pick<StationDeps, "store">,
  artist: string,
): Promise<readonly Track[] | undefined> {
  const kept = keptSchema.safeParse(await store.get(tracksKey(artist)));
  return kept.success ? kept.data.tracks : undefined;
}

/** The artist's tracks, most popular first; [] when the service has no such artist. Throws as ListenerMusic does. */
export async function getArtistTracks(deps: StationDeps, artist: string): Promise<readonly Track[]> {
  const kept = await keptArtistTracks(deps, artist);
  if (kept) return kept;
  const key = tracksKey(artist);
  const flight = deps.music.library ? `${deps.listenerId}/${key}` : key;
  const running = underWay.get(flight);
  if (running) return running;
  const asking = deps.music
    .findArtistTracks({ name: artist })
    .then(async (tracks) => {
      await deps.store.set(key, { tracks }, { ttlMs: TRACKS_TTL_MS });
      return tracks;
    })
    .finally(() => underWay.delete(flight));
  underWay.set(flight, asking);
  return asking;
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

const tracksKey = (artist: string) => `artist-tracks:${artist.normalize("NFKC").toLowerCase()}`;
