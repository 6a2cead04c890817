import { describe, expect, it } from "vitest";
import { bpr } from "./bpr";
import { checkerboard } from "./checkerboard.fixture";
import { toSparse } from "./sparse";

describe("bpr", () => {
  it("places a tag where its artists are and leaves artists nobody has without a vector", async () => {
    const documents = toSparse(
      [
        [0, 1, 2],
        [0, 1, 2],
        [0, 2],
        [3, 4, 5],
        [3, 4, 5],
        [4, 5],
      ].map((row) => row.map((a) => [a, 1])),
      7,
    );
    const tags = toSparse(
      [[0, 1], [3]].map((row) => row.map((a) => [a, 1])),
      7,
    );
    const d = 4;
    const model = await bpr.fit({ documents, tags }, { seed: 1, dimensions: d });
    const tag = (t: number) => (model.tagVectors ?? new Float32Array(0)).subarray(t * d, (t + 1) * d);
    const score = (t: number, artist: number) =>
      tag(t).reduce((sum, value, k) => sum + value * (model.artistVectors[artist * d + k] ?? 0), 0);
    expect(score(0, 2)).toBeGreaterThan(Math.max(score(0, 3), score(0, 4), score(0, 5)));
    expect(score(1, 5)).toBeGreaterThan(Math.max(score(1, 0), score(1, 1), score(1, 2)));
    expect([...model.artistVectors.subarray(6 * d)]).toEqual([0, 0, 0, 0]);
  });

  it("names a fit that diverges", async () => {
    const fit = bpr.fit(
      { documents: checkerboard(10) },
      { seed: 1, dimensions: 4, parameters: { learningRate: 1e9 } },
    );
    await expect(fit).rejects.toThrow(/artistVectors\[\d+\] is (NaN|-?Infinity): the fit diverged/);
  });

  it("passes over a document that holds every artist", async () => {
    const documents = toSparse(
      [
        [
          [0, 1],
          [1, 1],
        ],
      ],
      2,
    );
    const model = await bpr.fit({ documents }, { seed: 1, dimensions: 2, parameters: { epochs: 2 } });
    expect([...model.artistVectors].every(Number.isFinite)).toBe(true);
  });
});
