// Reads a listener's library from the service: artists first, then what places those that the model does not know.
// Runs beside requests, so it works in slices and lets others in between.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Catalogue } from "@/lib/catalog/catalogue";
import type { ArtistId } from "@/lib/core/types";
import type { ListenerMusic, MusicLibrary } from "@/lib/music/service";
import type { Holding } from "./holding";

export type ReadDeps = {
  readonly catalogue: Pick<Catalogue, "find">;
  readonly now: () => number;
  /** Rows that are known from the last reading, by name: resolving is the dear part. */
  readonly known: ReadonlyMap<string, ArtistId | null>;
};

/** Work is laid down after this long, so that no request waits longer for it. */
const SLICE_MS = 8;
const MOST_GENRES = 5;
const MOST_PLAYLISTS = 200;
const MOST_COMPANY = 40;

/** Every artist with its row, without genres or company. `onProgress` is given those that are done, and how many there are. */
export async function readArtists(
  { catalogue, now, known }: ReadDeps,
  library: MusicLibrary,
  onProgress: (done: readonly Holding[], of: number) => Promise<void>,
): Promise<Holding[]> {
  const artists = await library.listArtists();
  const holdings: Holding[] = [];
  let sliceEnd = now() + SLICE_MS;
  for (const { id, name } of artists) {
    const row = known.get(name) ?? (known.has(name) ? null : (catalogue.find(name) ?? null));
    holdings.push({ id, name, row, genres: [], company: [] });
    if (now() < sliceEnd) continue;
    await onProgress(holdings, artists.length);
    await nextTurn();
    sliceEnd = now() + SLICE_MS;
  }
  await onProgress(holdings, artists.length);
  return holdings;
}

/** Genres by the id of the artist, most frequent first. */
export async function readGenres(
  library: MusicLibrary,
  onProgress: (albums: number) => void,
): Promise<Map<string, string[]>> {
  const counts = new Map<string, Map<string, number>>();
  let albums = 0;
  for await (const page of library.listAlbums()) {
    for (const { artists, genres } of page) {
      for (const { id } of artists) {
        if (id === undefined) continue;
        const own = counts.get(id) ?? new Map<string, number>();
        counts.set(id, own);
        for (const genre of genres) own.set(genre, (own.get(genre) ?? 0) + 1);
      }
    }
    albums += page.length;
    onProgress(albums);
    await nextTurn();
  }
  const byCount = (own: ReadonlyMap<string, number>) =>
    [...own]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_GENRES)
      .map(([genre]) => genre);
  return new Map([...counts].map(([id, own]) => [id, byCount(own)]));
}

/**
 * Who shares the listener's playlists with the artists that the model does not know: rows by the id of the unknown artist.
 * A playlist counts once, whatever its length: its weight is split over the known artists on it.
 */
export async function readCompany(
  music: Pick<ListenerMusic, "listPlaylists" | "listPlaylistTracks">,
  holdings: readonly Holding[],
): Promise<Map<string, [ArtistId, number][]>> {
  const byId = new Map(holdings.map((holding) => [holding.id, holding]));
  const byName = new Map(holdings.map((holding) => [holding.name, holding]));
  const company = new Map<string, Map<ArtistId, number>>();
  for (const { id } of (await music.listPlaylists()).slice(0, MOST_PLAYLISTS)) {
    // A playlist that goes away meanwhile is no reason to stop.
    const tracks = await music.listPlaylistTracks(id).catch(() => []);
    const credited = tracks.flatMap(({ artists }) =>
      artists.flatMap((artist) => byId.get(artist.id ?? "") ?? byName.get(artist.name) ?? []),
    );
    const present = [...new Set(credited)];
    const rows = new Set(present.flatMap(({ row }) => (row === null ? [] : [row])));
    for (const unknown of present) {
      if (unknown.row !== null) continue;
      const own = company.get(unknown.id) ?? new Map<ArtistId, number>();
      company.set(unknown.id, own);
      for (const row of rows) own.set(row, (own.get(row) ?? 0) + 1 / rows.size);
    }
    await nextTurn();
  }
  const strongest = (own: ReadonlyMap<ArtistId, number>) =>
    [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_COMPANY);
  return new Map([...company].map(([id, own]) => [id, strongest(own)]));
}
