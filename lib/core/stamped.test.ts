import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edit, joinMaps, lastKeys, type StampedMap } from "./stamped";

const byNumber = (a: string, b: string) => Number(a) - Number(b);

const entry = fc.record(
  {
    edited: fc.integer({ min: 0, max: 4 }),
    value: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
    rev: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ["edited", "value"] },
);
const map: fc.Arbitrary<StampedMap<number>> = fc.dictionary(
  fc.integer({ min: 0, max: 7 }).map(String),
  entry,
  { noNullPrototype: true },
);
/** What a reader of the map sees, whichever way it came about. */
const seen = (stamped: StampedMap<number>) =>
  Object.entries(stamped)
    .map(([key, { edited, value, rev = 0 }]) => ({ key, edited, value, rev }))
    .sort((a, b) => byNumber(a.key, b.key));

describe("joinMaps", () => {
  it("does not depend on the order", () => {
    fc.assert(
      fc.property(map, map, (a, b) => void expect(seen(joinMaps(a, b))).toEqual(seen(joinMaps(b, a)))),
    );
  });

  it("does not depend on the grouping", () => {
    fc.assert(
      fc.property(
        map,
        map,
        map,
        (a, b, c) =>
          void expect(seen(joinMaps(joinMaps(a, b), c))).toEqual(seen(joinMaps(a, joinMaps(b, c)))),
      ),
    );
  });

  it("changes nothing when done again, and then returns the very map", () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        const once = joinMaps(a, b);
        expect(joinMaps(once, b)).toBe(once);
        expect(joinMaps(once, once)).toBe(once);
      }),
    );
  });

  it("comes to the same whether bounded before or after", () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        const bound = (stamped: StampedMap<number>) => lastKeys(stamped, 3, byNumber);
        expect(seen(bound(joinMaps(bound(a), bound(b))))).toEqual(seen(bound(joinMaps(a, b))));
      }),
    );
  });
});

describe("edit", () => {
  it("stands against everything its editor knew, whatever the clocks say", () => {
    fc.assert(
      fc.property(map, fc.integer({ min: 0, max: 4 }), (a, now) => {
        const edited = edit(a, "5", null, now);
        expect(joinMaps(a, edited)["5"]).toEqual(edited["5"]);
        expect(edited["5"]).not.toHaveProperty("rev");
      }),
    );
  });
});
