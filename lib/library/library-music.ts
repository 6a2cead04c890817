// A listener's music, asked by the names of the catalogue: leads to the library's own artists, however its tags spell them.

import type { ListenerMusic, Track } from "@/lib/music/service";
import type { LibraryView } from "./library-view";

/** Spellings of one artist that are read together. */
const MOST_ENTRIES = 4;
const MOST_TRACKS = 10;

/** Without a view yet, names go to the service as they are. */
export function withLibrary(music: ListenerMusic, view: LibraryView | undefined): ListenerMusic {
  if (!view) return music;
  return {
    ...music,
    async findArtistTracks(artist, options) {
      if (artist.id !== undefined) return music.findArtistTracks(artist, options);
      const entries = view.entriesOf(artist.name).slice(0, MOST_ENTRIES);
      const lists = await Promise.all(
        entries.map(({ id, name }) => music.findArtistTracks({ id, name }, options)),
      );
      return takeInTurn(lists).slice(0, MOST_TRACKS);
    },
  };
}

/** The best of each spelling, then the second best of each. */
function takeInTurn(lists: readonly (readonly Track[])[]): Track[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const rows = Array.from({ length: longest }, (_, row) => lists.flatMap((list) => list[row] ?? []));
  return [...new Map(rows.flat().map((track) => [track.id, track])).values()];
}
