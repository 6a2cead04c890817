// The listener's playlists at Spotify: list, head, tracks; create, edit, delete and bring back.

import { AppError, isAppError } from "@/lib/errors";
import type { CallOptions, ListenerMusic, Playlist } from "@/lib/music/service";
import type { SpotifyClient } from "./client";
import { toEntryTrack, toPlaylist } from "./mapping";
import { readAllPages } from "./pages";
import {
  type WirePlaylistEntry,
  wirePlaylistEntryPageSchema,
  wirePlaylistPageSchema,
  wirePlaylistSchema,
  wireSnapshotSchema,
} from "./responses";
import { onEitherRoute } from "./routes";

/** Largest page of playlists and of their items. */
const PAGE_SIZE = 50;
/** Spotify's own bounds: the highest offset of a list of playlists, and more than a playlist can hold. */
const MOST_PLAYLISTS = 100_000;
const MOST_ITEMS = 20_000;
/** Tracks added or taken away by one call. */
const ADD_AT_ONCE = 100;
/** All that is read of a playlist's head; without it the answer carries its first hundred tracks. */
const HEAD_FIELDS = "id,name,snapshot_id,collaborative,owner(id),external_urls,items(total),tracks(total)";

type PlaylistPart = Pick<
  ListenerMusic,
  | "listPlaylists"
  | "getPlaylist"
  | "listPlaylistTracks"
  | "createPlaylist"
  | "editPlaylist"
  | "deletePlaylist"
  | "restorePlaylist"
>;

export function createPlaylistCalls(client: SpotifyClient): PlaylistPart {
  const getPlaylist: PlaylistPart["getPlaylist"] = async (id, { signal } = {}) => {
    const path = `playlists/${encodeURIComponent(id)}?fields=${encodeURIComponent(HEAD_FIELDS)}`;
    const what = `read the playlist ${id}`;
    return toPlaylist(
      await client.read({ method: "GET", path, what, signal }, wirePlaylistSchema),
      client.userId,
    );
  };
  return {
    getPlaylist,

    async listPlaylists({ signal } = {}) {
      const what = "list the playlists";
      const entries = await readAllPages(
        (offset, limit) => {
          const path = `me/playlists?limit=${limit}&offset=${offset}`;
          return client.read({ method: "GET", path, what, signal }, wirePlaylistPageSchema);
        },
        { limit: PAGE_SIZE, most: MOST_PLAYLISTS },
      );
      return entries.flatMap((entry) => (entry ? [toPlaylist(entry, client.userId)] : []));
    },

    async listPlaylistTracks(id, options = {}) {
      const entries = await listEntries(client, id, options);
      return entries.flatMap((entry) => toEntryTrack(entry) ?? []);
    },

    async createPlaylist({ name, description, trackUris }, options = {}) {
      const created = await createEmpty(client, { name, description }, options);
      const version = await addTracks(client, created, trackUris, options);
      return { ...created, version: version || created.version, trackCount: trackUris.length };
    },

    async editPlaylist(id, { name, addUris = [], removeUris = [] }, options = {}) {
      const playlist = await getPlaylist(id, options);
      if (name !== undefined && name !== playlist.name) await rename(client, playlist, name, options);
      await removeTracks(client, playlist, removeUris, options);
      await addTracks(client, playlist, addUris, options);
      return getPlaylist(id, options);
    },

    deletePlaylist: (id, options = {}) => setFollowed(client, id, false, options),
    restorePlaylist: (id, options = {}) => setFollowed(client, id, true, options),
  };
}

async function rename(
  client: SpotifyClient,
  { id, name: old }: Playlist,
  name: string,
  options: CallOptions,
) {
  const path = `playlists/${encodeURIComponent(id)}`;
  const what = `rename the playlist "${old}"`;
  await client.send({ method: "PUT", path, body: { name }, what, signal: options.signal });
}

