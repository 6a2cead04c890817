import { describe, expect, it } from "vitest";
import { cosine, SURE_LENGTH, scaleOf, toRadioSpace } from "./scale";
import { spaceOf } from "./space.fixture";

describe("scaleOf", () => {
  it("measures lengths by popularity and familiarity against the best known", () => {
    const space = spaceOf(
      [
        [3, 4],
        [0, 1],
        [0, 0],
      ],
      [3, 1, 0],
    );
    const { inverseLengths, energies, points, familiarity } = scaleOf(space);
    expect([...inverseLengths]).toEqual([0.2, 1, 0]);
    expect([...energies]).toEqual([9 / 17, 1]);
    expect(points).toBeCloseTo(Math.sqrt(4 / 76), 12);
    expect([...familiarity]).toEqual([1, Math.log(2) / Math.log(4), 0]);
    expect(scaleOf(space)).toBe(scaleOf(space));
  });
});

describe("cosine", () => {
  it("is that of two artists, 0 without a vector", () => {
    const space = spaceOf([
      [3, 4],
      [4, -3],
      [0, 0],
    ]);
    expect([cosine(space, 0, 0), cosine(space, 0, 1), cosine(space, 0, 2)]).toEqual([1, 0, 0]);
  });
});

describe("toRadioSpace", () => {
  it("keeps directions, makes the sure alike and the others shorter in proportion, in place", () => {
    // Listeners meet only the first two, so that lengths are measured by theirs: 5.
    const space = spaceOf(
      [
        [3, 4],
        [0, -5],
        [0, 0],
        [6, 8],
        [5 * SURE_LENGTH, 0],
        [0, (5 * SURE_LENGTH) / 4],
      ],
      [10, 10, 0, 0, 0, 0],
    );
    expect(toRadioSpace(space)).toBe(space);
    [0.6, 0.8, 0, -1, 0, 0, 0.6, 0.8, 1, 0, 0, 0.25].forEach((value, i) => {
      expect(space.vectors[i]).toBeCloseTo(value, 6);
    });
  });
});
