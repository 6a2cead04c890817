// Edits of a station that is there: its name, its artists, its end. Each can be undone.

import { z } from "zod";
import { AppError } from "@/lib/errors";
import { STATION_PREFIX, type Track } from "@/lib/music/service";
import { listenerKey } from "@/lib/store/listener-keys";
import { findTracks, stripPrefix } from "./create-station";
import type { StationDeps } from "./deps";
import { isStation } from "./heads";
import { forgetSeed, noteStation, readSeed, type StationSeed } from "./style";

export type StationChange = {
  /** With or without the prefix. */
  readonly name?: string;
  /** Artists to add, by two tracks each. */
  readonly add: readonly string[];
  /** Artists to take away, with every track that credits them. */
  readonly remove: readonly string[];
  /** Tracks to put back that an earlier change took away. */
  readonly putBack: readonly string[];
};

export type EditedStation = {
  readonly seed: StationSeed;
  /** Uris of the tracks taken away; `putBack` undoes it. */
  readonly removed: readonly string[];
  /** Artists to add of whom the service has no track. */
  readonly unknown: readonly string[];
};

const TRACKS_PER_ARTIST = 2;
/** How long a deleted station can be brought back. */
const UNDO_TTL_MS = 3_600_000;

/** Throws as readSeed does, and AppError("invalid_request") for a change that would leave no track. */
export async function editStation(
  deps: StationDeps,
  id: string,
  change: StationChange,
): Promise<EditedStation> {
  await readOwn(deps, id);
  const { music, signal } = deps;
  const [tracks, found] = await Promise.all([
    music.listPlaylistTracks(id, { signal }),
    findTracks(
      deps,
      change.add.map((name) => ({ name, weight: TRACKS_PER_ARTIST })),
    ),
  ]);
  const gone = tracks.filter((track) => credits(deps, track, change.remove));
  const there = new Set(tracks.map(({ uri }) => uri));
  const added = found.flatMap((artist) => artist.tracks).filter(({ uri }) => !there.has(uri));
  if (gone.length > 0 && gone.length === tracks.length && added.length + change.putBack.length === 0) {
    throw new AppError("invalid_request", "Without these artists nothing is left. Add others first.");
  }
  const removed = [...new Set(gone.map(({ uri }) => uri))];
  const playlist = await music.editPlaylist(
    id,
    {
      ...(change.name !== undefined && { name: STATION_PREFIX + stripPrefix(change.name) }),
      addUris: [...added.map(({ uri }) => uri), ...change.putBack],
      removeUris: removed,
    },
    { signal },
  );
  // What was put back is known by its uri only, so the list is read again; else it is known.
  const kept = tracks.filter((track) => !gone.includes(track));
  const now =
    change.putBack.length > 0 ? await music.listPlaylistTracks(id, { signal }) : [...kept, ...added];
  const seed = await noteStation(deps, playlist, now);
  const unknown = found.filter((artist) => artist.tracks.length === 0).map((artist) => artist.name);
  return { seed, removed, unknown };
}

const deletedSchema = z.object({ name: z.string(), uris: z.array(z.string()) });

/** Takes the station out of the listener's library; for an hour it can be brought back. */
export async function deleteStation(deps: StationDeps, id: string): Promise<void> {
  const { name } = await readOwn(deps, id);
  const { music, store, signal } = deps;
  // Where the service brings a playlist back itself, nothing needs to be remembered of it.
  const tracks = music.restorePlaylist ? [] : await music.listPlaylistTracks(id, { signal });
  const deleted = { name, uris: tracks.map(({ uri }) => uri) };
  await store.set(deletedKey(deps, id), deleted, { ttlMs: UNDO_TTL_MS });
  await music.deletePlaylist(id, { signal });
  await forgetSeed(deps, id);
}

/** Brings a deleted station back; where the service cannot, as a new playlist with another id. Throws AppError("gone"). */
export async function restoreStation(deps: StationDeps, id: string): Promise<StationSeed> {
  const { music, store, signal } = deps;
  const deleted = deletedSchema.safeParse(await store.get(deletedKey(deps, id)));
  if (!deleted.success) throw new AppError("gone", "This station can no longer be brought back.");
  if (music.restorePlaylist) await music.restorePlaylist(id, { signal });
  const { name, uris } = deleted.data;
  const back = music.restorePlaylist
    ? id
    : (
        await music.createPlaylist(
          { name: STATION_PREFIX + name, description: "", trackUris: uris },
          { signal },
        )
      ).id;
  await store.delete(deletedKey(deps, id));
  return readSeed(deps, back);
}

/** The playlist's head as the service has it now: an edit must not go by what was kept. */
async function readOwn(deps: StationDeps, id: string): Promise<{ readonly name: string }> {
  const playlist = await deps.music.getPlaylist(id, { signal: deps.signal });
  if (!playlist.owned) throw new AppError("forbidden", "This station belongs to another listener.");
  if (!isStation(playlist)) throw new AppError("not_found", `"${playlist.name}" is not a station.`);
  return { name: stripPrefix(playlist.name) };
}

/** Does the track credit one of these artists, however it spells them? */
function credits({ catalogue }: StationDeps, track: Track, names: readonly string[]): boolean {
  const keyOf = (name: string) => catalogue.find(name) ?? name.trim().toLowerCase();
  const wanted = new Set(names.map(keyOf));
  return track.artists.some(({ name }) => wanted.has(keyOf(name)));
}

const deletedKey = ({ listenerId }: StationDeps, id: string) => listenerKey(listenerId, `deleted:${id}`);
