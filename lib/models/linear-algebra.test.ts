import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { invertSymmetric, rotationToEigenbasis } from "./linear-algebra";

const D = 7;

/** A B, both D x D. */
function times(A: Float64Array, B: Float64Array): Float64Array {
  const C = new Float64Array(D * D);
  for (let i = 0; i < D; i++) {
    for (let j = 0; j < D; j++) {
      for (let k = 0; k < D; k++)
        C[i * D + j] = (C[i * D + j] ?? 0) + (A[i * D + k] ?? 0) * (B[k * D + j] ?? 0);
    }
  }
  return C;
}

function transposed(A: Float64Array): Float64Array {
  return A.map((_, at) => A[(at % D) * D + Math.floor(at / D)] ?? 0);
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i] ?? Number.NaN, 9);
}

describe("rotationToEigenbasis", () => {
  it("gives an orthogonal Q with A = Q diag(values) Q'", () => {
    const rng = createRng(1);
    const B = Float64Array.from({ length: D * D }, () => rng.normal());
    const A = times(B, transposed(B));
    const { values, Q } = rotationToEigenbasis(A, D);
    const diagonal = new Float64Array(D * D);
    for (let i = 0; i < D; i++) diagonal[i * D + i] = values[i] ?? 0;
    expectClose(times(times(Q, diagonal), transposed(Q)), A);
    expectClose(
      times(Q, transposed(Q)),
      new Float64Array(D * D).map((_, at) => (at % (D + 1) === 0 ? 1 : 0)),
    );
  });

  it("leaves a diagonal and an empty matrix as they are", () => {
    expect([...rotationToEigenbasis(Float64Array.from([2, 0, 0, 3]), 2).values]).toEqual([2, 3]);
    expect([...rotationToEigenbasis(new Float64Array(4), 2).Q]).toEqual([1, 0, 0, 1]);
  });
});

describe("invertSymmetric", () => {
  it("gives the inverse, and refuses a matrix that has none", () => {
    const rng = createRng(2);
    const B = Float64Array.from({ length: D * D }, () => rng.normal());
    const A = times(B, transposed(B));
    const identity = new Float64Array(D * D).map((_, at) => (at % (D + 1) === 0 ? 1 : 0));
    expectClose(times(invertSymmetric(A.slice(), D), A), identity);
    expect(() => invertSymmetric(Float64Array.from([1, 2, 2, 1]), 2)).toThrow(RangeError);
  });
});
