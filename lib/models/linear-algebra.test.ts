import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { gram, rotateRows, solveInPlace, symmetricEigen } from "./linear-algebra";

const rng = createRng(1);
const d = 7;
const X = Float32Array.from({ length: 70 * d }, () => rng.normal());
const closeTo = (actual: ArrayLike<number>, expected: ArrayLike<number>) => {
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i] ?? Number.NaN, 4);
};

describe("gram", () => {
  it("is X'X, also when the rows do not fill a block", () => {
    const expected = new Float64Array(d * d);
    for (let r = 0; r < 70; r++) {
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          expected[i * d + j] = (expected[i * d + j] ?? 0) + (X[r * d + i] ?? 0) * (X[r * d + j] ?? 0);
        }
      }
    }
    closeTo(gram(X, d), expected);
  });

  it("counts a row as often as its weight says", () => {
    const rows = Float32Array.from([1, 2, 3, 4]);
    closeTo(gram(rows, 2, Float64Array.from([2, 0.5])), [6.5, 10, 10, 16]);
  });
});

describe("symmetricEigen and rotateRows", () => {
  it("turn rows so that their Gram matrix is the diagonal of the eigenvalues", () => {
    const { values, Q } = symmetricEigen(gram(X, d), d);
    const turned = X.slice();
    rotateRows(turned, Q, d);
    const diagonal = new Float64Array(d * d);
    for (let i = 0; i < d; i++) diagonal[i * d + i] = values[i] ?? 0;
    closeTo(gram(turned, d), diagonal);
  });
});

describe("solveInPlace", () => {
  it("solves a positive definite system inside a wider matrix", () => {
    const A = Float64Array.from([4, 0, 9, 2, 3, 9]);
    const b = Float64Array.from([10, 11]);
    solveInPlace(A, b, 2, 3);
    closeTo(b, [1, 3]);
    // [[4, 2], [2, 3]] (1, 3) = (10, 11)
  });

  it("refuses a matrix that is not positive definite", () => {
    expect(() => solveInPlace(Float64Array.from([1, 0, 2, 1]), new Float64Array(2), 2, 2)).toThrow(
      RangeError,
    );
  });
});
