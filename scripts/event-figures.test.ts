import { describe, expect, it } from "vitest";
import { delaysUntilSeen, isFlat, median, quantile } from "./event-figures.mjs";

const stay = (from: number, until: number, ...seen: readonly [version: number, at: number][]) => ({
  from,
  until,
  versions: seen.map(([version]) => version),
  at: seen.map(([, at]) => at),
});

describe("delaysUntilSeen", () => {
  const votes = [{ sentAt: 1_000, version: 2 }];

  it("is the time of the last one to see it or what came after it", () => {
    const stays = [stay(0, 0, [1, 900], [2, 1_200]), stay(0, 0, [1, 900], [4, 1_700], [5, 1_900])];
    expect(delaysUntilSeen(votes, stays, 2_000)).toEqual([700]);
  });

  it("counts nobody who came later or left before, and whoever stayed and never saw it", () => {
    const late = stay(1_100, 0, [1, 5_000]);
    const gone = stay(0, 1_500, [1, 900]);
    const seen = stay(0, 0, [2, 1_200]);
    expect(delaysUntilSeen(votes, [late, gone, seen], 2_000)).toEqual([200]);
    expect(delaysUntilSeen(votes, [stay(0, 9_000, [1, 900]), seen], 2_000)).toEqual([
      Number.POSITIVE_INFINITY,
    ]);
  });
});

describe("isFlat", () => {
  it("lets a twentieth pass, and no more", () => {
    expect(isFlat(100, 104)).toBe(true);
    expect(isFlat(100, 106)).toBe(false);
    expect(isFlat(100, 60)).toBe(true);
  });
});

describe("quantile", () => {
  it("is a value of the list, whatever its order", () => {
    expect(quantile([5, 1, 3], 0.95)).toBe(5);
    expect(median([5, 1, 3])).toBe(3);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
