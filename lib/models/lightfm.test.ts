import { describe, expect, it } from "vitest";
import { lightfm, rankWeight } from "./lightfm";
import { artistTags } from "./lightfm-features";
import { toSparse } from "./sparse";

const ones = (rows: readonly (readonly number[])[], columns: number) =>
  toSparse(
    rows.map((row) => row.map((column) => [column, 1])),
    columns,
  );

describe("rankWeight", () => {
  it("is ln of the rank that the trial suggests, as a share of the worst rank's", () => {
    const cases = [1, 2, 3, 8, 16, 50].map((trial) => rankWeight(trial, 16));
    const expected = [16, 8, 5, 2, 1, 1].map((rank) => Math.log(rank) / Math.log(16));
    expect(cases).toEqual(expected);
    expect(rankWeight(1, 1)).toBe(1);
  });
});

describe("artistTags", () => {
  it("keeps an artist's strongest tags, scaled to the length asked for", () => {
    const tags = toSparse([[[0, 3]], [[0, 1]], [[0, 4]], []], 2);
    const rows = artistTags(tags, 2, 0.5);
    expect([...rows.offsets]).toEqual([0, 2, 2]);
    expect([...rows.indices]).toEqual([2, 0]);
    expect(rows.values[0]).toBeCloseTo(0.4, 6);
    expect(rows.values[1]).toBeCloseTo(0.3, 6);
  });
});

describe("lightfm", () => {
  it("places an artist without listens by its tags, and a tag by its artists", async () => {
    const documents = ones(
      [
        [0, 1, 2],
        [0, 1, 2],
        [0, 2],
        [3, 4, 5],
        [3, 4, 5],
        [4, 5],
      ],
      8,
    );
    // Artist 6 has the first company's tag and no listener, artist 7 nothing at all.
    const tags = ones(
      [
        [0, 1, 2, 6],
        [3, 4, 5],
      ],
      8,
    );
    const d = 4;
    const { artistVectors, tagVectors } = await lightfm.fit({ documents, tags }, { seed: 1, dimensions: d });
    const similar = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
    const artist = (id: number) => artistVectors.subarray(id * d, (id + 1) * d);
    for (const kin of [0, 1, 2]) {
      for (const stranger of [3, 4, 5]) {
        expect(similar(artist(6), artist(kin))).toBeGreaterThan(similar(artist(6), artist(stranger)));
        const tag = tagVectors?.subarray(0, d) ?? new Float32Array(d);
        expect(similar(tag, artist(kin))).toBeGreaterThan(similar(tag, artist(stranger)));
      }
    }
    expect([...artist(7)]).toEqual([0, 0, 0, 0]);
  });

  it("does without tags", async () => {
    const model = await lightfm.fit(
      {
        documents: ones(
          [
            [0, 1],
            [1, 2],
          ],
          3,
        ),
      },
      { seed: 1, dimensions: 3 },
    );
    expect(model.tagVectors).toBeUndefined();
    expect(model.artistVectors.some((value) => value !== 0)).toBe(true);
  });
});
