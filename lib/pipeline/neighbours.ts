// The nearest neighbours of every artist by cosine: the graph that the map is drawn from.
// By the native index where it was built, else exactly by n * n / 2 inner products.

import { loadHnsw } from "@/lib/ann/hnsw";

export type NeighbourTable = {
  readonly count: number;
  readonly perItem: number;
  /** count x perItem, nearest first. */
  readonly ids: Int32Array;
  /** count x perItem, cosine. */
  readonly similarities: Float32Array;
};

/** Below this, building an index costs more than it saves. */
const SMALL = 2_000;
const BLOCK = 64;

export type NeighbourOptions = {
  readonly count: number;
  readonly dimensions: number;
  readonly perItem: number;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Rows of `vectors` (count x dimensions, row-major) against each other. */
export async function findNeighbours(
  vectors: Float32Array,
  options: NeighbourOptions,
): Promise<NeighbourTable> {
  const hnsw = options.count > SMALL ? await loadHnsw() : undefined;
  if (hnsw === undefined) return findExactNeighbours(vectors, options);
  const { count, dimensions, perItem, onProgress } = options;
  const unit = toUnitRows(vectors, count, dimensions);
  const index = hnsw.build({ vectors: unit, count, dimensions });
  const table = emptyTable(count, perItem);
  for (let row = 0; row < count; row++) {
    const query = unit.subarray(row * dimensions, (row + 1) * dimensions);
    const found = index.search(query, perItem + 1).filter(({ id }) => id !== row);
    found.slice(0, perItem).forEach(({ id, similarity }, at) => {
      table.ids[row * perItem + at] = id;
      table.similarities[row * perItem + at] = similarity;
    });
    if (row % 256 === 0) onProgress?.(row, count);
  }
  return table;
}

/** The same without an index. */
export function findExactNeighbours(vectors: Float32Array, options: NeighbourOptions): NeighbourTable {
  const { count, dimensions, onProgress } = options;
  const perItem = Math.min(options.perItem, count - 1);
  const unit = toUnitRows(vectors, count, dimensions);
  const table = emptyTable(count, perItem);
  // Blocks keep the rows of both sides in the cache.
  for (let top = 0; top < count; top += BLOCK) {
    for (let left = top; left < count; left += BLOCK) {
      for (let i = top; i < Math.min(top + BLOCK, count); i++) {
        for (let j = Math.max(left, i + 1); j < Math.min(left + BLOCK, count); j++) {
          const similarity = dot(unit, i * dimensions, j * dimensions, dimensions);
          insert(table, i, j, similarity);
          insert(table, j, i, similarity);
        }
      }
    }
    onProgress?.(Math.min(top + BLOCK, count), count);
  }
  return table;
}

function emptyTable(count: number, perItem: number): NeighbourTable {
  return {
    count,
    perItem,
    ids: new Int32Array(count * perItem).fill(-1),
    similarities: new Float32Array(count * perItem).fill(-2),
  };
}

/** A copy with every row scaled to length 1; zero rows stay zero. */
export function toUnitRows(vectors: Float32Array, count: number, dimensions: number): Float32Array {
  const unit = vectors.slice();
  for (let row = 0; row < count; row++) {
    const at = row * dimensions;
    const length = Math.sqrt(dot(unit, at, at, dimensions));
    if (length > 0) for (let d = 0; d < dimensions; d++) unit[at + d] = (unit[at + d] ?? 0) / length;
  }
  return unit;
}

function dot(values: Float32Array, a: number, b: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let d = 0;
  for (; d + 3 < length; d += 4) {
    sum0 += (values[a + d] ?? 0) * (values[b + d] ?? 0);
    sum1 += (values[a + d + 1] ?? 0) * (values[b + d + 1] ?? 0);
    sum2 += (values[a + d + 2] ?? 0) * (values[b + d + 2] ?? 0);
    sum3 += (values[a + d + 3] ?? 0) * (values[b + d + 3] ?? 0);
  }
  for (; d < length; d++) sum0 += (values[a + d] ?? 0) * (values[b + d] ?? 0);
  return sum0 + sum1 + sum2 + sum3;
}

function insert(
  { ids, similarities, perItem }: NeighbourTable,
  row: number,
  id: number,
  similarity: number,
): void {
  const first = row * perItem;
  let at = first + perItem - 1;
  if (similarity <= (similarities[at] ?? 0)) return;
  for (; at > first && (similarities[at - 1] ?? 0) < similarity; at--) {
    similarities[at] = similarities[at - 1] ?? 0;
    ids[at] = ids[at - 1] ?? 0;
  }
  similarities[at] = similarity;
  ids[at] = id;
}
