// Everything the library holds: its artists by one call, its albums page by page.

import type { CallOptions, LibraryAlbum, MusicLibrary } from "@/lib/music/service";
import { listArtists } from "./artists";
import type { SubsonicClient } from "./client";
import { toLibraryAlbum } from "./mapping";
import { albumsAnswer } from "./responses";

/** The most that the API gives at once. */
const PAGE_SIZE = 500;

export function createLibrary(client: SubsonicClient): MusicLibrary {
  return {
    listArtists: (options) => listArtists(client, options),
    async *listAlbums({ signal }: CallOptions = {}) {
      for (let offset = 0; ; offset += PAGE_SIZE) {
        const page = await readPage(client, offset, signal);
        if (page.length > 0) yield page;
        if (page.length < PAGE_SIZE) return;
      }
    },
  };
}

async function readPage(
  client: SubsonicClient,
  offset: number,
  signal: AbortSignal | undefined,
): Promise<LibraryAlbum[]> {
  const parameters = [
    ["type", "alphabeticalByArtist"],
    ["size", PAGE_SIZE],
    ["offset", offset],
  ] as const;
  const call = { endpoint: "getAlbumList2", parameters, what: "list the albums", signal };
  const answer = await client.readIfThere({ ...call, timeoutMs: 60_000 }, albumsAnswer);
  return (answer?.albumList2.album ?? []).map(toLibraryAlbum);
}
