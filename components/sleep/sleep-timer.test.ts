import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { createSleepTimer } from "./sleep-timer";

const SONG = { id: "t", uri: "u", lengthMs: 200_000, title: "Song" };

async function playing() {
  const player = createFakePlayer();
  const now = () => Date.now();
  const store = createPlayerStore({ player, lock: createFakeLock(), now });
  await store.play(SONG);
  player.sound(Date.now());
  return { player, store, timer: createSleepTimer({ player: store, now }) };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("createSleepTimer", () => {
  test("pauses when its time has come, says how long that is, and is off again", async () => {
    const { player, timer } = await playing();
    timer.set({ at: Date.now() + 60_000 });
    await wait(59_000);
    expect([timer.leftMs(), player.calls.includes("pause")]).toEqual([1_000, false]);
    await wait(1_000);
    expect(player.calls.at(-1)).toBe("pause");
    expect(timer.store.getState().goal).toBeUndefined();
  });

  test("stops just before the end of the song, wherever the song is sought to", async () => {
    const { player, timer } = await playing();
    timer.set("song");
    await wait(10_000);
    player.sound(Date.now(), { positionMs: 190_000 });
    await wait(9_000);
    expect(player.calls).not.toContain("pause");
    await wait(700);
    expect(player.calls.at(-1)).toBe("pause");
  });

  test("does nothing once it is called off, and does not start what is paused", async () => {
    const { player, store, timer } = await playing();
    timer.set({ at: Date.now() + 5_000 });
    timer.set(undefined);
    await wait(10_000);
    expect(player.calls).not.toContain("pause");
    await store.pause();
    timer.set({ at: Date.now() + 5_000 });
    await wait(10_000);
    expect(player.calls.filter((call) => call === "pause")).toHaveLength(1);
    expect(player.calls).not.toContain("resume");
  });
});
