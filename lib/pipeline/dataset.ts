// From raw rows to what a model is fitted on: clean artists, documents x artists, tags x artists.
// The names are read by the very resolver that the catalogue uses at run time.

import type { ArtistRow, TagRow } from "@/lib/catalog/model-folder";
import type { SparseMatrix } from "@/lib/models/model";
import { foldName } from "@/lib/names/fold";
import { createResolver } from "@/lib/names/resolver";
import { type Act, decideActs, type Merge } from "./acts";
import { createMatrixBuilder } from "./matrix";
import type { KnownArtist } from "./sources/source";
import type { ReadSource } from "./sources/sources";
import { buildTags } from "./tags";
import { countUsage } from "./usage";

export type Dataset = {
  readonly artists: readonly ArtistRow[];
  readonly documents: SparseMatrix;
  readonly tags: SparseMatrix;
  readonly tagRows: readonly TagRow[];
  readonly tagNames: readonly string[];
  /** Documents with at least two artists, by source. */
  readonly documentsBySource: ReadonlyMap<string, number>;
  readonly report: NameReport;
};

/** How typed names were understood: rule -> count of names and samples of "typed -> artists". */
export type NameReport = {
  readonly rules: ReadonlyMap<string, { count: number; readonly samples: string[] }>;
  readonly merges: readonly Merge[];
};

const SAMPLES = 40;
/** Airplay alone makes an artist when it comes from this many documents and two works. */
const MIN_AIRPLAY = 7;
const MIN_LISTENERS = 2;
/** Documents of one source that count fully for an artist. */
const FULL_ROTATION = 20;

/** Cleans, counts and prunes; deterministic for the same rows. */
export function buildDataset(sources: readonly ReadSource[]): Dataset {
  const usage = countUsage(sources);
  const { acts, merges } = decideActs(usage);
  const resolver = createResolver(
    acts.map(({ name, aliases, evidence }) => ({ name, aliases, popularity: evidence })),
  );
  const rules = new Map<string, { count: number; samples: string[] }>();
  const resolved = new Map<string, readonly number[]>();
  for (const raw of usage.rawNames.keys()) {
    const { artists, rule } = resolver.resolve(raw);
    resolved.set(raw, artists);
    note(rules, rule, `${raw} -> ${artists.map((id) => acts[id]?.name).join(" | ")}`);
  }
  const counted = countDocuments(sources, resolved, acts.length);
  const known = sources.flatMap(({ rows }) => rows.known);
  const reach = new Map(
    known.flatMap(({ name, popularity }) => {
      const id = popularity === undefined ? undefined : resolver.find(name);
      return id === undefined || popularity === undefined ? [] : [[id, popularity] as const];
    }),
  );
  const fames = acts.map((_, id) => fameOf(sources, counted, id, reach.get(id) ?? 0));
  const kept = acts
    .map((_, id) => id)
    .filter((id) => reach.has(id) || isSupported(sources, counted, id, acts[id]))
    .sort((a, b) => (fames[b] ?? 0) - (fames[a] ?? 0) || compareNames(acts[a], acts[b]));
  const row = new Map(kept.map((id, at) => [id, at]));
  const unborne = findUnborne(known, (name) => {
    const id = resolver.find(name);
    return id === undefined ? undefined : row.get(id);
  });
  const artists = kept.map((id, at) => toArtist(acts[id], fames[id] ?? 0, unborne.get(at)));
  const rowsOf = (raw: string): number[] =>
    (resolved.get(raw) ?? resolver.resolve(raw).artists).flatMap((id) => row.get(id) ?? []);
  return {
    artists,
    ...buildDocuments(sources, rowsOf, kept.length),
    ...buildTags(sources, rowsOf, artists),
    report: { rules, merges },
  };
}

type Counts = {
  /** Per source: artist -> number of documents. */
  readonly documents: readonly Uint32Array[];
};

function countDocuments(
  sources: readonly ReadSource[],
  resolved: ReadonlyMap<string, readonly number[]>,
  acts: number,
): Counts {
  const documents = sources.map(({ rows }) => {
    const counts = new Uint32Array(acts);
    const seen = new Set<string>();
    for (const { document, artist } of rows.plays) {
      for (const id of resolved.get(artist) ?? []) {
        const key = `${id}\t${document}`;
        if (seen.has(key)) continue;
        seen.add(key);
        counts[id] = (counts[id] ?? 0) + 1;
      }
    }
    return counts;
  });
  return { documents };
}

