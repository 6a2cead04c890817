import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { drawMap, toMapFeatures } from "./map-features";

const COUNT = 120;
const dimensions = 6;

/** Two scenes of each of two genres: by the vectors four islands, by the words two. Every tenth artist has no word. */
function world() {
  const rng = createRng(2);
  const vectors = Float32Array.from({ length: COUNT * dimensions }, (_, i) => {
    const scene = Math.floor(i / dimensions) % 4;
    return (i % dimensions === scene ? 1 : 0) + 0.05 * rng.normal();
  });
  const tags = Array.from({ length: COUNT }, (_, artist) => ({
    artist,
    tag: artist % 4 < 2 ? "metal" : "jazz",
    weight: 1,
  })).filter(({ artist }) => artist % 10 !== 9);
  return { vectors, tags };
}

const cosine = (rows: Float32Array, width: number, a: number, b: number) => {
  const [x, y] = [a, b].map((row) => [...rows.subarray(row * width, (row + 1) * width)]);
  const dot = (p: number[] = [], q: number[] = []) => p.reduce((sum, v, k) => sum + v * (q[k] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
};

describe("toMapFeatures", () => {
  it("brings scenes of one genre together and leaves others apart", async () => {
    const { vectors, tags } = world();
    const { rows, dimensions: width } = await toMapFeatures(vectors, tags, {
      count: COUNT,
      dimensions,
      seed: 1,
    });
    expect(cosine(rows, width, 0, 1)).toBeGreaterThan(cosine(rows, width, 0, 2) + 0.2);
    // Artist 9 has no word of its own: its neighbours lend it theirs.
    expect(cosine(rows, width, 9, 4)).toBeGreaterThan(cosine(rows, width, 9, 6) + 0.2);
  });

  it("is the vectors alone where there are no words", async () => {
    const { vectors } = world();
    expect(await toMapFeatures(vectors, [], { count: COUNT, dimensions, seed: 1 })).toEqual({
      rows: vectors,
      dimensions,
    });
  });
});

describe("drawMap", () => {
  it("sets those whom the model does not know along the rim", async () => {
    const { vectors } = world();
    vectors.fill(0, 0, dimensions);
    const map = await drawMap(vectors, [], { count: COUNT, dimensions, seed: 1 });
    expect(Math.hypot(map[0] ?? 0, map[1] ?? 0)).toBeGreaterThan(0.93);
  });
});
