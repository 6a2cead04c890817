import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradePlay, HALF_LIFE_PLAYS, type Play, weighFeedback } from "./feedback";

const play = (over: Partial<Play>): Play => ({
  artist: 1,
  trackId: `t${over.artist ?? 1}`,
  playMs: 200_000,
  lengthMs: 200_000,
  ...over,
});

describe("gradePlay", () => {
  it.each([
    ["a whole track", { playMs: 195_000, lengthMs: 200_000 }, 0.4],
    ["half and more", { playMs: 100_000, lengthMs: 200_000 }, 0.1],
    ["four minutes of a long one", { playMs: 240_000, lengthMs: 1_200_000 }, 0.1],
    ["a skip after half a minute", { playMs: 40_000, lengthMs: 200_000 }, -0.2],
    ["an early skip", { playMs: 10_000, lengthMs: 200_000 }, -0.4],
    ["a skip at once", { playMs: 1_000, lengthMs: 200_000 }, -0.3],
    ["a jingle", { playMs: 1_000, lengthMs: 20_000 }, 0],
    ["an unknown length", { playMs: 90_000, lengthMs: 0 }, 0],
    ["saved", { playMs: 1_000, lengthMs: 200_000, saved: true }, 0.7],
  ])("grades %s", (_, heard, grade) => {
    expect(gradePlay(heard)).toBe(grade);
  });
});

describe("weighFeedback", () => {
  it("is empty for a fresh listener", () => {
    expect(weighFeedback([])).toEqual({ likes: [], dislikes: [], banned: new Set() });
  });

  it("counts ratings fully however long ago", () => {
    const filler = Array.from({ length: 100 }, (_, i) => play({ artist: 2, trackId: `f${i}`, lengthMs: 0 }));
    const { likes, dislikes } = weighFeedback([
      play({ artist: 1, rating: 1, playMs: 1_000 }),
      play({ artist: 3, rating: -1 }),
      ...filler,
    ]);
    expect(likes).toEqual([{ artist: 1, weight: 1 }]);
    expect(dislikes).toEqual([{ artist: 3, weight: 1 }]);
  });

  it("lets the latest rating of a track hold, and a rating taken back silence it", () => {
    const rated = (rating: number) => play({ rating, playMs: 2_000 });
    expect(weighFeedback([rated(-1), rated(1)]).likes).toEqual([{ artist: 1, weight: 1 }]);
    expect(weighFeedback([rated(-1), rated(0)])).toMatchObject({ likes: [], dislikes: [] });
  });

  it("fades what was not rated by half in the half-life", () => {
    const silence = Array.from({ length: HALF_LIFE_PLAYS }, (_, i) =>
      play({ artist: 2, trackId: `s${i}`, lengthMs: 0 }),
    );
    expect(weighFeedback([play({}), ...silence]).likes[0]?.weight).toBeCloseTo(0.2, 10);
  });

  it("halves three skips in a row but not two", () => {
    const skip = (artist: number) => play({ artist, playMs: 10_000 });
    const sum = (plays: Play[]) =>
      weighFeedback(plays).dislikes.reduce((total, { weight }) => total + weight, 0);
    expect(sum([skip(1), skip(2)])).toBeGreaterThan(sum([skip(1), skip(2), skip(3)]));
  });

  it("collects bans", () => {
    expect(weighFeedback([play({ banned: true, artist: 7 })]).banned).toEqual(new Set([7]));
  });

  it("keeps every weight within (0, 1] and an artist on one side only", () => {
    const anyPlay = fc.record({
      artist: fc.nat(5),
      trackId: fc.constantFrom("a", "b", "c"),
      playMs: fc.nat(400_000),
      lengthMs: fc.nat(400_000),
      rating: fc.option(fc.constantFrom(-1, 0, 1), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyPlay, { maxLength: 60 }), (history) => {
        const { likes, dislikes } = weighFeedback(history);
        const all = [...likes, ...dislikes];
        expect(all.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true);
        expect(new Set(all.map(({ artist }) => artist)).size).toBe(all.length);
      }),
    );
  });
});
