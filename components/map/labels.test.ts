import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS, levelAt, type Named, NEVER, planLabels, scaleOfLevel } from "./labels";

const SCALE = 300;
const named = (x: number, y: number, over: Partial<Named> = {}): Named => ({
  x,
  y,
  left: 5,
  right: 60,
  up: 8,
  down: 8,
  from: 0,
  ...over,
});
const labelLevels = (items: readonly Named[], scale: number) => planLabels(items, scale).upTo(LEVELS - 1);
const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const crowds = fc.array(
  fc.record({ x: coordinate, y: coordinate, right: fc.integer({ min: 20, max: 200 }) }),
  { maxLength: 60 },
);

describe("planLabels", () => {
  it("never sets one name over another, at any level", () => {
    fc.assert(
      fc.property(crowds, (crowd) => {
        const items = crowd.map(({ x, y, right }) => named(x, y, { right }));
        const levels = labelLevels(items, SCALE);
        for (let level = 0; level < LEVELS; level++) {
          const scale = SCALE * scaleOfLevel(level);
          const shown = items.filter((_, at) => (levels[at] ?? NEVER) <= level);
          for (const [at, a] of shown.entries()) {
            for (const b of shown.slice(at + 1)) {
              const apartX = Math.abs(a.x - b.x) * scale >= (a.x < b.x ? a.right + b.left : a.left + b.right);
              const apartY = Math.abs(a.y - b.y) * scale >= a.down + b.up;
              expect(apartX || apartY).toBe(true);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("names the first in order, and its neighbour once there is room", () => {
    const levels = labelLevels([named(0, 0), named(0.1, 0)], SCALE);
    expect(levels[0]).toBe(0);
    expect(levels[1]).toBeGreaterThan(0);
    expect(levels[1]).toBeLessThan(NEVER);
  });

  it("holds a name back until its level, and for ever where another stands on the spot", () => {
    expect([...labelLevels([named(0, 0, { from: 3 })], SCALE)]).toEqual([3]);
    expect([...labelLevels([named(0, 0), named(0, 0)], SCALE)]).toEqual([0, NEVER]);
  });
});

describe("levelAt", () => {
  it("is half an octave a level, within its bounds", () => {
    expect([0.5, 1, 1.42, 2, 4, 1e9].map(levelAt)).toEqual([0, 0, 1, 2, 4, LEVELS - 1]);
  });
});
