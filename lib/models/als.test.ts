import { describe, expect, it } from "vitest";
import { als } from "./als";
import { diagonalize, solveRows } from "./als-solve";
import { scoresOf } from "./checkerboard.fixture";
import { createVectorMemory } from "./simd";
import { toSparse } from "./sparse";

describe("als", () => {
  it("places a tag where its artists are", async () => {
    const documents = toSparse(
      [
        [
          [0, 1],
          [1, 1],
        ],
        [
          [0, 1],
          [1, 1],
        ],
        [
          [2, 1],
          [3, 1],
        ],
        [
          [2, 1],
          [3, 1],
        ],
      ],
      4,
    );
    const tags = toSparse(
      [
        [
          [0, 1],
          [1, 1],
        ],
        [
          [2, 1],
          [3, 1],
        ],
      ],
      4,
    );
    const model = await als.fit({ documents, tags }, { seed: 1, dimensions: 2 });
    const tag = model.tagVectors ?? new Float32Array(0);
    const score = (t: number, a: number) =>
      (tag[2 * t] ?? 0) * (model.artistVectors[2 * a] ?? 0) +
      (tag[2 * t + 1] ?? 0) * (model.artistVectors[2 * a + 1] ?? 0);
    expect(Math.min(score(0, 0), score(0, 1))).toBeGreaterThan(Math.max(score(0, 2), score(0, 3)));
    expect(Math.min(score(1, 2), score(1, 3))).toBeGreaterThan(Math.max(score(1, 0), score(1, 1)));
  });

  it("keeps artists of one company together by the mean of their vectors", async () => {
    const documents = toSparse(
      [
        [
          [0, 1],
          [1, 1],
          [2, 1],
        ],
        [
          [0, 1],
          [1, 1],
          [2, 1],
        ],
        [
          [3, 1],
          [4, 1],
        ],
        [
          [3, 1],
          [4, 1],
        ],
      ],
      5,
    );
    const model = await als.fit({ documents }, { seed: 1, dimensions: 3 });
    const [, , two, three, four] = scoresOf(model, [0, 1]);
    expect(two).toBeGreaterThan(Math.max(three ?? 1, four ?? 1));
  });
});

describe("solveRows after diagonalize", () => {
  it("solves rows to their equation, written out", () => {
    const memory = createVectorMemory(2, [2, 3, 4]);
    const [atX = 0, atY = 0, work = 0] = memory.addresses;
    const shop = { memory, dimensions: 2, work };
    const X = { address: atX, rows: 2 };
    const Y = { address: atY, rows: 3 };
    // Y'Y is diagonal by choice, with 4 and 2.
    [
      [2, 0],
      [0, 1],
      [0, 1],
    ].forEach((row, r) => {
      memory.row(atY + r * memory.stride).set(row);
    });
    const eigenvalues = diagonalize(shop, Y);
    expect([...eigenvalues]).toEqual([4, 2]);
    const C = toSparse(
      [
        [[0, 3]],
        [
          [0, 1],
          [1, 2],
          [2, 4],
        ],
      ],
      3,
    );
    solveRows(
      shop,
      C,
      { X, Y, eigenvalues },
      {
        unobservedWeight: 0.5,
        rowWeights: Float64Array.from([1, 2]),
        regularization: Float64Array.from([1, 3]),
      },
    );
    // Row 0: (0.5*4 + 1 + 3*4) x = 3*2. Row 1: (0.5*2*4 + 3 + 4) x = 2 and (0.5*2*2 + 3 + 6) y = 6.
    const expected = [6 / 15, 0, 2 / 11, 6 / 11];
    [...memory.read(atX, 2)].forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 3);
    });
  });

  it("turns rows without changing their inner products, and counts them by weight", () => {
    const memory = createVectorMemory(2, [2, 4]);
    const [atY = 0, work = 0] = memory.addresses;
    memory.row(atY).set([1, 2]);
    memory.row(atY + memory.stride).set([3, -1]);
    const values = diagonalize(
      { memory, dimensions: 2, work },
      { address: atY, rows: 2 },
      Float64Array.from([2, 1]),
    );
    // 2 (1, 2)(1, 2)' + (3, -1)(3, -1)' = [[11, 1], [1, 9]]
    expect([...values].sort()).toEqual(
      [10 + Math.SQRT2, 10 - Math.SQRT2].sort().map((value) => expect.closeTo(value, 5)),
    );
    expect(memory.dot(atY, atY + memory.stride)).toBeCloseTo(1, 5);
  });
});
