import { describe, expect, it } from "vitest";
import type { RecommenderDeps } from "./deps";
import { recommend } from "./recommend";
import { readSaid, type Said } from "./said";
import { createDeps } from "./station.fixture";

const deps = createDeps();
const idOf = (name: string) => deps.catalogue.find(name) ?? -1;
const seed = {
  id: "s",
  name: "S",
  version: "1",
  artists: ["Rock 1", "Rock 2"].map((name) => ({ name, weight: 1 })),
  feedback: [],
};
const history = { plays: [], timeline: [], now: 0, unknown: [] };
const say = (word: Said["word"], artist: string, everywhere = false): Said => ({ word, artist, everywhere });
const orderWith = (said: readonly Said[], on: RecommenderDeps = deps) =>
  recommend(on, { seed, history, knobs: {}, count: 10, said });
const names = (said: readonly Said[], on?: RecommenderDeps) =>
  orderWith(said, on).order.map(({ name }) => name);

describe("readSaid", () => {
  it("takes the last word on an artist, and here and everywhere apart", () => {
    const read = readSaid(deps.catalogue, [
      say("more", "Rock 5"),
      say("less", "rock 5"),
      say("more", "Rock 5", true),
      say("never", "Jazz 1"),
      say("never", "Jazz 2", true),
      say("rest", "Jazz 3"),
      say("less", "Nobody at all"),
    ]);
    expect(read.plays.map(({ artist, rating }) => [artist, rating])).toEqual([[idOf("Rock 5"), -1]]);
    expect([...read.everywhere]).toEqual([[idOf("Rock 5"), 1]]);
    expect([...read.banned]).toEqual([idOf("Jazz 1")]);
    expect([...read.yielding]).toEqual([idOf("Jazz 2"), idOf("Jazz 3")]);
  });
});

describe("words on artists", () => {
  const usual = names([]);
  const first = usual[0] ?? "";

  it.each([
    ["never here", say("never", first)],
    ["never anywhere", say("never", first, true)],
    ["not now", say("rest", first)],
  ])("leave an artist out: %s", (_, said) => {
    expect(names([said])).not.toContain(first);
    expect(names([said])).toHaveLength(10);
  });

  it("turn the station: more here weighs more than more everywhere, and both more than nothing", () => {
    const scoreOf = (said: readonly Said[]) =>
      orderWith(said).pool.find(({ artist }) => artist === idOf("Jazz 7"))?.score ?? Number.NEGATIVE_INFINITY;
    const everywhere = scoreOf([say("more", "Jazz 7", true)]);
    expect(scoreOf([say("more", "Jazz 7")])).toBeGreaterThan(everywhere);
    expect(everywhere).toBeGreaterThan(scoreOf([]));
    expect(names([say("less", first)])).not.toEqual(usual);
  });

  it("never silence a station of few artists, unless they are said of it alone", () => {
    const few = new Set(["Rock 1", "Rock 2", "Rock 3"].map(idOf));
    const small: RecommenderDeps = {
      ...deps,
      index: {
        ...deps.index,
        count: 3,
        search: (vector, count) =>
          deps.index
            .search(vector, 160)
            .filter(({ id }) => few.has(id))
            .slice(0, count),
      },
      holds: (artist) => few.has(artist),
    };
    const all = ["Rock 1", "Rock 2", "Rock 3"];
    expect(
      names(
        all.map((name) => say("never", name, true)),
        small,
      ).length,
    ).toBeGreaterThan(0);
    expect(
      names(
        all.map((name) => say("rest", name)),
        small,
      ).length,
    ).toBeGreaterThan(0);
    expect(
      names(
        all.map((name) => say("never", name)),
        small,
      ),
    ).toEqual([]);
  });
});
