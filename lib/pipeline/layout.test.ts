import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { layOut, layOutOnAxes } from "./layout";
import { findNeighbours } from "./neighbours";

const PER_CLUSTER = 40;
const dimensions = 8;

/** Three tight clusters along three axes. */
function clusters(): Float32Array {
  const rng = createRng(3);
  return Float32Array.from({ length: 3 * PER_CLUSTER * dimensions }, (_, i) => {
    const cluster = Math.floor(i / (PER_CLUSTER * dimensions));
    return (i % dimensions === cluster ? 1 : 0) + rng.normal() * 0.05;
  });
}

const count = 3 * PER_CLUSTER;

function distance(map: Float32Array, a: number, b: number): number {
  return Math.hypot((map[2 * a] ?? 0) - (map[2 * b] ?? 0), (map[2 * a + 1] ?? 0) - (map[2 * b + 1] ?? 0));
}

describe("layOut", () => {
  it("keeps clusters apart and together, inside the square", async () => {
    const map = await layOut(clusters(), { count, dimensions, seed: 1 });
    expect(map).toHaveLength(count * 2);
    expect(map.every((value) => value >= -1 && value <= 1)).toBe(true);
    let nearestIsKin = 0;
    for (let i = 0; i < count; i++) {
      const others = Array.from({ length: count }, (_, j) => j).filter((j) => j !== i);
      const nearest = others.reduce((best, j) => (distance(map, i, j) < distance(map, i, best) ? j : best));
      if (Math.floor(nearest / PER_CLUSTER) === Math.floor(i / PER_CLUSTER)) nearestIsKin++;
    }
    expect(nearestIsKin).toBeGreaterThan(0.95 * count);
  });

  it("draws the same map from the same seed", async () => {
    const options = { count, dimensions, seed: 5 };
    expect(await layOut(clusters(), options)).toEqual(await layOut(clusters(), options));
    expect(layOutOnAxes(clusters(), options)).toEqual(layOutOnAxes(clusters(), options));
  });

  it("survives zero rows and a handful of artists", async () => {
    const map = await layOut(new Float32Array(6 * dimensions), { count: 6, dimensions, seed: 1 });
    expect(map.every(Number.isFinite)).toBe(true);
    expect(await layOut(new Float32Array(2 * dimensions), { count: 2, dimensions, seed: 1 })).toHaveLength(4);
  });
});

describe("findNeighbours", () => {
  it("finds the nearest by cosine, nearest first", async () => {
    const vectors = Float32Array.from([1, 0, 2, 0.2, 0, 3, -1, 0]);
    const { ids, similarities } = await findNeighbours(vectors, { count: 4, dimensions: 2, perItem: 2 });
    expect([...ids]).toEqual([1, 2, 0, 2, 1, 0, 2, 1]);
    expect(similarities[0]).toBeCloseTo(2 / Math.hypot(2, 0.2));
  });

  it("finds the same as comparing all with all, over more rows than a block holds", async () => {
    const rng = createRng(8);
    const shape = { count: 2_300, dimensions: 3 };
    const vectors = Float32Array.from({ length: 3 * shape.count }, () => rng.normal());
    const { ids } = await findNeighbours(vectors, { ...shape, perItem: 4 });
    const cosine = (i: number, j: number) => {
      const [a, b] = [i, j].map((row) => [...vectors.subarray(3 * row, 3 * row + 3)]);
      const dot = (x: number[] = [], y: number[] = []) =>
        x.reduce((sum, value, k) => sum + value * (y[k] ?? 0), 0);
      return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    };
    for (const row of [0, 1_055, 1_056, 2_299]) {
      const found = [...ids.subarray(4 * row, 4 * row + 4)];
      const worst = Math.min(...found.map((id) => cosine(row, id)));
      const nearer = Array.from({ length: shape.count }, (_, id) => id).filter(
        (id) => id !== row && cosine(row, id) > worst + 1e-5,
      );
      expect(nearer.every((id) => found.includes(id))).toBe(true);
      expect(new Set(found).size).toBe(4);
    }
  });
});
