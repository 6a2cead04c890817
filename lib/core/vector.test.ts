import { describe, expect, it } from "vitest";
import { spaceOf } from "./space.fixture";
import { addArtist, addScaled, dot, dotArtist, dotArtists } from "./vector";

const space = spaceOf([
  [3, 4],
  [4, -3],
  [0, 0],
]);

describe("vector arithmetic", () => {
  it("takes inner products of vectors and of rows", () => {
    expect([dot([1, 2], [3, 4]), dotArtist(space, [1, 1], 0), dotArtists(space, 0, 1)]).toEqual([11, 7, 0]);
    expect(() => dot([1], [1, 2])).toThrow(RangeError);
  });

  it("adds rows and vectors in place", () => {
    const sum = new Float64Array(2);
    addArtist(sum, space, 0, 2);
    addScaled(sum, [1, 1], -1);
    expect([...sum]).toEqual([5, 7]);
  });

  it("takes inner products of vectors of odd length", () => {
    expect(dotArtist(spaceOf([[1, 2, 3]]), [4, 5, 6], 0)).toBe(32);
  });
});
