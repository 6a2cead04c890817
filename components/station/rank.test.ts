import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import {
  changesBetween,
  homeFamiliarity,
  type Moment,
  nextArtists,
  type Setting,
  scoreOf,
  toFamiliarity,
  toWander,
  withoutPull,
} from "./rank";
import { poolOf } from "./station.fixture";

const setting: Setting = { weights: DEFAULT_WEIGHTS, familiarity: 0, variety: 0 };

const numbered = (count: number, term: (index: number) => object) =>
  poolOf(Object.fromEntries(Array.from({ length: count }, (_, index) => [`artist ${index}`, term(index)])));

const momentOf = (pool: Moment["pool"], history: Moment["history"] = []): Moment => ({
  pool,
  homeFamiliarity: 0.5,
  seed: 1,
  history,
  now: 0,
});

describe("scoreOf", () => {
  test("is the sum that the API documents", () => {
    const terms = { style: 0.5, likes: 0.25, dislikes: 0.75, familiarity: 4 };
    const weights = { style: 2, likes: 1, dislikes: 0.5 };
    expect(scoreOf(terms, { weights, familiarity: 0.1 })).toBeCloseTo(1 + 0.25 - 0.375 + 0.4);
  });
});

describe("nextArtists", () => {
  const pool = [
    ...numbered(20, (index) => ({ style: 1 - index * 0.05 })),
    ...poolOf({ liked: { likes: 3 }, famous: { familiarity: 8 }, disliked: { style: 1.2, dislikes: 2 } }),
  ];

  test("names ten, the strongest pulls among them", () => {
    const next = nextArtists(momentOf(pool), setting);
    expect(next).toHaveLength(10);
    expect(next).toContain("liked");
    expect(next).not.toContain("famous");
  });

  test("each knob brings in whom it pulls and takes out whom it pushes", () => {
    const at = (weights: Partial<Setting["weights"]>, familiarity = 0) =>
      nextArtists(momentOf(pool), { weights: { ...DEFAULT_WEIGHTS, ...weights }, familiarity, variety: 0 });
    expect(at({ likes: 0 })).not.toContain("liked");
    expect(at({ dislikes: 0 })).toContain("disliked");
    expect(at({ dislikes: 2 })).not.toContain("disliked");
    expect(at({}, 0.25)).toContain("famous");
  });

  test("lets an artist rest that was just played", () => {
    const history = [{ track_id: "x", play_seconds: 0, length_seconds: 0, artist: "liked", at: 0 }];
    expect(nextArtists(momentOf(pool, history), setting)).not.toContain("liked");
  });

  test("takes whose tracks are at hand first, as far as that is worth it", () => {
    const pool = numbered(30, (index) => ({ style: 1 - index / 100 })).map((artist, index) =>
      index < 15 ? artist : { ...artist, known: true as const },
    );
    const known = pool.slice(15).map(({ name }) => name);
    const isKnown = (name: string) => known.includes(name);
    expect(nextArtists({ ...momentOf(pool), thrift: 3 }, setting).every(isKnown)).toBe(true);
    expect(nextArtists(momentOf(pool), setting).every(isKnown)).toBe(false);
  });

  test("is the same for the same moment", () => {
    expect(nextArtists(momentOf(pool), setting)).toEqual(nextArtists(momentOf(pool), setting));
  });
});

describe("withoutPull", () => {
  test("says whom the dislikes keep away", () => {
    const pool = [
      ...numbered(10, () => ({ style: 0.5 })),
      ...poolOf({ "kept away": { style: 0.9, dislikes: 2 } }),
    ];
    expect(withoutPull(momentOf(pool), setting, { pull: "dislikes" })).toEqual(["kept away"]);
    expect(withoutPull(momentOf(pool), setting, { pull: "likes" })).toEqual([]);
  });

  test("names nobody who is in the list that is shown", () => {
    const pool = [
      ...numbered(10, () => ({ style: 0.5 })),
      ...poolOf({ "kept away": { style: 0.9, dislikes: 2 } }),
    ];
    expect(withoutPull(momentOf(pool), setting, { pull: "dislikes", shown: ["kept away"] })).toEqual([]);
  });
});

describe("changesBetween", () => {
  test("lists who enters and who leaves, in order", () => {
    expect(changesBetween(["a", "b", "c"], ["c", "d", "a", "e"])).toEqual({
      entering: ["d", "e"],
      leaving: ["b"],
    });
  });
});

describe("toFamiliarity and toWander", () => {
  test("are each other's inverse within the dial", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 0, max: 200 }), (wander, artists) => {
        const home = homeFamiliarity(artists);
        expect(toWander(toFamiliarity(wander, home), home)).toBeCloseTo(wander, 6);
      }),
    );
  });

  test("home is the heaviest prior, and a heavier one from the server stands at home", () => {
    expect([toFamiliarity(0, 0.3), toFamiliarity(1, 0.3), toWander(0.9, 0.3), toWander(0, 0.3)]).toEqual([
      0.3, 0, 0, 1,
    ]);
  });

  test("fame says less at home the more artists the style has", () => {
    expect(homeFamiliarity(40)).toBeLessThan(homeFamiliarity(5));
    expect(homeFamiliarity(0)).toBe(homeFamiliarity(1));
  });
});
