import { describe, expect, it } from "vitest";
import { createDeps, createTrack } from "@/lib/station/station.fixture";
import { createMemoryStore } from "@/lib/store/memory";
import { artistsOfBlock, BLOCK_MS, blockAt, fillBlock, openBlock } from "./broadcast";

const payload = {
  version: 1 as const,
  name: "Night train",
  style: [{ name: "Rock 1", weight: 1 }],
  feedback: [],
  weights: { style: 1, likes: 0.6, dislikes: 0.3 },
  seed: 7,
  model: "abc",
};
const input = { code: "code", startsAt: 1_000_000, payload, block: 0 };

/** Ten songs of everybody, of different lengths. */
const offer = (artists: readonly string[]) =>
  artists.map((artist, i) => ({
    artist,
    tracks: Array.from({ length: 10 }, (_, n) =>
      createTrack(artist, n, { title: `Song ${n}`, lengthMs: 150_000 + 7_000 * ((3 * i + n) % 13) + n }),
    ),
  }));

describe("blockAt", () => {
  it("finds the hour of a moment, and none before the start", () => {
    expect(blockAt(1_000, 1_000)).toEqual({ block: 0, beganAt: 1_000 });
    expect(blockAt(1_000, 1_000 + 2.5 * BLOCK_MS)).toEqual({ block: 2, beganAt: 1_000 + 2 * BLOCK_MS });
    expect(() => blockAt(1_000, 999)).toThrow(/not begun/);
  });
});

describe("fillBlock", () => {
  const options = { seed: 7, block: 0, noExplicit: false };

  it("fills the hour without a gap, a song or an artist twice, and closes it with a song that fits", () => {
    const slots = fillBlock(offer(Array.from({ length: 28 }, (_, i) => `Rock ${i}`)), options);
    expect(slots[0]?.startMs).toBe(0);
    expect(slots.at(-1)?.endMs).toBe(BLOCK_MS);
    slots.slice(1).forEach((slot, i) => {
      expect(slot.startMs).toBe(slots[i]?.endMs);
    });
    expect(new Set(slots.map(({ trackId }) => trackId)).size).toBe(slots.length);
    expect(new Set(slots.map(({ artist }) => artist)).size).toBe(slots.length);
    for (const { startMs, endMs, lengthMs } of slots.slice(0, -1)) expect(endMs - startMs).toBe(lengthMs);
    const last = slots.at(-1);
    expect((last?.lengthMs ?? 0) - ((last?.endMs ?? 0) - (last?.startMs ?? 0))).toBeLessThan(7_000);
  });

  it("makes do with few songs, and with none", () => {
    const slots = fillBlock(offer(["Rock 1"]), options);
    expect(slots.length).toBe(10);
    expect(fillBlock([], options)).toEqual([]);
    expect(fillBlock([{ artist: "Ghost", tracks: [] }], options)).toEqual([]);
  });
});

describe("openBlock", () => {
  it("gives every listener the same songs, whoever asks first and whatever their service says later", async () => {
    const store = createMemoryStore();
    const [one, two] = [createDeps(), createDeps()];
    const other = {
      ...two,
      music: { ...two.music, findArtistTracks: async () => [createTrack("Rock 1", 9)] },
    };
    const slots = await openBlock(one, one, store, input);
    expect(await openBlock(other, two, store, input)).toEqual(slots);
    const raced = createMemoryStore();
    const both = await Promise.all([
      openBlock(createDeps(), one, raced, input),
      openBlock(other, two, raced, input),
    ]);
    expect(both[1]).toEqual(both[0]);
  });

  it("comes to the same again when the store has lost it", async () => {
    const first = await openBlock(createDeps(), createDeps(), createMemoryStore(), { ...input, block: 3 });
    const again = await openBlock(createDeps(), createDeps(), createMemoryStore(), { ...input, block: 3 });
    expect(again).toEqual(first);
  });

  it("asks for a block's own artists only, and for none a second time", async () => {
    const deps = createDeps();
    const store = createMemoryStore();
    await openBlock(deps, deps, store, { ...input, block: 2 });
    const asked = deps.music.calls.length;
    expect(asked).toBeLessThanOrEqual(28);
    await openBlock(deps, deps, store, { ...input, block: 2 });
    expect(deps.music.calls.length).toBe(asked);
  });

  it("lets artists rest across the hour, and comes round in another order", () => {
    const deps = createDeps();
    const [first, second] = [artistsOfBlock(deps, payload, 0), artistsOfBlock(deps, payload, 1)];
    expect(first).toHaveLength(28);
    const all = [...first, ...second];
    all.forEach((artist, i) => {
      expect(all.slice(i + 1, i + 11)).not.toContain(artist);
    });
    expect(artistsOfBlock(deps, payload, 12)).not.toEqual(first);
  });
});
