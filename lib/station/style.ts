// A station's style: the artists of its playlist, read once per version and kept in the store.
// First step of every request on a station.

import pLimit from "p-limit";
import { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import { type Playlist, STATION_PREFIX, type Track } from "@/lib/music/service";
import { listenerKey } from "@/lib/store/listener-keys";
import { gatherTracks } from "./artist-tracks";
import { SERVICE_CONCURRENCY, STYLE_TTL_MS, type StationDeps } from "./deps";
import type { SeedDrift } from "./drift";
import { findHeads, isStation, listHeads, noteHead } from "./heads";
import type { WeightedName } from "./mixture";
import { readWaiting } from "./waiting";

const weightedName = z.object({ name: z.string(), weight: z.number() });

/** What a station is made from, by names, so that it means the same to every model. */
export const stationSeedSchema = z.object({
  id: z.string(),
  /** Without the prefix. */
  name: z.string(),
  version: z.string(),
  url: z.string().optional(),
  /** Heaviest first; weight 1 = one track. */
  artists: z.array(weightedName),
  /** Signed feedback that a shared link brought along; [] for a playlist. */
  feedback: z.array(weightedName),
  /** Knobs that a shared link brought along; a listener's own come first. */
  knobs: z
    .object({
      weights: z.object({ style: z.number(), likes: z.number(), dislikes: z.number() }),
      familiarity: z.number().optional(),
      variety: z.number().optional(),
      newToMe: z.boolean().optional(),
      noExplicit: z.boolean().optional(),
      lean: z.object({ x: z.number(), y: z.number(), pull: z.number() }).optional(),
      artistGap: z.object({ songs: z.number(), ms: z.number() }).optional(),
      randomSeed: z.number(),
    })
    .optional(),
});
/** `drift` = it is on its way to another station's style; of the moment, never kept. */
export type StationSeed = z.infer<typeof stationSeedSchema> & { readonly drift?: SeedDrift };

/** A featured artist tells less of a playlist than the main one. */
const FEATURED_WEIGHT = 0.5;

/**
 * The seed of one station, from the store while its version is the playlist's, else from the service.
 * Throws AppError("not_found") for a playlist that is no station, ("forbidden") for somebody else's.
 */
export async function readSeed(deps: StationDeps, id: string): Promise<StationSeed> {
  const [stored, heads] = await Promise.all([deps.store.get(seedKey(deps, id)), findHeads(deps)]);
  const kept = stationSeedSchema.safeParse(stored);
  const head = heads.find((station) => station.id === id);
  if (kept.success && (!head || head.version === kept.data.version)) return kept.data;
  const playlist = head ?? (await deps.music.getPlaylist(id, { signal: deps.signal }));
  if (!playlist.owned) throw new AppError("forbidden", "This station belongs to another listener.");
  if (!isStation(playlist)) {
    throw new AppError(
      "not_found",
      `"${playlist.name}" is not a station: its name must start with "radio: ".`,
    );
  }
  return loadSeed(deps, playlist).catch((error: unknown) => {
    // An old taste plays better than none.
    if (!kept.success || !isAppError(error) || error.code === "not_signed_in") throw error;
    return kept.data;
  });
}

export type StationList = {
  readonly seeds: readonly StationSeed[];
  /** Why some stations came without their artists. */
  readonly fault?: AppError;
};

/** All stations of the listener, in the service's order. Reads the tracks only of those that changed since last time. */
export async function listSeeds(deps: StationDeps): Promise<StationList> {
  const playlists = await listHeads(deps);
  const limit = pLimit(SERVICE_CONCURRENCY);
  let fault: AppError | undefined;
  const seeds = await Promise.all(
    playlists.map((playlist) =>
      limit(async () => {
        const kept = stationSeedSchema.safeParse(await deps.store.get(seedKey(deps, playlist.id)));
        if (kept.success && kept.data.version === playlist.version) return kept.data;
        return loadSeed(deps, playlist).catch((error: unknown) => {
          if (!isAppError(error) || error.code === "not_signed_in") throw error;
          fault = error;
          return kept.success ? kept.data : toSeed(playlist, []);
        });
      }),
    ),
  );
  return { seeds, ...(fault && { fault }) };
}

/** Keeps a seed; called by whoever just read a station. */
async function keepSeed(deps: StationDeps, seed: StationSeed): Promise<void> {
  await deps.store.set(seedKey(deps, seed.id), seed, { ttlMs: STYLE_TTL_MS });
}

/** Keeps the seed of a playlist that was just made or edited, with these tracks in it, and returns it. */
export async function noteStation(
  deps: StationDeps,
  playlist: Playlist,
  tracks: readonly Track[],
): Promise<StationSeed> {
  const seed = withWaiting(toSeed(playlist, tracks), await readWaiting(deps, playlist.id));
  await Promise.all([
    keepSeed(deps, seed),
    noteHead(deps, playlist.id, playlist),
    gatherTracks(deps, tracks),
  ]);
  return seed;
}

/** Forgets a seed that no longer stands for a station. */
export async function forgetSeed(deps: StationDeps, id: string): Promise<void> {
  await Promise.all([deps.store.delete(seedKey(deps, id)), noteHead(deps, id, undefined)]);
}

/** The seed of a playlist with these tracks: artists by how many tracks they have, featured ones at half. */
export function toSeed(playlist: Playlist, tracks: readonly Track[]): StationSeed {
  const weights = new Map<string, number>();
  for (const track of tracks) {
    track.artists.forEach(({ name }, position) => {
      weights.set(name, (weights.get(name) ?? 0) + (position === 0 ? 1 : FEATURED_WEIGHT));
    });
  }
  return {
    id: playlist.id,
    name: playlist.name.slice(STATION_PREFIX.length).trim() || playlist.name,
    version: playlist.version,
    ...(playlist.url && { url: playlist.url }),
    artists: [...weights].map(([name, weight]) => ({ name, weight })).sort((a, b) => b.weight - a.weight),
    feedback: [],
  };
}

/** Whose songs are still to be found belongs to the style already. */
function withWaiting(seed: StationSeed, waiting: readonly WeightedName[]): StationSeed {
  const there = new Set(seed.artists.map(({ name }) => name));
  const missing = waiting.filter(({ name }) => !there.has(name));
  return { ...seed, artists: [...seed.artists, ...missing].sort((a, b) => b.weight - a.weight) };
}

async function loadSeed(deps: StationDeps, playlist: Playlist): Promise<StationSeed> {
  const tracks = await deps.music.listPlaylistTracks(playlist.id, { signal: deps.signal });
  const seed = withWaiting(toSeed(playlist, tracks), await readWaiting(deps, playlist.id));
  await Promise.all([keepSeed(deps, seed), gatherTracks(deps, tracks)]);
  return seed;
}

const seedKey = ({ listenerId }: StationDeps, id: string) => listenerKey(listenerId, `seed:${id}`);
