import { describe, expect, it } from "vitest";
import type { Kind } from "./listener";
import { estimate, markRepeats, measureSession, popularityRanks } from "./metrics";

const MINUTE_MS = 60_000;
const pick = (artist: number, kind: Kind, minute: number) => ({ artist, kind, at: minute * MINUTE_MS });
// Artists 0 and 1 are at right angles, 2 is opposite to 0.
const truth = { dimensions: 2, vectors: Float32Array.from([1, 0, 0, 1, -1, 0]) };
const ranks = popularityRanks([5, 9, 1]);

describe("measureSession", () => {
  it("counts likes and dislikes by stretch", () => {
    const kinds: Kind[] = ["liked", "liked", "neutral", "disliked", "liked", "disliked", "liked"];
    const picks = kinds.map((kind, position) => pick(position % 3, kind, position * 100));
    const metrics = measureSession(picks, { songs: 7, truth, ranks });
    expect(metrics.liked).toEqual([3 / 5, 1 / 2]);
    expect(metrics.disliked).toEqual([1 / 5, 1 / 2]);
    expect(metrics.silence).toBe(0);
  });

  it("counts silence as not liked", () => {
    const metrics = measureSession([pick(0, "liked", 0)], { songs: 5, truth, ranks });
    expect(metrics).toMatchObject({ liked: [1 / 5], repeats: 0, distance: 0, silence: 4 / 5 });
  });

  it("takes repeats out of what is fresh", () => {
    const picks = [pick(0, "liked", 0), pick(1, "liked", 4), pick(0, "liked", 8)];
    const metrics = measureSession(picks, { songs: 3, truth, ranks });
    expect(metrics.liked).toEqual([1]);
    expect(metrics.fresh).toEqual([2 / 3]);
    expect(metrics.repeats).toBeCloseTo(1 / 3, 10);
  });

  it("counts an artist that comes again once", () => {
    const kinds: Kind[] = ["liked", "disliked", "neutral"];
    const picks = [0, 0, 0, 1, 2].map((artist, at) => pick(artist, kinds[artist] ?? "neutral", 4 * at));
    const metrics = measureSession(picks, { songs: 10, truth, ranks });
    expect(metrics).toMatchObject({ different: 0.3, likedArtists: 1, dislikedArtists: 1 / 3 });
  });

  it("means distances over pairs and ranks over songs", () => {
    const picks = [pick(0, "liked", 0), pick(1, "liked", 4), pick(2, "liked", 8)];
    const metrics = measureSession(picks, { songs: 3, truth, ranks });
    expect(metrics.distance).toBeCloseTo((1 + 2 + 1) / 3, 6);
    expect(metrics.popularityRank).toBe((2 + 1 + 3) / 3);
  });
});

describe("markRepeats", () => {
  it("lets an artist come again only after ten songs and ninety minutes", () => {
    const others = (count: number) => Array.from({ length: count }, (_, i) => pick(10 + i, "neutral", i + 1));
    const again = (songs: number, minutes: number) =>
      markRepeats([pick(0, "liked", 0), ...others(songs), pick(0, "liked", minutes)]).at(-1);
    expect(again(10, 90)).toBe(false);
    expect(again(9, 90)).toBe(true);
    expect(again(10, 89)).toBe(true);
  });
});

describe("popularityRanks", () => {
  it("counts from the best known, ties by id", () => {
    expect([...popularityRanks([2, 7, 2, 9])]).toEqual([3, 2, 4, 1]);
  });
});

describe("estimate", () => {
  it("gives the mean and its standard error", () => {
    expect(estimate([1, 2, 3, 4])).toEqual({ mean: 2.5, error: Math.sqrt(5 / 3 / 4) });
    expect(estimate([3])).toEqual({ mean: 3, error: 0 });
  });
});