/** Spotify has no deletion: a playlist ends by leaving its owner's library, and lives on for whoever brings it back. */
async function setFollowed(
  client: SpotifyClient,
  id: string,
  isFollowed: boolean,
  { signal }: CallOptions,
): Promise<void> {
  const key = encodeURIComponent(id);
  const method = isFollowed ? "PUT" : "DELETE";
  const what = isFollowed ? `bring back the playlist ${id}` : `delete the playlist ${id}`;
  await onEitherRoute(client.gate, {
    ability: "playlists in the library",
    call: (route) =>
      client.send({
        method,
        path: route === "new" ? `me/library?uris=spotify:playlist:${key}` : `playlists/${key}/followers`,
        what,
        signal,
      }),
  });
}

async function removeTracks(
  client: SpotifyClient,
  playlist: Playlist,
  uris: readonly string[],
  { signal }: CallOptions,
): Promise<void> {
  for (let start = 0; start < uris.length; start += ADD_AT_ONCE) {
    const gone = uris.slice(start, start + ADD_AT_ONCE).map((uri) => ({ uri }));
    const what = `take tracks from the playlist "${playlist.name}"`;
    await onEitherRoute(client.gate, {
      ability: "playlist items",
      call: (route) => {
        const path = itemsPath(playlist.id, route);
        const body = route === "new" ? { items: gone } : { tracks: gone };
        return client.read({ method: "DELETE", path, body, what, signal }, wireSnapshotSchema);
      },
    });
  }
}

function listEntries(client: SpotifyClient, id: string, { signal }: CallOptions) {
  const what = `read the tracks of the playlist ${id}`;
  return onEitherRoute<(WirePlaylistEntry | null)[]>(client.gate, {
    ability: "playlist items",
    call: (route) =>
      readAllPages(
        (offset, limit) => {
          const path = `${itemsPath(id, route)}?limit=${limit}&offset=${offset}`;
          return client.read({ method: "GET", path, what, signal }, wirePlaylistEntryPageSchema);
        },
        { limit: PAGE_SIZE, most: MOST_ITEMS },
      ),
  });
}

async function createEmpty(
  client: SpotifyClient,
  { name, description }: { readonly name: string; readonly description: string },
  { signal }: CallOptions,
): Promise<Playlist> {
  const wire = await onEitherRoute(client.gate, {
    ability: "create playlist",
    call: (route) => {
      const path = route === "new" ? "me/playlists" : `users/${encodeURIComponent(client.userId)}/playlists`;
      // Spotify makes playlists public unless told otherwise.
      const body = { name, description, public: false, collaborative: false };
      const what = `make the playlist "${name}"`;
      return client.read({ method: "POST", path, body, what, signal }, wirePlaylistSchema);
    },
  });
  return { ...toPlaylist(wire, client.userId), owned: true };
}

/** Adds in order, a hundred at a time; the version after the last. Never repeats a call: that would add twice. */
async function addTracks(
  client: SpotifyClient,
  playlist: Playlist,
  uris: readonly string[],
  { signal }: CallOptions,
): Promise<string> {
  let version = "";
  for (let start = 0; start < uris.length; start += ADD_AT_ONCE) {
    const body = { uris: uris.slice(start, start + ADD_AT_ONCE) };
    const what = `add tracks to the playlist "${playlist.name}"`;
    try {
      const answer = await onEitherRoute(client.gate, {
        ability: "playlist items",
        call: (route) => {
          const path = itemsPath(playlist.id, route);
          return client.read({ method: "POST", path, body, what, signal }, wireSnapshotSchema);
        },
      });
      version = answer.snapshot_id ?? version;
    } catch (error) {
      throw isAppError(error) ? toPartial(error, playlist, start, uris.length) : error;
    }
  }
  return version;
}

function toPartial(error: AppError, { id, name }: Playlist, added: number, of: number): AppError {
  const message = `The playlist "${name}" was made, but holds only ${added} of ${of} tracks. ${error.message}`;
  const { retryAfterMs } = error;
  return new AppError(error.code, message, {
    cause: error,
    details: { ...error.details, playlistId: id, added },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function itemsPath(id: string, route: "new" | "old"): string {
  return `playlists/${encodeURIComponent(id)}/${route === "new" ? "items" : "tracks"}`;
}
