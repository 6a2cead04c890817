import { describe, expect, it } from "vitest";
import { allowedTracks, sampleTrack, type TrackChoice } from "./sample";

const track = (id: string, over: Partial<TrackChoice> = {}): TrackChoice => ({
  id,
  songKey: id,
  isVersion: false,
  lengthMs: 200_000,
  explicit: false,
  playable: true,
  ...over,
});
const options = { noExplicit: false, heard: new Set<string>() };

describe("allowedTracks", () => {
  it("leaves out short, unplayable and heard tracks", () => {
    const tracks = [
      track("short", { lengthMs: 44_000 }),
      track("barred", { playable: false }),
      track("heard"),
      track("same song", { songKey: "heard song" }),
      track("fine"),
    ];
    const allowed = allowedTracks(tracks, { ...options, heard: new Set(["heard", "heard song"]) });
    expect(allowed.map(({ id }) => id)).toEqual(["fine"]);
  });

  it("keeps one version of a song, the song itself when it is there", () => {
    const tracks = [track("live", { songKey: "s", isVersion: true }), track("studio", { songKey: "s" })];
    expect(allowedTracks(tracks, options).map(({ id }) => id)).toEqual(["studio"]);
  });

  it("leaves out explicit tracks only when asked to", () => {
    const tracks = [track("a", { explicit: true })];
    expect(allowedTracks(tracks, options)).toHaveLength(1);
    expect(allowedTracks(tracks, { ...options, noExplicit: true })).toHaveLength(0);
  });
});

describe("sampleTrack", () => {
  it("returns undefined when nothing is allowed", () => {
    expect(sampleTrack([], { ...options, seed: 1 })).toBeUndefined();
  });

  it("draws by rank^-0.7 (chi-square over 4,000 seeds, 4 degrees of freedom, 0.1 %)", () => {
    const tracks = ["a", "b", "c", "d", "e"].map((id) => track(id));
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 4_000; seed++) {
      const id = sampleTrack(tracks, { ...options, seed })?.id ?? "";
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const weights = tracks.map((_, index) => (index + 1) ** -0.7);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const chiSquare = tracks.reduce((sum, { id }, index) => {
      const expected = (4_000 * (weights[index] ?? 0)) / total;
      return sum + ((counts.get(id) ?? 0) - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(18.47);
  });
});
