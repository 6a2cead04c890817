// A library as the station manager sees it: a catalogue with the library's own unknown artists added behind the model's,
// and an index that finds nobody but those who are there.

import { setImmediate as nextTurn } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { createExactIndex } from "@/lib/ann/exact";
import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { augment } from "@/lib/core/score";
import type { ArtistId, ArtistSpace } from "@/lib/core/types";
import { foldName } from "@/lib/names/fold";
import type { Holding } from "./holding";
import { placeArtists, toGenreKey } from "./place";

export type LibraryView = {
  readonly catalogue: Catalogue;
  readonly index: VectorIndex;
  /** Is the artist in the library? */
  readonly holds: (artist: ArtistId) => boolean;
  /** The library's artists behind a name of `catalogue.names`; untidy tags make several of one. */
  readonly entriesOf: (name: string) => readonly Pick<Holding, "id" | "name">[];
  readonly count: { readonly artists: number; readonly known: number };
};

/** Artists that the model does not know are as popular as its less popular quarter. */
const POPULARITY_QUANTILE = 0.25;
/** Names looked at before others get a turn. */
const SLICE = 2_000;
const MOST_REMEMBERED = 10_000;

/**
 * Cost: a copy of the model's vectors and of the rows that are there; some hundred milliseconds at 50,000 artists, in
 * slices: others run in between.
 */
export async function createLibraryView(base: Catalogue, holdings: readonly Holding[]): Promise<LibraryView> {
  const known = holdings.filter(({ row }) => row !== null);
  const added = await groupUnknown(holdings);
  const space = await extendSpace(base, added, known);
  const names = [...base.names, ...added.map(({ name }) => name)];
  const entries = new Map<ArtistId, Holding[]>();
  for (const holding of known) {
    if (holding.row !== null) entries.set(holding.row, [...(entries.get(holding.row) ?? []), holding]);
  }
  await nextTurn();
  added.forEach(({ holdings: own }, position) => {
    entries.set(base.space.count + position, [...own]);
  });
  const idByFold = new Map(added.map(({ fold }, position) => [fold, base.space.count + position]));
  const find = remember((name) => idByFold.get(foldName(name)) ?? base.find(name));
  const holds = (artist: ArtistId) => entries.has(artist);
  return {
    catalogue: {
      model: base.model,
      space: space.artists,
      map: space.map,
      names,
      find,
      ...createLookups(base, added, holds),
    },
    index: await createSubsetIndex(
      space.artists,
      [...entries.keys()].sort((a, b) => a - b),
    ),
    holds,
    entriesOf: (name) => {
      const artist = find(name);
      return (artist === undefined ? undefined : entries.get(artist)) ?? [];
    },
    count: { artists: holdings.length, known: known.length },
  };
}

/** A history names the same artists with every request. */
function remember(look: (name: string) => ArtistId | undefined): (name: string) => ArtistId | undefined {
  const kept = new LRUCache<string, { readonly artist: ArtistId | undefined }>({ max: MOST_REMEMBERED });
  return (name) => {
    const known = kept.get(name);
    if (known) return known.artist;
    const artist = look(name);
    kept.set(name, { artist });
    return artist;
  };
}

type Added = { readonly name: string; readonly fold: string; readonly holdings: readonly Holding[] };

/** Unknown artists, one for each name: those whose names fold alike are one. */
async function groupUnknown(holdings: readonly Holding[]): Promise<Added[]> {
  const groups = new Map<string, { name: string; fold: string; holdings: Holding[] }>();
  for (const [position, holding] of holdings.entries()) {
    if (position % SLICE === SLICE - 1) await nextTurn();
    if (holding.row !== null) continue;
    const fold = foldName(holding.name);
    const group = groups.get(fold);
    if (group) group.holdings.push(holding);
    else if (fold !== "") groups.set(fold, { name: holding.name, fold, holdings: [holding] });
  }
  return [...groups.values()];
}

const genresOf = ({ holdings }: Added): string[] => [...new Set(holdings.flatMap(({ genres }) => genres))];

async function extendSpace(
  base: Catalogue,
  added: readonly Added[],
  known: readonly Holding[],
): Promise<{ artists: ArtistSpace; map: Float32Array }> {
  const unknown = added.map((entry): Holding => {
    const [first] = entry.holdings;
    const company = entry.holdings.flatMap((holding) => holding.company);
    return { id: first?.id ?? "", name: entry.name, row: null, genres: genresOf(entry), company };
  });
  const placed = await placeArtists(base, unknown, known);
  const { count, dimensions, vectors, popularity } = base.space;
  const sorted = popularity.slice().sort();
  const usual = sorted[Math.floor(POPULARITY_QUANTILE * sorted.length)] ?? 0;
  return {
    artists: {
      count: count + added.length,
      dimensions,
      vectors: concat(vectors, placed.vectors),
      popularity: concat(popularity, new Float32Array(added.length).fill(usual)),
    },
    map: concat(base.map, placed.map),
  };
}

/** What a listener types is completed to what can be played. */
function createLookups(
  base: Catalogue,
  added: readonly Added[],
  holds: (artist: ArtistId) => boolean,
): Pick<Catalogue, "complete" | "tags" | "completeTags" | "artistsOfTag"> {
  const first = base.space.count;
  const idsOf = (isWanted: (entry: Added) => boolean) =>
    added.flatMap((entry, position) => (isWanted(entry) ? [first + position] : []));
  return {
    complete(text, limit) {
      const wanted = foldName(text);
      if (wanted === "") return [];
      const known = base.complete(text, base.space.count).filter(holds);
      const own = idsOf(({ fold }) => fold.startsWith(wanted) || fold.includes(` ${wanted}`));
      return [...known, ...own].slice(0, limit);
    },
    tags: (artist) => {
      const entry = added[artist - first];
      return entry ? genresOf(entry).map((name) => ({ name, weight: 1 })) : base.tags(artist);
    },
    completeTags: base.completeTags,
    artistsOfTag(tag, limit) {
      const key = toGenreKey(tag);
      const own = idsOf((entry) => genresOf(entry).some((genre) => toGenreKey(genre) === key));
      return [...base.artistsOfTag(tag, first).filter(holds), ...own].slice(0, limit);
    },
  };
}

/** Exact search over some rows of a space; `rows` ascending. */
async function createSubsetIndex(space: ArtistSpace, rows: readonly ArtistId[]): Promise<VectorIndex> {
  await nextTurn();
  const all = augment(space);
  await nextTurn();
  const dimensions = space.dimensions + 1;
  const vectors = new Float32Array(rows.length * dimensions);
  let target = 0;
  for (const [position, row] of rows.entries()) {
    if (position % SLICE === SLICE - 1) await nextTurn();
    // Number by number: a view of each row would cost more than what it copies.
    for (let source = row * dimensions; source < (row + 1) * dimensions; source++) {
      vectors[target++] = all[source] ?? 0;
    }
  }
  const exact = createExactIndex({ vectors, count: rows.length, dimensions });
  return {
    ...exact,
    search: (query, count) =>
      exact.search(query, count).map(({ id, similarity }) => ({ id: rows[id] ?? 0, similarity })),
  };
}

function concat(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
