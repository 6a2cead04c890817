import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import type { ReportPlay } from "@/lib/api/schemas";
import { connectPlayReports } from "./play-reports";

const START = 1_800_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const now = () => Date.now();
  const player = createFakePlayer();
  const store = createPlayerStore({ player, lock: createFakeLock(), now });
  const told: string[] = [];
  const state = { isAway: false };
  const report = async ({ track_id, finished, started_at }: ReportPlay) => {
    if (state.isAway) throw new Error("away");
    told.push(`${track_id} ${finished ? "heard" : "now"} ${started_at - START}`);
  };
  connectPlayReports(store, { report, now });
  const play = async (id: string, lengthMs: number, positionMs = 0) => {
    await store.play({ id, uri: id, title: id, lengthMs }, { positionMs });
    player.sound(now(), { positionMs });
  };
  return { player, store, told, state, play, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

describe("connectPlayReports", () => {
  it("says what plays when it sounds, and that it was heard after half of it", async () => {
    const { told, play, pass } = setUp();
    await play("a", 200_000);
    await pass(0);
    expect(told).toEqual(["a now 0"]);
    await pass(99_000);
    expect(told).toHaveLength(1);
    await pass(2_000);
    expect(told).toEqual(["a now 0", "a heard 0"]);
    await pass(99_000);
    expect(told).toHaveLength(2);
  });

  it("takes four minutes for enough, leaves pauses out, and jingles too", async () => {
    const { player, store, told, play, pass } = setUp();
    await play("long", 3_600_000);
    await pass(200_000);
    await store.pause();
    await pass(600_000);
    expect(told).toEqual(["long now 0"]);
    player.sound(Date.now(), { positionMs: 200_000 });
    await pass(41_000);
    expect(told).toEqual(["long now 0", "long heard 0"]);
    await play("jingle", 20_000);
    await pass(20_000);
    expect(told).toHaveLength(2);
  });

  it("goes on counting after a reload, and does not tell twice", async () => {
    const { told, play, pass } = setUp();
    await play("a", 200_000, 60_000.4);
    await pass(41_000);
    expect(told).toEqual(["a now -60000", "a heard -60000"]);
    await play("b", 200_000, 150_000);
    await pass(50_000);
    expect(told).toHaveLength(2);
  });

  it("keeps what could not be told until the next time", async () => {
    const { told, state, play, pass } = setUp();
    state.isAway = true;
    await play("a", 200_000);
    await pass(150_000);
    state.isAway = false;
    await play("b", 200_000);
    await pass(0);
    expect(told).toEqual(["b now 150000", "a heard 0"]);
  });
});
