// Sums up what the sources call each artist: a matrix for the fit, and the table that is published.

import type { ArtistRow, TagRow } from "@/lib/catalog/model-folder";
import { toTagKey } from "@/lib/catalog/tag-table";
import type { SparseMatrix } from "@/lib/models/model";
import { foldName } from "@/lib/names/fold";
import { createMatrixBuilder } from "./matrix";
import type { ReadSource } from "./sources/sources";
import { cleanTag } from "./tag-words";

export type TagData = {
  /** Tags x artists; value = log2(1 + votes). */
  readonly tags: SparseMatrix;
  readonly tagNames: readonly string[];
  readonly tagRows: readonly TagRow[];
};

/** A word on fewer artists, or used by fewer listeners, is somebody's private note. */
const MIN_ARTISTS = 5;
const MIN_TAGGERS = 4;
const MAX_TAGS_OF_ARTIST = 12;
/** Votes against which an artist's count is measured: one vote alone is weak evidence. */
const PRIOR_VOTES = 1.5;
const MIN_WEIGHT = 0.05;
/** An artist's name used as a tag ("beatles") is no genre while it stays rarer than this. */
const MAX_ARTISTS_OF_NAME = 60;

type Votes = {
  /** Spelling -> votes. */
  readonly words: Map<string, number>;
  readonly artists: Map<number, number>;
  readonly taggers: Set<string | undefined>;
};

/** Counts votes per tag and artist over all sources and keeps the tags that describe music. */
export function buildTags(
  sources: readonly ReadSource[],
  rowsOf: (raw: string) => readonly number[],
  artists: readonly ArtistRow[],
): TagData {
  const votes = new Map<string, Votes>();
  for (const { rows } of sources) {
    for (const { artist, tag, weight, by } of rows.tags) {
      const word = cleanTag(tag);
      if (word === undefined) continue;
      const key = toTagKey(word);
      const entry = votes.get(key) ?? { words: new Map(), artists: new Map(), taggers: new Set() };
      votes.set(key, entry);
      entry.taggers.add(by);
      entry.words.set(word, (entry.words.get(word) ?? 0) + weight);
      for (const id of rowsOf(artist)) entry.artists.set(id, (entry.artists.get(id) ?? 0) + weight);
    }
  }
  const names = new Set(artists.slice(0, 5_000).map(({ name }) => toTagKey(name)));
  const kept = [...votes]
    .filter(([key, { artists: carriers, taggers }]) => {
      const enough = names.has(key) ? MAX_ARTISTS_OF_NAME : MIN_ARTISTS;
      return carriers.size >= enough && (taggers.has(undefined) || taggers.size >= MIN_TAGGERS);
    })
    .map(([, { words, artists: carriers }]) => ({ name: mostCommon(words), carriers }))
    .sort((a, b) => b.carriers.size - a.carriers.size || (a.name < b.name ? -1 : 1));
  const builder = createMatrixBuilder(artists.length);
  for (const { carriers } of kept)
    builder.addRow([...carriers].map(([id, count]) => [id, Math.log2(1 + count)]));
  return {
    tags: builder.build(),
    tagNames: kept.map(({ name }) => name),
    tagRows: toRows(kept, artists.length),
  };
}

function toRows(
  tags: readonly { readonly name: string; readonly carriers: ReadonlyMap<number, number> }[],
  artists: number,
): TagRow[] {
  const byArtist: { tag: string; count: number }[][] = Array.from({ length: artists }, () => []);
  for (const { name, carriers } of tags) {
    for (const [id, count] of carriers) byArtist[id]?.push({ tag: name, count });
  }
  return byArtist.flatMap((list, artist) => {
    list.sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
    const most = (list[0]?.count ?? 0) + PRIOR_VOTES;
    return list
      .slice(0, MAX_TAGS_OF_ARTIST)
      .map(({ tag, count }) => ({ artist, tag, weight: count / most }))
      .filter(({ weight }) => weight >= MIN_WEIGHT);
  });
}

function mostCommon(words: ReadonlyMap<string, number>): string {
  const folds = [...words].sort((a, b) => b[1] - a[1] || (foldName(a[0]) < foldName(b[0]) ? -1 : 1));
  return folds[0]?.[0] ?? "";
}
