import { describe, expect, it } from "vitest";
import { artistsAround, LEAN_ARTISTS, type LeanMap } from "./lean";
import { composeQuery, explain, rank, scoreArtist } from "./score";
import { randomSpace } from "./space.fixture";
import { DEFAULT_WEIGHTS } from "./types";

/** A hundred artists along a line, every fifth well known. */
const line: LeanMap = {
  map: Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? -1 + i / 100 : 0)),
  familiarity: Array.from({ length: 100 }, (_, artist) => (artist % 5 === 0 ? 1 : 0.3)),
};
const idsAround = (x: number, y = 0, exclude?: ReadonlySet<number>) =>
  artistsAround({ x, y }, line, exclude).map(({ artist }) => artist);

describe("artistsAround", () => {
  it("names those who stand there, the well known first", () => {
    const around = artistsAround({ x: 0, y: 0 }, line);
    expect(around[0]).toEqual({ artist: 50, weight: 1 });
    expect(around).toHaveLength(LEAN_ARTISTS);
    expect(
      around.every(({ artist, weight }) => Math.abs(artist - 50) <= 20 && weight > 0 && weight <= 1),
    ).toBe(true);
    expect(idsAround(-1)[0]).toBe(0);
  });

  it("reaches as far as it must where nobody stands", () => {
    expect(idsAround(0, 1)[0]).toBe(50);
    expect(idsAround(0, 1)).toHaveLength(LEAN_ARTISTS);
  });

  it("leaves out whom it is told to, and finds nobody in an empty map", () => {
    expect(idsAround(0, 0, new Set([50]))).not.toContain(50);
    expect(artistsAround({ x: 0, y: 0 }, { map: new Float32Array(0), familiarity: [] })).toEqual([]);
  });
});

describe("a taste that leans", () => {
  const space = randomSpace(60, 8, 1);
  const everyone = Array.from({ length: 60 }, (_, artist) => artist);
  const style = [{ artist: 0, weight: 1 }];
  const lean = [
    { artist: 7, weight: 1 },
    { artist: 8, weight: 0.5 },
  ];
  const knobs = { weights: DEFAULT_WEIGHTS, familiarity: 0.1 };
  const leaning = composeQuery(space, { style, likes: [], dislikes: [], lean });
  const upright = composeQuery(space, { style, likes: [], dislikes: [] });

  it("scores as before with a pull of 0", () => {
    expect(rank(space, leaning, everyone, { ...knobs, lean: 0 }).map(({ score }) => score)).toEqual(
      rank(space, upright, everyone, knobs).map(({ score }) => score),
    );
  });

  it("brings up those it leans to, the more the harder it pulls", () => {
    const placeOf = (pull: number) =>
      rank(space, leaning, everyone, { ...knobs, lean: pull }).findIndex(({ artist }) => artist === 8);
    expect(placeOf(1)).toBeLessThan(placeOf(0));
  });

  it("pulls no harder for more votes", () => {
    const heavy = lean.map(({ artist, weight }) => ({ artist, weight: 9 * weight }));
    const many = composeQuery(space, { style, likes: [], dislikes: [], lean: heavy });
    expect(scoreArtist(space, many, 7).lean).toBeCloseTo(scoreArtist(space, leaning, 7).lean, 9);
  });

  it("explains itself by its own artists, and the shares add up", () => {
    const reasons = explain(space, leaning, 7, { ...knobs, lean: 0.5 });
    const own = reasons.find(({ term }) => term === "lean");
    expect(own?.artists.map(({ artist }) => artist).sort()).toEqual([7, 8]);
    const [best] = rank(space, leaning, [7], { ...knobs, lean: 0.5 });
    expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(best?.score ?? Number.NaN, 9);
  });
});