/** Fame adds up over the sources; where the artist's reach is known too, the larger counts and a bit of the other. */
function fameOf(sources: readonly ReadSource[], counts: Counts, id: number, reach: number): number {
  let fame = 0;
  sources.forEach(({ source }, at) => {
    const documents = counts.documents[at]?.[id] ?? 0;
    if (documents > 0) fame += source.fame(documents);
  });
  return Math.max(fame, reach, 1) + 0.2 * Math.min(fame, reach);
}

/** Enough listeners, enough airplay, or a little of both. */
function isSupported(
  sources: readonly ReadSource[],
  counts: Counts,
  id: number,
  act: Act | undefined,
): boolean {
  if (!act?.introduced) return false;
  let listeners = 0;
  let airplay = 0;
  sources.forEach(({ source }, at) => {
    const documents = counts.documents[at]?.[id] ?? 0;
    if (source.weight >= 1) listeners += documents;
    else if (source.introducesArtists) airplay += documents;
  });
  if (listeners >= MIN_LISTENERS || (listeners > 0 && airplay > 0)) return true;
  return airplay >= MIN_AIRPLAY && act.evidence >= 2;
}

function buildDocuments(
  sources: readonly ReadSource[],
  rowsOf: (raw: string) => readonly number[],
  artists: number,
): Pick<Dataset, "documents" | "documentsBySource"> {
  const builder = createMatrixBuilder(artists);
  const documentsBySource = new Map<string, number>();
  for (const { source, rows } of sources) {
    const members = new Map<string, Map<number, number>>();
    for (const { document, artist, weight = 1 } of rows.plays) {
      const row = members.get(document) ?? new Map<number, number>();
      for (const id of rowsOf(artist)) row.set(id, Math.max(row.get(id) ?? 0, weight * source.weight));
      members.set(document, row);
    }
    const shared = [...members.values()].filter((row) => row.size >= 2);
    const damping = source.weight < 1 ? dampRotation(shared, artists) : undefined;
    for (const row of shared) {
      builder.addRow([...row].map(([id, weight]) => [id, weight * (damping?.[id] ?? 1)]));
    }
    documentsBySource.set(source.id, shared.length);
  }
  return { documents: builder.build(), documentsBySource };
}

/** Factor per artist: what a station plays every few hours says less each time, so its sum grows as a root. */
function dampRotation(rows: readonly ReadonlyMap<number, number>[], artists: number): Float64Array {
  const documents = new Float64Array(artists);
  for (const row of rows) for (const id of row.keys()) documents[id] = (documents[id] ?? 0) + 1;
  return documents.map((count) => Math.min(1, Math.sqrt(FULL_ROTATION / Math.max(count, 1))));
}

/** In Latin letters one word may well be somebody else's name. */
const TELLING_ALIAS = /\s|^[^\p{Script=Latin}]{3,}$/u;

/**
 * The other names of described artists, by row, that nobody bears: whoever was heard under them has too little support to be an
 * artist, as when one listener typed 周杰倫.
 */
function findUnborne(
  known: readonly KnownArtist[],
  rowOf: (name: string) => number | undefined,
): ReadonlyMap<number, readonly string[]> {
  return new Map(
    known.flatMap(({ name, aliases }) => {
      const row = rowOf(name);
      const unborne = aliases.filter((alias) => TELLING_ALIAS.test(alias) && rowOf(alias) === undefined);
      return row === undefined || unborne.length === 0 ? [] : [[row, unborne] as const];
    }),
  );
}

/** Aliases that fold as the name does are found anyway. */
function toArtist(
  act: Act | undefined,
  popularity: number,
  unborne: readonly string[] | undefined = [],
): ArtistRow {
  const name = act?.name ?? "";
  const byFold = new Map([...(act?.aliases ?? []), ...unborne].map((alias) => [foldName(alias), alias]));
  byFold.delete(foldName(name));
  return { name, popularity, aliases: [...byFold.values()] };
}

function compareNames(a: Act | undefined, b: Act | undefined): number {
  return (a?.name ?? "") < (b?.name ?? "") ? -1 : 1;
}

function note(rules: Map<string, { count: number; samples: string[] }>, rule: string, sample: string): void {
  const entry = rules.get(rule) ?? { count: 0, samples: [] };
  entry.count++;
  if (entry.samples.length < SAMPLES) entry.samples.push(sample);
  else if (entry.count % 97 === 0) entry.samples[(entry.count / 97) % SAMPLES] = sample;
  rules.set(rule, entry);
}
