import { describe, expect, it } from "vitest";
import { mix, type ReadSource, type WeightedName } from "./mixture";
import { createDeps } from "./station.fixture";

const deps = createDeps();
const artist = (name: string, weight = 0.5): ReadSource => ({ kind: "artist", name, weight });
const words = (word: string, weight = 0.5): ReadSource => ({ kind: "words", words: [word], weight });
const playlist = (family: string, count: number, weight = 0.5): ReadSource => ({
  kind: "playlist",
  artists: Array.from({ length: count }, (_, n) => ({ name: `${family} ${n}`, weight: 1 })),
  weight,
});
/** How much the radio hears of a family (recommend.ts). */
const heard = (style: readonly WeightedName[], family: string) =>
  style
    .filter(({ name }) => name.startsWith(family))
    .reduce((sum, { weight }) => sum + 1 + Math.log(weight), 0);

describe("mix", () => {
  it("gives artists of equal weight two tracks each, and others in the proportion of their weights", () => {
    expect(mix(deps, [artist("rock 1"), artist("Jazz 1")])).toEqual([
      { name: "Rock 1", weight: 2 },
      { name: "Jazz 1", weight: 2 },
    ]);
    const uneven = mix(deps, [artist("Rock 1", 0.8), artist("Jazz 1", 0.4)]);
    expect(heard(uneven, "Rock") / heard(uneven, "Jazz")).toBeCloseTo(2, 0);
  });

  it("keeps every artist that is named, also those the catalogue does not know", () => {
    const named = Array.from({ length: 60 }, (_, n) => artist(`Rock ${n}`));
    expect(mix(deps, [...named, artist("Nobody Yet")])).toHaveLength(61);
  });

  it("leaves a single playlist as it is", () => {
    const style = [
      { name: "Rock 1", weight: 7 },
      { name: "Nobody Yet", weight: 1 },
    ];
    expect(mix(deps, [{ kind: "playlist", artists: style, weight: 0.2 }])).toEqual(style);
  });

  it.each([
    [0.6, 0.4],
    [0.9, 0.3],
    [0.5, 0.5],
  ])("blends two playlists %f to %f", (rock, jazz) => {
    const style = mix(deps, [playlist("Rock", 30, rock), playlist("Jazz", 30, jazz)]);
    expect(heard(style, "Rock") / heard(style, "Jazz")).toBeCloseTo(rock / jazz, 0);
  });

  it("mixes words with artists, and takes the carriers who are near to them", () => {
    const style = mix(deps, [artist("Rock 3"), words("jazz")]);
    expect(style[0]?.name).toBe("Rock 3");
    expect(style.filter(({ name }) => name.startsWith("Jazz")).length).toBeGreaterThanOrEqual(5);
    expect(heard(style, "Jazz")).toBeGreaterThan(heard(style, "Rock"));
    const more = mix(deps, [artist("Rock 3", 0.25), words("jazz", 1)]);
    expect(heard(more, "Rock") / heard(more, "Jazz")).toBeLessThan(
      heard(style, "Rock") / heard(style, "Jazz"),
    );
  });

  it("takes away what a word below zero says, by degrees", () => {
    const both: ReadSource = {
      kind: "playlist",
      artists: ["Rock 1", "Jazz 1", "Rock 2"].map((name) => ({ name, weight: 10 })),
      weight: 1,
    };
    expect(mix(deps, [both, words("jazz", -0.5)]).map(({ name }) => name)).toEqual(["Rock 1", "Rock 2"]);
    expect(mix(deps, [both, words("jazz", -0.25)])).toContainEqual({ name: "Jazz 1", weight: 5 });
    const blend = mix(deps, [playlist("Rock", 10), playlist("Jazz", 10), words("jazz", -1)]);
    expect(heard(blend, "Jazz")).toBe(0);
  });

  it("brings in who is near to named artists when there is something to avoid", () => {
    const style = mix(deps, [artist("Rock 1"), words("jazz", -0.5)]);
    expect(style.length).toBeGreaterThan(3);
    expect(heard(style, "Jazz")).toBe(0);
    expect(mix(deps, [artist("Rock 1"), artist("Rock 2", -1)]).map(({ name }) => name)).not.toContain(
      "Rock 2",
    );
  });

  it("is nobody when nothing is left", () => {
    expect(mix(deps, [playlist("Jazz", 3), words("jazz", -1)])).toEqual([]);
  });
});
