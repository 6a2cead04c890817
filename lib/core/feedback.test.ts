import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradePlay, HALF_LIFE_PLAYS, type Play, weighFeedback, weighPlays, withEverywhere } from "./feedback";

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

describe("weighPlays", () => {
  it("gives each play what it says now: faded, overruled, halved in a run of skips", () => {
    const skip = (n: number) => play({ artist: n, playMs: 10_000 });
    const history = [
      play({ artist: 9, trackId: "a", rating: 1 }),
      play({ artist: 9, trackId: "a", rating: -1 }),
      skip(1),
      skip(2),
      skip(3),
    ];
    const fading = (age: number) => 0.5 ** (age / HALF_LIFE_PLAYS);
    expect(weighPlays(history)).toEqual([0, -1, -0.2 * fading(2), -0.2 * fading(1), -0.2]);
  });

  it("adds up to the feedback", () => {
    const history = [
      play({ artist: 1 }),
      play({ artist: 1, playMs: 10_000 }),
      play({ artist: 2, rating: -0.5 }),
    ];
    const [first = 0, second = 0] = weighPlays(history);
    const { likes, dislikes } = weighFeedback(history);
    const sum = first + second;
    expect([...likes, ...dislikes].find(({ artist }) => artist === 1)?.weight).toBeCloseTo(Math.abs(sum), 12);
    expect(dislikes.find(({ artist }) => artist === 2)?.weight).toBe(0.5);
  });
});

describe("withEverywhere", () => {
  const nothing = { likes: [], dislikes: [], banned: new Set<number>() };

  it("counts less than half a vote", () => {
    expect(
      withEverywhere(
        nothing,
        new Map([
          [1, 1 as const],
          [2, -1 as const],
        ]),
      ),
    ).toEqual({
      likes: [{ artist: 1, weight: 0.4 }],
      dislikes: [{ artist: 2, weight: 0.4 }],
      banned: new Set(),
    });
  });

  it("leaves an artist to the station's own word", () => {
    const own = { ...nothing, likes: [{ artist: 1, weight: 0.3 }] };
    expect(withEverywhere(own, new Map([[1, -1 as const]]))).toEqual(own);
  });

  it("never outweighs the station's own side, however much is said", () => {
    const everywhere = new Map(Array.from({ length: 50 }, (_, i) => [i, -1 as const]));
    const total = ({ dislikes }: ReturnType<typeof withEverywhere>) =>
      dislikes.filter(({ artist }) => artist < 50).reduce((sum, { weight }) => sum + weight, 0);
    expect(total(withEverywhere(nothing, everywhere))).toBeCloseTo(1, 9);
    const own = { ...nothing, dislikes: [60, 61, 62].map((artist) => ({ artist, weight: 1 })) };
    expect(total(withEverywhere(own, everywhere))).toBeCloseTo(3, 9);
  });
});
