import { describe, expect, it } from "vitest";
import type { PlayedTrack } from "./history";
import { readLedger } from "./ledger";
import { previewStation } from "./preview";
import { createDeps } from "./station.fixture";

const deps = createDeps();
const seed = {
  id: "s",
  name: "S",
  version: "1",
  artists: ["Rock 1", "Rock 2", "Jazz 1"].map((name) => ({ name, weight: 1 })),
  feedback: [],
};
const played = (artist: string, over: Partial<PlayedTrack> = {}): PlayedTrack => ({
  trackId: `${artist}#0`,
  artist,
  playMs: 200_000,
  lengthMs: 200_000,
  at: 0,
  ...over,
});
const tracks = [
  played("Jazz 5", { rating: -1 }),
  played("Nobody at all", { rating: 1 }),
  played("Rock 9", { playMs: 10_000, at: 200_000 }),
];
const input = { seed, tracks, knobs: {}, count: 10, effectsOf: { tracks: [0, 1], said: [] } };

describe("readLedger", () => {
  it("weighs each line as the radio does", async () => {
    const { weights, grades } = await readLedger(deps, input);
    expect(weights).toEqual([-1, undefined, -0.4]);
    expect(grades).toEqual([-1, 1, -0.4]);
  });

  it("tells who would come and go by asking the radio without the line", async () => {
    const { effects } = await readLedger(deps, input);
    const order = async (list: readonly PlayedTrack[]) =>
      (await previewStation(deps, { ...input, tracks: list })).order.map(({ name }) => name);
    const now = await order(tracks);
    const without = await order(tracks.map((track, i) => (i === 0 ? { ...track, rating: 0 } : track)));
    expect(effects.tracks.get(0)).toEqual({
      enters: without.filter((name) => !now.includes(name)),
      leaves: now.filter((name) => !without.includes(name)),
    });
    expect(effects.tracks.get(0)?.enters.length).toBeGreaterThan(0);
    expect([...effects.tracks.keys()]).toEqual([0]);
  });

  it("tells it of words that no play carries", async () => {
    const said = [{ artist: "Rock 1", word: "never" as const, everywhere: false }];
    const { effects } = await readLedger(deps, { ...input, said, effectsOf: { tracks: [], said: [0] } });
    expect(effects.said.get(0)?.enters).toContain("Rock 1");
  });
});
