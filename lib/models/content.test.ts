import { describe, expect, it } from "vitest";
import { content, tagWeights } from "./content";
import { toSparse } from "./sparse";

// Tag 0 on artists 0 and 1, tag 1 on artist 1 (twice as strongly), tag 2 on nobody.
const tags = toSparse(
  [
    [
      [0, 1],
      [1, 1],
    ],
    [[1, 2]],
    [],
  ],
  4,
);

describe("tagWeights", () => {
  it("raises rare tags (TF-IDF by hand)", () => {
    const { offsets, indices, values } = tagWeights(tags, 1);
    expect([...offsets]).toEqual([0, 1, 3, 3, 3]);
    expect([...indices]).toEqual([0, 0, 1]);
    expect([...values]).toEqual([Math.log(3), Math.log(3), 2 * Math.log(5)].map(Math.fround));
  });

  it("brings rows to one length at exponent 0", () => {
    const [alone, broad, rare] = tagWeights(tags, 0).values;
    const length = Math.hypot(Math.log(3), 2 * Math.log(5));
    expect([alone, broad, rare]).toEqual([
      expect.closeTo(1, 6),
      expect.closeTo(Math.log(3) / length, 6),
      expect.closeTo((2 * Math.log(5)) / length, 6),
    ]);
  });
});

describe("content", () => {
  const documents = toSparse([[[3, 1]]], 4);

  it("compares artists by the tags they share, whatever the documents say", async () => {
    const { artistVectors: v } = await content.fit({ documents, tags }, { seed: 1, dimensions: 2 });
    const other = toSparse(
      [
        [
          [0, 1],
          [3, 1],
        ],
      ],
      4,
    );
    const again = await content.fit({ documents: other, tags }, { seed: 1, dimensions: 2 });
    expect(again.artistVectors).toEqual(v);
    const score = (a: number, b: number) =>
      (v[2 * a] ?? 0) * (v[2 * b] ?? 0) + (v[2 * a + 1] ?? 0) * (v[2 * b + 1] ?? 0);
    expect(score(0, 1)).toBeGreaterThan(0);
    expect([...v.subarray(4)]).toEqual([0, 0, 0, 0]);
  });

  it("asks for tags when there are none", async () => {
    await expect(content.fit({ documents }, { seed: 1 })).rejects.toThrow("there are none");
    const empty = toSparse([[], []], 4);
    await expect(content.fit({ documents, tags: empty }, { seed: 1 })).rejects.toThrow("there are none");
  });
});
