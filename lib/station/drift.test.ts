import { describe, expect, it } from "vitest";
import { blendWeights, driftShare } from "./drift";
import { recommend } from "./recommend";
import { createDeps } from "./station.fixture";

const deps = createDeps();
const weighted = (names: readonly string[]) => names.map((name) => ({ name, weight: 1 }));
const history = { plays: [], timeline: [], now: 0, unknown: [] };
const styleOf = (share: number) => {
  const drift = { artists: weighted(["Jazz 1", "Jazz 2", "Jazz 3"]), share };
  const seed = {
    id: "s",
    name: "S",
    version: "1",
    artists: weighted(["Rock 1", "Rock 2"]),
    feedback: [],
    ...(share > 0 && { drift }),
  };
  return recommend(deps, { seed, history, knobs: { variety: 0 }, count: 10 });
};
const jazz = (share: number) => styleOf(share).order.filter(({ name }) => name.startsWith("Jazz")).length;

describe("driftShare", () => {
  it.each([
    [50, 0],
    [100, 0],
    [150, 0.5],
    [151.2, 0.51],
    [200, 1],
    [999, 1],
  ])("at %d is %d", (now, share) => {
    expect(driftShare({ from: 100, until: 200 }, now)).toBe(share);
  });
});

describe("blendWeights", () => {
  it("gives each list its share, however many it names, and keeps the whole as heavy", () => {
    const own = new Map([["a", 4]]);
    const other = new Map([
      ["a", 1],
      ["b", 3],
    ]);
    expect(blendWeights(own, other, 0.25)).toEqual(
      new Map([
        ["a", 3.25],
        ["b", 0.75],
      ]),
    );
    expect(blendWeights(own, other, 0)).toEqual(own);
    expect(blendWeights(own, new Map(), 0.5)).toEqual(own);
  });
});

describe("a station under way to another", () => {
  it("leaves its own style by degrees and arrives at the other's", () => {
    expect(jazz(0)).toBe(0);
    expect(jazz(1)).toBe(10);
    const half = jazz(0.5);
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(10);
  });

  it("names the other's artists among its reasons", () => {
    const { order, explain } = styleOf(0.8);
    const [first] = order;
    const named = first ? explain(first.artist).flatMap(({ artists }) => artists) : [];
    expect(named.some(({ artist }) => deps.catalogue.names[artist]?.startsWith("Jazz"))).toBe(true);
  });
});
