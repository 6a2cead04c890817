import { describe, expect, it } from "vitest";
import { als } from "./als";
import { solveRows } from "./als-solve";
import { scoresOf } from "./checkerboard.fixture";
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

describe("solveRows", () => {
  it("solves short and long rows to the same equation", () => {
    // d = 2 with a row of one entry (dual form) and one of three (primal form), Y'Y diagonal by choice.
    const Y = Float32Array.from([2, 0, 0, 1, 0, 1]);
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
    const X = new Float32Array(4);
    solveRows(C, X, Y, Float64Array.from([4, 2]), {
      dimensions: 2,
      unobservedWeight: 0.5,
      rowWeights: Float64Array.from([1, 1]),
      regularization: Float64Array.from([1, 3]),
    });
    // Row 0: (0.5*4 + 1 + 3*4) x = 3*2. Row 1: (0.5*4 + 3 + 4) x = 2 and (0.5*2 + 3 + 6) y = 6.
    const expected = [6 / 15, 0, 2 / 9, 6 / 10];
    [...X].forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 6);
    });
  });
});
