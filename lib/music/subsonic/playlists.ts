// The listener's playlists at a Subsonic server: list, head, tracks; create, edit, delete.

import { AppError, isAppError } from "@/lib/errors";
import type { CallOptions, ListenerMusic } from "@/lib/music/service";
import type { SubsonicClient } from "./client";
import { type CoverAddress, fromUri, toPlaylist, toTracks } from "./mapping";
import { createdPlaylistAnswer, playlistAnswer, playlistsAnswer } from "./responses";

/** Tracks sent by one call: their ids stand in the address, which servers allow some thousand characters. */
const ADD_AT_ONCE = 80;

type PlaylistPart = Pick<
  ListenerMusic,
  | "listPlaylists"
  | "getPlaylist"
  | "listPlaylistTracks"
  | "createPlaylist"
  | "editPlaylist"
  | "deletePlaylist"
>;

export function createPlaylistCalls(client: SubsonicClient, coverAddress: CoverAddress): PlaylistPart {
  const readPlaylist = async (id: string, what: string, { signal }: CallOptions = {}) => {
    const call = { endpoint: "getPlaylist", parameters: [["id", id]], what, signal } as const;
    return (await client.read(call, playlistAnswer)).playlist;
  };
  const listPlaylists: ListenerMusic["listPlaylists"] = async ({ signal } = {}) => {
    const call = { endpoint: "getPlaylists", what: "list the playlists", signal };
    const { playlists } = await client.read(call, playlistsAnswer);
    return playlists.playlist.map((wire) => toPlaylist(wire, client.username));
  };
  const getPlaylist: ListenerMusic["getPlaylist"] = async (id, options) =>
    toPlaylist(await readPlaylist(id, `read the playlist ${id}`, options), client.username);

  /** Servers below 1.14 do not say which playlist they made: it is the one of that name that was not there before. */
  const createEmpty = async (
    name: string,
    songs: readonly string[],
    options: CallOptions,
  ): Promise<string> => {
    const before = new Set((await listPlaylists(options)).map(({ id }) => id));
    const call = {
      endpoint: "createPlaylist",
      parameters: [["name", name] as const, ...songs.map((id) => ["songId", id] as const)],
      what: `make the playlist "${name}"`,
      writes: true,
      signal: options.signal,
    };
    const { playlist } = await client.read(call, createdPlaylistAnswer);
    if (playlist) return playlist.id;
    const made = (await listPlaylists(options)).find((list) => list.name === name && !before.has(list.id));
    if (made) return made.id;
    throw new AppError(
      "service_unavailable",
      `The music server made no playlist "${name}", and does not say why.`,
    );
  };

  const update = async (
    id: string,
    parameters: readonly (readonly [string, string])[],
    what: string,
    { signal }: CallOptions,
  ) => {
    const all = [["playlistId", id] as const, ...parameters];
    await client.send({ endpoint: "updatePlaylist", parameters: all, what, writes: true, signal });
  };

  /** Tracks are taken away by their places: from the last on, so that those before keep theirs. */
  const removeSongs = async (id: string, uris: readonly string[], what: string, options: CallOptions) => {
    const gone = new Set(uris.map(fromUri));
    const { entry } = await readPlaylist(id, what, options);
    const places = entry.flatMap((song, place) => (gone.has(song.id) ? [place] : [])).reverse();
    for (let start = 0; start < places.length; start += ADD_AT_ONCE) {
      const removed = places
        .slice(start, start + ADD_AT_ONCE)
        .map((place) => ["songIndexToRemove", String(place)] as const);
      await update(id, removed, what, options);
    }
  };

  return {
    listPlaylists,
    getPlaylist,
    async editPlaylist(id, { name, addUris = [], removeUris = [] }, options = {}) {
      if (name !== undefined) await update(id, [["name", name]], `rename the playlist ${id}`, options);
      if (removeUris.length > 0) await removeSongs(id, removeUris, `take tracks from ${id}`, options);
      const songs = addUris.flatMap((uri) => fromUri(uri) ?? []);
      for (let start = 0; start < songs.length; start += ADD_AT_ONCE) {
        const added = songs.slice(start, start + ADD_AT_ONCE).map((song) => ["songIdToAdd", song] as const);
        await update(id, added, `add tracks to the playlist ${id}`, options);
      }
      return getPlaylist(id, options);
    },
    async deletePlaylist(id, { signal } = {}) {
      const what = `delete the playlist ${id}`;
      await client.send({ endpoint: "deletePlaylist", parameters: [["id", id]], what, writes: true, signal });
    },
    async listPlaylistTracks(id, options) {
      const { entry } = await readPlaylist(id, `read the tracks of the playlist ${id}`, options);
      return toTracks(entry, coverAddress);
    },
    async createPlaylist({ name, description, trackUris }, options = {}) {
      const songs = trackUris.flatMap((uri) => fromUri(uri) ?? []);
      const id = await createEmpty(name, songs.slice(0, ADD_AT_ONCE), options);
      for (let start = ADD_AT_ONCE; start < songs.length; start += ADD_AT_ONCE) {
        const added = songs.slice(start, start + ADD_AT_ONCE).map((song) => ["songIdToAdd", song] as const);
        const what = `add tracks to the playlist "${name}"`;
        await update(id, added, what, options).catch((error: unknown) => {
          throw isAppError(error) ? toPartial(error, { id, name, added: start, of: songs.length }) : error;
        });
      }
      if (description) await update(id, [["comment", description]], `describe "${name}"`, options);
      return getPlaylist(id, options);
    },
  };
}

function toPartial(error: AppError, made: { id: string; name: string; added: number; of: number }): AppError {
  const { id, name, added, of } = made;
  const message = `The playlist "${name}" was made, but holds only ${added} of ${of} tracks. ${error.message}`;
  const { retryAfterMs } = error;
  return new AppError(error.code, message, {
    cause: error,
    details: { ...error.details, playlistId: id, added },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
