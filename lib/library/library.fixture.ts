// A library in memory for the tests: artists with genres and playlists, behind the interfaces of a music service.

import type { MusicLibrary } from "@/lib/music/service";
import { addPlaylist, createFakeMusic, type FakeMusic } from "@/lib/station/station.fixture";

export type FakeLibraryMusic = FakeMusic & {
  readonly library: MusicLibrary;
  /** Artist name -> genres. */
  readonly held: Map<string, readonly string[]>;
};

export const idOf = (name: string): string => `id of ${name}`;

export function createLibraryMusic(
  held: Readonly<Record<string, readonly string[]>>,
  playlists: Readonly<Record<string, readonly string[]>> = {},
): FakeLibraryMusic {
  const music = createFakeMusic();
  const map = new Map(Object.entries(held));
  const called = (call: string) => {
    music.calls.push(call);
    if (music.fault) throw music.fault;
  };
  const library: MusicLibrary = {
    async listArtists() {
      called("listArtists");
      return [...map.keys()].map((name) => ({ id: idOf(name), name }));
    },
    async *listAlbums() {
      called("listAlbums");
      for (const [name, genres] of map) yield [{ artists: [{ id: idOf(name), name }], genres }];
    },
  };
  for (const [id, artists] of Object.entries(playlists)) addPlaylist(music, { id }, artists);
  return Object.assign(music, { library, held: map });
}
