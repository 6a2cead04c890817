import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FitError } from "./model";
import {
  checkFinite,
  checkTrainingData,
  meanValues,
  rowSums,
  stackRows,
  toSparse,
  transpose,
} from "./sparse";

const matrices = fc.array(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 6 }), {
  maxLength: 6,
});

describe("transpose", () => {
  it("twice gives the matrix back", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const matrix = toSparse(rows, 6);
        expect(transpose(transpose(matrix))).toEqual(matrix);
      }),
    );
  });

  it("moves an entry from (r, c) to (c, r)", () => {
    expect(
      transpose(
        toSparse(
          [
            [[1, 5]],
            [
              [0, 2],
              [1, 3],
            ],
          ],
          2,
        ),
      ),
    ).toEqual(
      toSparse(
        [
          [[1, 2]],
          [
            [0, 5],
            [1, 3],
          ],
        ],
        2,
      ),
    );
  });
});

describe("stackRows", () => {
  it("appends the rows with their values times the factor", () => {
    const stacked = stackRows(toSparse([[[0, 1]]], 2), toSparse([[], [[1, 4]]], 2), 0.5);
    expect(stacked).toEqual(toSparse([[[0, 1]], [], [[1, 2]]], 2));
  });
});

describe("rowSums", () => {
  it("adds the values of each row", () => {
    expect([
      ...rowSums(
        toSparse(
          [
            [
              [0, 1],
              [1, 2],
            ],
            [],
          ],
          2,
        ),
      ),
    ]).toEqual([3, 0]);
  });
});

describe("meanValues", () => {
  it("averages the values of each row, 0 when there are none", () => {
    expect([
      ...meanValues(
        toSparse(
          [
            [
              [0, 1],
              [1, 2],
            ],
            [],
          ],
          2,
        ),
      ),
    ]).toEqual([1.5, 0]);
  });
});

describe("checkTrainingData", () => {
  it("names the place of a fault", () => {
    const good = toSparse([[[0, 1]]], 2);
    const check = (documents: object) => () => checkTrainingData({ documents: { ...good, ...documents } });
    expect(() => checkTrainingData({ documents: good, tags: good })).not.toThrow();
    expect(check({ values: Float32Array.from([0]) })).toThrow("documents.values[0] is 0");
    expect(check({ indices: Uint32Array.from([2]) })).toThrow("documents.indices[0] is 2 of 2 columns");
    expect(check({ offsets: Uint32Array.from([0, 3]) })).toThrow(FitError);
    expect(check({ values: new Float32Array(2).fill(1) })).toThrow("1 indices and 2 values");
  });
});

describe("checkFinite", () => {
  it("names the first number that is none", () => {
    expect(() => checkFinite("vectors", Float32Array.from([1, Number.NaN]))).toThrow("vectors[1] is NaN");
  });
});
