import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import { type Moment, nextArtists, type Setting, toFamiliarity } from "./rank";
import { createScale, lightOf, placeLabels } from "./scale";
import { poolOf } from "./station.fixture";

const setting: Setting = { weights: DEFAULT_WEIGHTS, familiarity: 0.05, variety: 0 };

/** Near ones are obscure and known ones are far off, as in a real catalogue. */
const pool = poolOf(
  Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [
      `artist ${index}`,
      { style: 1 - index / 130, familiarity: ((index % 13) + index / 20) / 20 },
    ]),
  ),
);
const moment: Moment = { pool, homeFamiliarity: 1, seed: 3, history: [], now: 0 };

describe("createScale", () => {
  test("puts the best at home and the farthest that the dial reaches at the end", () => {
    const { places, reachable } = createScale(moment, setting);
    const xs = places.filter((place) => reachable.includes(place.name)).map((place) => place.x);
    expect(Math.min(...places.map((place) => place.x))).toBe(0);
    expect(Math.max(...xs)).toBeCloseTo(1);
  });

  test("names slide when a weight changes", () => {
    const placeOfLast = (style: number) =>
      createScale(moment, { ...setting, weights: { ...DEFAULT_WEIGHTS, style } }).places.at(-1)?.x;
    expect(placeOfLast(2)).not.toBeCloseTo(placeOfLast(0.2) ?? 0, 2);
  });
});

describe("lightOf", () => {
  test("the needle never comes closer to home when the dial turns outwards", () => {
    const { places } = createScale(moment, setting);
    const needleAt = (wander: number) =>
      lightOf(places, nextArtists(moment, { ...setting, familiarity: toFamiliarity(wander, 1) }))?.needle ??
      0;
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          // The seeded noise of the order may move the mean a little.
          expect(needleAt(Math.max(a, b))).toBeGreaterThanOrEqual(needleAt(Math.min(a, b)) - 0.05);
        },
      ),
    );
    expect(needleAt(1)).toBeGreaterThan(needleAt(0) + 0.1);
  });

  test("is dark where nobody comes next", () => {
    expect(lightOf([], [])).toBeUndefined();
  });
});

describe("a scale's wanderAt", () => {
  test("finds the dial position whose needle stands nearest", () => {
    const scale = createScale(moment, setting);
    const needle = (wander: number) =>
      lightOf(scale.places, nextArtists(moment, { ...setting, familiarity: toFamiliarity(wander, 1) }))
        ?.needle;
    expect(scale.wanderAt(0)).toBeLessThan(0.3);
    const found = scale.wanderAt(needle(0.6) ?? 0);
    expect(needle(found)).toBeCloseTo(needle(0.6) ?? 0, 1);
  });
});

describe("a scale's placeOf", () => {
  test("sets an artist from outside the pool between its ends", () => {
    const place = createScale(moment, setting).placeOf({
      name: "guest",
      terms: { style: -9, likes: 0, dislikes: 0, familiarity: 0 },
    });
    expect(place).toEqual({ name: "guest", x: 1, renown: 0 });
  });
});

describe("placeLabels", () => {
  const space = { width: 300, rows: 2, measure: (name: string) => name.length * 10 };
  const place = (name: string, x: number) => ({ name, x, renown: 0 });

  test("no two names of a row touch, and all stay on the scale", () => {
    const places = Array.from({ length: 40 }, (_, index) => place(`name ${index}`, index / 39));
    const labels = placeLabels(
      places,
      places.map(({ name }) => name),
      space,
    );
    expect(labels.length).toBeGreaterThan(4);
    for (const row of [0, 1]) {
      const spans = labels
        .filter((label) => label.row === row)
        .map((label) => {
          const at = label.x * 300;
          const length = label.name.length * 10;
          return label.flipped ? [at - length, at] : [at, at + length];
        })
        .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
      spans.forEach(([from = 0, to = 0], index) => {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(300);
        expect(from).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
      });
    }
  });

  test("the first in the order come first, and a name keeps its row", () => {
    const places = [place("aaaaaaaaaa", 0.1), place("bbbbbbbbbb", 0.12), place("cccccccccc", 0.11)];
    const labels = placeLabels(places, ["cccccccccc", "aaaaaaaaaa", "bbbbbbbbbb"], {
      ...space,
      held: new Map([["cccccccccc", 1]]),
    });
    expect(labels.map(({ name, row }) => [name, row])).toEqual([
      ["cccccccccc", 1],
      ["aaaaaaaaaa", 0],
    ]);
  });
});
