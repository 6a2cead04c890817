// Exact nearest neighbours by looking at every row: the reference in tests, and the fallback without the native module.
// A few milliseconds below 50,000 rows of 128 dimensions.

import { checkQuery, type Neighbour, type VectorIndex } from "./vector-index";

export type IndexRows = {
  /** count x dimensions, row-major; kept, not copied. */
  readonly vectors: Float32Array;
  readonly count: number;
  readonly dimensions: number;
};

/** Throws RangeError when `vectors` is not count x dimensions. */
export function createExactIndex(rows: IndexRows): VectorIndex {
  checkRows(rows);
  const { count, dimensions } = rows;
  return {
    kind: "exact",
    count,
    dimensions,
    search: (query, wanted) => {
      checkQuery(query, dimensions);
      return largest(innerProducts(rows, query), Math.min(wanted, count));
    },
  };
}

/** Throws RangeError when `vectors` is not count x dimensions. */
export function checkRows({ vectors, count, dimensions }: IndexRows): void {
  if (vectors.length === count * dimensions) return;
  throw new RangeError(`${vectors.length} numbers are not ${count} rows of ${dimensions}`);
}

/** Four sums a row, so that additions need not wait for each other. */
function innerProducts({ vectors, count, dimensions }: IndexRows, query: Float32Array): Float64Array {
  const products = new Float64Array(count);
  for (let row = 0, j = 0; row < count; row++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let i = 0;
    for (; i + 3 < dimensions; i += 4, j += 4) {
      s0 += (query[i] ?? 0) * (vectors[j] ?? 0);
      s1 += (query[i + 1] ?? 0) * (vectors[j + 1] ?? 0);
      s2 += (query[i + 2] ?? 0) * (vectors[j + 2] ?? 0);
      s3 += (query[i + 3] ?? 0) * (vectors[j + 3] ?? 0);
    }
    for (; i < dimensions; i++, j++) s0 += (query[i] ?? 0) * (vectors[j] ?? 0);
    products[row] = s0 + s1 + s2 + s3;
  }
  return products;
}

/** The `wanted` largest, found through the value that the last of them has, so that only few are sorted by id too. */
function largest(products: Float64Array, wanted: number): Neighbour[] {
  if (wanted <= 0) return [];
  const threshold = lastOfLargest(products, wanted);
  const found: Neighbour[] = [];
  products.forEach((similarity, id) => {
    if (similarity >= threshold) found.push({ id, similarity });
  });
  return found.sort((a, b) => b.similarity - a.similarity || a.id - b.id).slice(0, wanted);
}

/** The smallest of the `wanted` largest: the top of a heap that holds no more than those. */
function lastOfLargest(values: Float64Array, wanted: number): number {
  const heap = values.slice(0, wanted).sort();
  for (let i = wanted; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value > (heap[0] ?? 0)) sink(heap, value);
  }
  return heap[0] ?? Number.NEGATIVE_INFINITY;
}

/** Puts `value` in place of the smallest. */
function sink(heap: Float64Array, value: number): void {
  let hole = 0;
  for (let child = 1; child < heap.length; child = 2 * hole + 1) {
    const right = heap[child + 1] ?? Number.POSITIVE_INFINITY;
    const smaller = right < (heap[child] ?? 0) ? child + 1 : child;
    if ((heap[smaller] ?? 0) >= value) break;
    heap[hole] = heap[smaller] ?? 0;
    hole = smaller;
  }
  heap[hole] = value;
}
