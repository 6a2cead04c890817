// The tags of the catalogue's artists, both ways: an artist's tags, a tag's artists.

import { foldName, squashFold } from "@/lib/names/fold";
import type { Catalogue, Tag } from "./catalogue";
import { tierOf } from "./completion";
import type { TagRow } from "./model-folder";

export type TagTable = {
  readonly tagsOf: Catalogue["tags"];
  readonly complete: Catalogue["completeTags"];
  readonly artistsOf: Catalogue["artistsOfTag"];
};

/** Groups the rows at the first call; popularity decides among artists that carry a tag about as strongly. */
export function createTagTable(rows: readonly TagRow[], popularity: Float32Array): TagTable {
  let grouped: TagTable | undefined;
  const table = (): TagTable => {
    grouped ??= groupTags(rows, popularity);
    return grouped;
  };
  return {
    tagsOf: (artist) => table().tagsOf(artist),
    complete: (text, limit) => table().complete(text, limit),
    artistsOf: (tag, limit) => table().artistsOf(tag, limit),
  };
}

function groupTags(rows: readonly TagRow[], popularity: Float32Array): TagTable {
  const byArtist = new Map<number, Tag[]>();
  const byTag = new Map<string, { readonly name: string; readonly rows: TagRow[] }>();
  const keys = new Map<string, string>();
  for (const row of rows) {
    const tags = byArtist.get(row.artist) ?? [];
    tags.push({ name: row.tag, weight: row.weight });
    byArtist.set(row.artist, tags);
    const key = keys.get(row.tag) ?? toTagKey(row.tag);
    keys.set(row.tag, key);
    const entry = byTag.get(key) ?? { name: row.tag, rows: [] };
    entry.rows.push(row);
    byTag.set(key, entry);
  }
  for (const tags of byArtist.values()) tags.sort((a, b) => b.weight - a.weight);
  const strength = ({ artist, weight }: TagRow): number => weight * Math.log1p(popularity[artist] ?? 0);
  for (const { rows: carriers } of byTag.values()) {
    carriers.sort((a, b) => strength(b) - strength(a) || a.artist - b.artist);
  }
  const mostUsed = [...byTag.values()]
    .map((entry) => ({ ...entry, fold: foldName(entry.name) }))
    .sort((a, b) => b.rows.length - a.rows.length);

  return {
    tagsOf: (artist) => byArtist.get(artist) ?? [],
    complete(text, limit) {
      const wanted = foldName(text);
      const tiers: { name: string; artists: number }[][] = [[], [], []];
      for (const { name, fold, rows: carriers } of mostUsed) {
        tiers[tierOf(fold, wanted)]?.push({ name, artists: carriers.length });
      }
      return tiers.flat().slice(0, limit);
    },
    artistsOf: (tag, limit) =>
      (byTag.get(toTagKey(tag))?.rows ?? []).slice(0, limit).map((row) => row.artist),
  };
}

/** "hip hop", "Hip-Hop" and "hiphop" are one tag. */
export function toTagKey(tag: string): string {
  return squashFold(foldName(tag));
}
