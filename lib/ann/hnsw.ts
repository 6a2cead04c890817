// Approximate nearest neighbours by hnswlib (Malkov and Yashunin 2016): the only importer of the native module.
// It is loaded on demand, so that a machine where it did not build is an answer and no crash.

import { checkRows, type IndexRows } from "./exact";
import { checkQuery, type VectorIndex } from "./vector-index";

export interface HnswIndex extends VectorIndex {
  readonly kind: "hnsw";
  /** Writes hnswlib's own format. */
  save(path: string): Promise<void>;
}

export type Hnsw = {
  /** Builds an index over the rows; the same rows and seed give the same index. Some seconds for 20,000 rows. */
  build(rows: IndexRows, options?: { readonly seed?: number }): HnswIndex;
  /** Opens a saved index of `count` rows x `dimensions`. Throws RangeError when the file holds others. */
  open(path: string, shape: Omit<IndexRows, "vectors">): Promise<HnswIndex>;
};

type Native = typeof import("hnswlib-node");
type NativeIndex = InstanceType<Native["HierarchicalNSW"]>;

/** Links a node, and the breadth of the search while building: more cost memory and build time, and raise recall. */
const LINKS = 24;
const BUILD_BREADTH = 200;
/** Breadth of a search per neighbour asked for, and at least; tuned for a recall of .98 at 400 (hnsw.test.ts). */
const BREADTH_PER_NEIGHBOUR = 1.25;
const MIN_BREADTH = 200;

/** The native module's face, or undefined where it is absent or does not load. */
export async function loadHnsw(): Promise<Hnsw | undefined> {
  const loaded = await import("hnswlib-node").catch(() => undefined);
  if (!loaded) return undefined;
  // Node gives a CommonJS module as the default export, some bundlers its members.
  const native: Native = loaded.default ?? loaded;
  return {
    build: (rows, { seed = 100 } = {}) => build(native, rows, seed),
    open: (path, shape) => open(native, path, shape),
  };
}

function build(native: Native, rows: IndexRows, seed: number): HnswIndex {
  checkRows(rows);
  const { vectors, count, dimensions } = rows;
  const index = new native.HierarchicalNSW("ip", dimensions + 1);
  index.initIndex(Math.max(1, count), LINKS, BUILD_BREADTH, seed);
  const fillers = lengthFillers(rows);
  for (let row = 0; row < count; row++) {
    const point = Array.from(vectors.subarray(row * dimensions, (row + 1) * dimensions));
    index.addPoint([...point, fillers[row] ?? 0], row);
  }
  return wrap(index, { count, dimensions });
}

async function open(native: Native, path: string, shape: Omit<IndexRows, "vectors">): Promise<HnswIndex> {
  const index = new native.HierarchicalNSW("ip", shape.dimensions + 1);
  await index.readIndex(path);
  // A file of rows of another length reads without complaint, but its rows come back with that length's size.
  if (index.getCurrentCount() !== shape.count) {
    throw new RangeError(`${path} holds ${index.getCurrentCount()} rows, not ${shape.count}`);
  }
  return wrap(index, shape);
}

/**
 * One more column that brings every row to the longest row's length (Bachrach et al. 2014). Inner products with a query
 * whose last column is 0 stay as they are, while rows become neighbours by direction: a graph over raw lengths would link
 * everything to the few longest rows.
 */
function lengthFillers({ vectors, count, dimensions }: IndexRows): Float64Array {
  const squares = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i++) sum += (vectors[i] ?? 0) ** 2;
    squares[row] = sum;
  }
  const longest = squares.reduce((most, square) => Math.max(most, square), 0);
  return squares.map((square) => Math.sqrt(longest - square));
}

function wrap(index: NativeIndex, { count, dimensions }: Omit<IndexRows, "vectors">): HnswIndex {
  return {
    kind: "hnsw",
    count,
    dimensions,
    search: (query, wanted) => {
      checkQuery(query, dimensions);
      const neighbours = Math.min(wanted, count);
      if (neighbours <= 0) return [];
      index.setEf(Math.max(MIN_BREADTH, Math.ceil(neighbours * BREADTH_PER_NEIGHBOUR)));
      const { neighbors, distances } = index.searchKnn([...query, 0], neighbours);
      return neighbors
        .map((id, place) => ({ id, similarity: 1 - (distances[place] ?? 0) }))
        .sort((a, b) => b.similarity - a.similarity || a.id - b.id);
    },
    save: async (path) => {
      await index.writeIndex(path);
    },
  };
}
