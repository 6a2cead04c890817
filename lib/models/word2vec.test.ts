import { describe, expect, it } from "vitest";
import { toSparse } from "./sparse";
import { keepProbabilities, word2vec } from "./word2vec";

describe("keepProbabilities", () => {
  it("thins the famous by sqrt(t / f) + t / f", () => {
    // Shares .9, .1 and 0 of ten entries.
    const [famous, rare, unseen] = keepProbabilities(Float64Array.from([9, 1, 0]), 0.09);
    expect(famous).toBeCloseTo(Math.sqrt(0.1) + 0.1, 12);
    expect(rare).toBe(1);
    expect(unseen).toBe(1);
    expect([...keepProbabilities(Float64Array.from([9, 1]), 0)]).toEqual([1, 1]);
  });
});

describe("word2vec", () => {
  const rows = [
    [0, 1, 2],
    [0, 1, 2],
    [0, 2],
    [3, 4, 5],
    [3, 4, 5],
    [4, 5],
  ];
  const documents = toSparse(
    rows.map((row) => row.map((artist) => [artist, 1])),
    7,
  );
  const options = { seed: 1, dimensions: 4, parameters: { subsampling: 0, offset: -1 } };

  it("brings artists of one company together, and a tag to its artists", async () => {
    const tags = toSparse([[[0, 1]], [[3, 1]]], 7);
    const { artistVectors, tagVectors } = await word2vec.fit({ documents, tags }, options);
    const score = (tag: number, artist: number) =>
      [0, 1, 2, 3].reduce(
        (sum, k) => sum + (tagVectors?.[4 * tag + k] ?? 0) * (artistVectors[4 * artist + k] ?? 0),
        0,
      );
    expect(score(0, 2)).toBeGreaterThan(Math.max(score(0, 3), score(0, 4), score(0, 5)));
    expect(score(1, 5)).toBeGreaterThan(Math.max(score(1, 0), score(1, 1), score(1, 2)));
    expect([...artistVectors.subarray(6 * 4)]).toEqual([0, 0, 0, 0]);
  });

  it("passes over entries of no confidence more often", async () => {
    // Half the companies are hearsay: the artist both claim sides with the certain one.
    const claimed = toSparse(
      [...Array(20).keys()].map((r) =>
        r % 2 === 0
          ? [0, 1].map((artist) => [artist, 1] as const)
          : [0, 2].map((artist) => [artist, 0.1] as const),
      ),
      3,
    );
    const { artistVectors: v } = await word2vec.fit({ documents: claimed }, options);
    const score = (a: number, b: number) =>
      [0, 1, 2, 3].reduce((sum, k) => sum + (v[4 * a + k] ?? 0) * (v[4 * b + k] ?? 0), 0);
    expect(score(0, 1)).toBeGreaterThan(score(0, 2));
  });
});
