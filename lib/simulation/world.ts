// The world of a simulation: artists, listeners to learn from, listeners held out, and a truth apart from what is learnt.
// From the raw rows of a source to matrices; nothing of the truth reaches the recommender's training data.

import { createRng } from "@/lib/core/rng";
import type { SparseMatrix } from "@/lib/models/model";
import { toSparse } from "@/lib/models/sparse";
import type { SourceRows } from "@/lib/pipeline/sources/source";

export type World = {
  readonly names: readonly string[];
  /** Training listeners of each artist. */
  readonly popularity: Float32Array;
  /** Training listeners x artists: all that a recommender learns from. */
  readonly documents: SparseMatrix;
  /** Held-out listeners and tags x artists: all that the truth is made of. */
  readonly contexts: SparseMatrix;
  /** Held-out listeners with their artists. */
  readonly heldOut: ReadonlyMap<number, readonly number[]>;
};

const HELD_OUT_SHARE = 0.25;
/** Whoever has one listener has no company, so there is nothing to recommend it by. */
const LEAST_LISTENERS = 2;
/** Tags and held-out listeners that an artist needs for its kind to be known. */
const LEAST_EVIDENCE = 3;
/** A tag on fewer artists is a private word. */
const LEAST_TAGGED = 5;

/** Splits the listeners at random; artists that either side knows too little of are left out. */
export function buildWorld(rows: Pick<SourceRows, "plays" | "tags">, seed: number): World {
  const listeners = group(rows.plays.map(({ document, artist }) => [document, artist]));
  const shuffled = createRng(seed).shuffle([...listeners.values()]);
  const cut = Math.round(HELD_OUT_SHARE * shuffled.length);
  const [heldOut, training] = [shuffled.slice(0, cut), shuffled.slice(cut)];
  const tags = [
    ...group(rows.tags.map(({ tag, artist }) => [tag.trim().toLowerCase(), artist])).values(),
  ].filter((artists) => new Set(artists).size >= LEAST_TAGGED);

  const listenersOf = count(training);
  const evidenceOf = count([...heldOut, ...tags]);
  const names = [...listenersOf.keys()].filter(
    (name) =>
      (listenersOf.get(name) ?? 0) >= LEAST_LISTENERS && (evidenceOf.get(name) ?? 0) >= LEAST_EVIDENCE,
  );
  const ids = new Map(names.map((name, id) => [name, id]));
  const toIds = (artists: readonly string[]) => artists.flatMap((name) => ids.get(name) ?? []);
  const toMatrix = (documents: readonly (readonly string[])[]) =>
    toSparse(
      documents.map((artists) => toIds(artists).map((id) => [id, 1] as const)),
      names.length,
    );
  return {
    names,
    popularity: Float32Array.from(names, (name) => listenersOf.get(name) ?? 0),
    documents: toMatrix(training),
    contexts: toMatrix([...heldOut, ...tags]),
    heldOut: new Map(heldOut.map((artists, listener) => [listener, [...new Set(toIds(artists))]])),
  };
}

function group(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const values = groups.get(key);
    if (values) values.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** In how many of the groups each name is. */
function count(groups: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const names of groups)
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
