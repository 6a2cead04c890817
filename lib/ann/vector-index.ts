// The contract of a nearest-neighbour index; exact.ts is the reference, hnsw.ts the fast one.
// The suite every index passes is vector-index.contract.ts.

/** A row found by a search, with its inner product with the query. */
export type Neighbour = { readonly id: number; readonly similarity: number };

export interface VectorIndex {
  readonly kind: "exact" | "hnsw";
  readonly count: number;
  readonly dimensions: number;
  /**
   * The rows with the largest inner product with `query`, largest first, ties by lower id.
   * Returns fewer than `count` when the index holds fewer. Throws RangeError on a query of another length.
   */
  search(query: Float32Array, count: number): Neighbour[];
}

/** Throws RangeError unless the query is as long as the rows. */
export function checkQuery(query: Float32Array, dimensions: number): void {
  if (query.length === dimensions) return;
  throw new RangeError(`The index holds rows of ${dimensions} dimensions, the query has ${query.length}`);
}
