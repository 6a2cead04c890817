import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { toSparse } from "./sparse";
import { multiply, truncatedSvd } from "./truncated-svd";

const matrix = (rows: readonly (readonly number[])[]) =>
  toSparse(
    rows.map((row) => row.map((value, column) => [column, value] as const)),
    rows[0]?.length ?? 0,
  );
const options = (dimensions: number) => ({
  dimensions,
  iterations: 8,
  rng: createRng(3),
  onIteration: () => Promise.resolve(),
});

describe("multiply", () => {
  it("multiplies sparse by dense", () => {
    const product = multiply(
      matrix([
        [1, 2],
        [0, 3],
      ]),
      Float32Array.from([1, 10, 2, 20]),
      2,
    );
    expect([...product]).toEqual([5, 50, 6, 60]);
  });
});

describe("truncatedSvd", () => {
  it("finds the singular values and directions of a matrix solved by hand", async () => {
    // A A' = [[25, 7], [7, 25]]: eigenvalues 32 and 18 along (1, 1) and (1, -1).
    const { singularValues, projections } = await truncatedSvd(
      matrix([
        [4, 3],
        [4, -3],
        [0, 0],
      ]),
      options(2),
    );
    const { singularValues: strongest } = await truncatedSvd(
      matrix([
        [4, 4],
        [-3, 3],
      ]),
      options(1),
    );
    expect(singularValues[0]).toBeCloseTo(Math.sqrt(32), 4);
    expect(singularValues[1]).toBeCloseTo(Math.sqrt(18), 4);
    expect([...projections].map((value) => Math.abs(value))).toEqual([
      expect.closeTo(4, 4),
      expect.closeTo(3, 4),
      expect.closeTo(4, 4),
      expect.closeTo(3, 4),
      0,
      0,
    ]);
    expect([...strongest]).toEqual([expect.closeTo(Math.sqrt(32), 4)]);
  });

  it("leaves dimensions beyond the rank at 0", async () => {
    const { singularValues, projections } = await truncatedSvd(
      matrix([
        [1, 2],
        [2, 4],
      ]),
      options(4),
    );
    expect([...singularValues]).toEqual([expect.closeTo(5, 4), 0, 0, 0]);
    expect([...projections].filter((value) => value !== 0)).toHaveLength(2);
  });
});
