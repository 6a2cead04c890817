// The suite every nearest-neighbour index passes: cases solved by hand, and a floor of recall against plain search.

import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import type { IndexRows } from "./exact";
import type { VectorIndex } from "./vector-index";

/** @param minRecall share of the true 400 nearest of 2,000 that must be found; 1 = exact. */
export function describeVectorIndex(
  name: string,
  create: (rows: IndexRows) => VectorIndex,
  minRecall: number,
): void {
  describe(`${name}, as every index`, () => {
    const plane = create({
      vectors: Float32Array.from([1, 0, 0, 1, 1, 1, -2, 0, 0, 1]),
      count: 5,
      dimensions: 2,
    });

    it("gives inner products, largest first, ties by lower id", () => {
      const found = plane.search(Float32Array.from([0, 2]), 5);
      expect(found.map(({ id }) => id)).toEqual([1, 2, 4, 0, 3]);
      expect(found.map(({ similarity }) => Math.round(similarity * 1e5) / 1e5)).toEqual([2, 2, 2, 0, 0]);
      expect(plane.search(Float32Array.from([-1, 0]), 1).map(({ id }) => id)).toEqual([3]);
    });

    it("gives what it has when asked for more, and nothing for nothing", () => {
      expect(plane.search(Float32Array.from([1, 0]), 100).map(({ id }) => id)).toEqual([0, 2, 1, 4, 3]);
      expect(plane.search(Float32Array.from([1, 0]), 0)).toEqual([]);
      expect(
        create({ vectors: new Float32Array(0), count: 0, dimensions: 2 }).search(new Float32Array(2), 3),
      ).toEqual([]);
    });

    it("refuses a query of another length and rows that do not add up", () => {
      expect(() => plane.search(new Float32Array(3), 1)).toThrow(RangeError);
      expect(() => create({ vectors: new Float32Array(3), count: 2, dimensions: 2 })).toThrow(RangeError);
    });

    it(`finds ${minRecall * 100} % of the 400 nearest among rows of very different lengths`, () => {
      const rows = unevenRows(2000, 24);
      const index = create(rows);
      const rng = createRng(9);
      let found = 0;
      for (let trial = 0; trial < 10; trial++) {
        const query = Float32Array.from({ length: rows.dimensions }, () => rng.normal());
        const nearest = nearestByBruteForce(rows, query, 400);
        found += index.search(query, 400).filter(({ id }) => nearest.has(id)).length;
      }
      expect(found / 4000).toBeGreaterThanOrEqual(minRecall);
    });
  });
}

/** Clusters of rows whose lengths fall as popularity does. */
function unevenRows(count: number, dimensions: number): IndexRows {
  const rng = createRng(4);
  const centres = Float64Array.from({ length: 20 * dimensions }, () => rng.normal());
  const vectors = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const centre = rng.int(20) * dimensions;
    const length = 1 / (1 + row / 100);
    for (let i = 0; i < dimensions; i++) {
      vectors[row * dimensions + i] = length * ((centres[centre + i] ?? 0) + rng.normal());
    }
  }
  return { vectors, count, dimensions };
}

function nearestByBruteForce({ vectors, count, dimensions }: IndexRows, query: Float32Array, wanted: number) {
  const products = Array.from({ length: count }, (_, id) => ({
    id,
    product: query.reduce((sum, value, i) => sum + value * (vectors[id * dimensions + i] ?? 0), 0),
  }));
  return new Set(
    products
      .sort((a, b) => b.product - a.product)
      .slice(0, wanted)
      .map(({ id }) => id),
  );
}
