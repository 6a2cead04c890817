import { describe, expect, it } from "vitest";
import { clockOffset, mergeSlots, type Slot, slotAfter, slotAt } from "./air-time";

const slot = (starts_at: number, ends_at: number): Slot => ({
  starts_at,
  ends_at,
  artist: `Artist ${starts_at}`,
  track_id: String(starts_at),
  uri: `test:${starts_at}`,
  title: "Song",
  artists: [],
  length_seconds: (ends_at - starts_at) / 1000,
});
const slots = [slot(0, 100), slot(100, 250), slot(250, 300)];

describe("air time", () => {
  it("follows the server's clock", () => {
    expect(clockOffset(5_000, 900, 1_100)).toBe(4_000);
  });

  it("finds the song of a moment, its edges belonging to what begins", () => {
    expect([0, 99, 100, 299, 300, -1].map((at) => slotAt(slots, at)?.track_id)).toEqual([
      "0",
      "0",
      "100",
      "250",
      undefined,
      undefined,
    ]);
    expect(slots.map((each) => slotAfter(slots, each)?.track_id)).toEqual(["100", "250", undefined]);
  });

  it("joins the next hour without a song twice and forgets the last but one", () => {
    const joined = mergeSlots(slots, [slot(250, 300), slot(300, 400)], 200);
    expect(joined.map(({ starts_at }) => starts_at)).toEqual([0, 100, 250, 300]);
    expect(mergeSlots(joined, [], 3_600_000 + 260).map(({ starts_at }) => starts_at)).toEqual([250, 300]);
  });
});
