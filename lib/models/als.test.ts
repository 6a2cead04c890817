import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { als } from "./als";
import { createWorkshop, type Factors, type HalfStepOptions, type Workshop } from "./als-solve";
import { scoresOf } from "./checkerboard.fixture";
import type { SparseMatrix } from "./model";
import { toSparse } from "./sparse";

describe("als", () => {
  it("gives the same bytes whatever the number of threads", async () => {
    const rng = createRng(9);
    const documents = toSparse(
      Array.from({ length: 700 }, () =>
        Array.from({ length: 1 + rng.int(30) }, () => [rng.int(400), 1 + rng.next()] as const),
      ),
      400,
    );
    const tags = toSparse([[[3, 2]], [[5, 1]]], 400);
    const trained = (threads: number) => als.fit({ documents, tags }, { seed: 1, dimensions: 40, threads });
    const alone = await trained(1);
    expect(await trained(3)).toEqual(alone);
    expect(alone.artistVectors.some((value) => value !== 0)).toBe(true);
  });

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

/** One side of rows to solve, and room for X (as many rows) and Y (as many as columns). */
async function inWorkshop(
  matrix: SparseMatrix,
  options: HalfStepOptions,
  use: (workshop: Workshop, X: Factors, Y: Factors) => Promise<void>,
) {
  const rows = [matrix.rows, matrix.columns];
  const workshop = createWorkshop({ dimensions: 2, rows, sides: [{ matrix, options }], threads: 1 });
  const [X, Y] = workshop.factors;
  if (!X || !Y) throw new RangeError("no factors");
  await use(workshop, X, Y);
  await workshop.close();
}

describe("createWorkshop", () => {
  it("solves rows to their equation, written out", async () => {
    const C = toSparse(
      [
        [[0, 3]],
        [],
        [
          [0, 1],
          [1, 2],
          [2, 4],
        ],
      ],
      3,
    );
    const options = {
      unobservedWeight: 0.5,
      rowWeights: Float64Array.from([1, 1, 2]),
      regularization: Float64Array.from([1, 1, 3]),
    };
    await inWorkshop(C, options, async (workshop, X, Y) => {
      // Y'Y is diagonal by choice, with 4 and 2.
      workshop.row(Y, 0).set([2, 0]);
      workshop.row(Y, 1).set([0, 1]);
      workshop.row(Y, 2).set([0, 1]);
      workshop.row(X, 1).set([7, 7]);
      const eigenvalues = await workshop.diagonalize(Y);
      expect([...eigenvalues]).toEqual([4, 2]);
      const [side] = workshop.sides;
      if (side) await workshop.solve(side, { X, Y }, eigenvalues);
      // Row 0: (0.5*4 + 1 + 3*4) x = 3*2. Row 2: (0.5*2*4 + 3 + 4) x = 2 and (0.5*2*2 + 3 + 6) y = 6.
      const expected = [6 / 15, 0, 0, 0, 2 / 11, 6 / 11];
      expect([...workshop.read(X)]).toEqual(expected.map((value) => expect.closeTo(value, 3)));
    });
  });

  it("turns rows without changing their inner products, and counts them by weight", async () => {
    const none = {
      unobservedWeight: 0,
      rowWeights: new Float64Array(0),
      regularization: new Float64Array(0),
    };
    await inWorkshop(toSparse([], 2), none, async (workshop, _, Y) => {
      workshop.row(Y, 0).set([1, 2]);
      workshop.row(Y, 1).set([3, -1]);
      const values = await workshop.diagonalize(Y, Float64Array.from([2, 1]));
      // 2 (1, 2)(1, 2)' + (3, -1)(3, -1)' = [[11, 1], [1, 9]]
      expect([...values].sort()).toEqual(
        [10 + Math.SQRT2, 10 - Math.SQRT2].sort().map((value) => expect.closeTo(value, 5)),
      );
      const [a = 0, b = 0, c = 0, d = 0] = workshop.read(Y);
      expect(a * c + b * d).toBeCloseTo(1, 5);
    });
  });
});
