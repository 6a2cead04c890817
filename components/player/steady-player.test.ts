import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Playable, PlayerEvent } from "./player";
import { createFakePlayer } from "./player.fixture";
import { createSteadyPlayer } from "./steady-player";

const song = (id: string): Playable => ({ id, uri: `spotify:track:${id}`, lengthMs: 200_000, title: id });

function createFakeLine() {
  let isUp = true;
  let tell = () => {};
  return {
    isUp: () => isUp,
    subscribe(listener: () => void) {
      tell = listener;
      return () => undefined;
    },
    set(next: boolean) {
      isUp = next;
      tell();
    },
  };
}

/** A steady player over a device that plays song "a" and has been heard up to `positionMs`. */
async function createPlaying(positionMs = 50_000) {
  const device = createFakePlayer();
  const line = createFakeLine();
  const steady = createSteadyPlayer({ player: device, now: () => Date.now(), line });
  const events: PlayerEvent[] = [];
  steady.subscribe((event) => events.push(event));
  await steady.play(song("a"));
  device.sound(Date.now(), { positionMs });
  device.calls.length = 0;
  events.length = 0;
  return { device, line, steady, events, types: () => events.map(({ type }) => type) };
}

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 20) }));
afterEach(() => void vi.useRealTimers());

describe("a device whose line breaks", () => {
  test("goes on from where the sound ended, as soon as it is back", async () => {
    const { device, events } = await createPlaying();
    await vi.advanceTimersByTimeAsync(4_000);
    device.emit({ type: "offline" });
    expect(events).toEqual([{ type: "offline", positionMs: 54_000 }]);
    await vi.advanceTimersByTimeAsync(2_000);
    device.emit({ type: "ready" });
    await vi.advanceTimersByTimeAsync(0);
    expect(device.calls).toEqual(["play a 54000"]);
  });

  test("is built anew when it does not come back", async () => {
    const { device } = await createPlaying();
    device.emit({ type: "offline" });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(device.calls).toEqual(["close", "play a 50000"]);
  });

  test("stays quiet when it was paused, and starts anew when it is resumed", async () => {
    const { device, steady, types } = await createPlaying();
    await steady.pause();
    device.sound(Date.now(), { positionMs: 50_000, paused: true });
    device.emit({ type: "offline" });
    device.emit({ type: "ready" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(device.calls).toEqual(["pause"]);
    expect(types()).toEqual(["playback", "offline", "ready"]);
    await steady.resume();
    expect(device.calls).toEqual(["pause", "play a 50000"]);
  });

  test("is not brought back against the listener's wish", async () => {
    const { device, steady, events } = await createPlaying();
    device.emit({ type: "offline" });
    await steady.pause();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(device.calls).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: "playback", playback: { paused: true, positionMs: 50_000 } });
  });
});

test("another device id without a warning: the track goes on there", async () => {
  const { device } = await createPlaying();
  device.emit({ type: "ready" });
  await vi.advanceTimersByTimeAsync(0);
  expect(device.calls).toEqual(["play a 50000"]);
});

describe("a device that is dead and does not say so", () => {
  test("after resuming: a new one plays on from the same place", async () => {
    const { device, steady } = await createPlaying();
    await steady.pause();
    device.sound(Date.now(), { positionMs: 50_000, paused: true });
    await steady.resume();
    await vi.advanceTimersByTimeAsync(3_001);
    expect(device.calls).toEqual(["pause", "resume", "close", "play a 50000"]);
  });

  test("at the end of the song: the song counts as ended, and the next one gets a new device", async () => {
    const { device, events } = await createPlaying(190_000);
    await vi.advanceTimersByTimeAsync(10_000 + 6_000 + 5_000);
    expect(device.calls).toEqual(["close"]);
    expect(events).toEqual([{ type: "ended", trackId: "a" }]);
  });

  test("after a start: it is tried again on a new device, and in the end the listener is told", async () => {
    const { device, steady, events } = await createPlaying();
    await steady.play(song("b"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(device.calls).toContain("close");
    expect(events.at(-1)).toEqual({ type: "offline", positionMs: 0 });
    await vi.advanceTimersByTimeAsync(400_000);
    expect(device.calls.filter((call) => call === "play b 0")).toHaveLength(7);
    expect(events.at(-1)).toEqual({ type: "problem", problem: "unreachable" });
  });
});

describe("a machine that slept in the middle of a song", () => {
  const sleep = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await vi.advanceTimersByTimeAsync(5_000);
  };

  test("goes on where it was after a nap", async () => {
    const { device, events } = await createPlaying(180_000);
    await vi.advanceTimersByTimeAsync(5_000);
    await sleep(200_000);
    expect(events[0]).toEqual({ type: "offline", positionMs: 185_000 });
    await vi.advanceTimersByTimeAsync(1);
    expect(device.calls).toEqual(["close", "play a 185000"]);
  });

  test("waits, paused where it was, after a night", async () => {
    const { device, steady, events } = await createPlaying(180_000);
    await vi.advanceTimersByTimeAsync(5_000);
    await sleep(8 * 3_600_000);
    expect(events.at(-1)).toMatchObject({
      type: "playback",
      playback: { paused: true, positionMs: 185_000 },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(device.calls).toEqual(["close"]);
    await steady.resume();
    expect(device.calls).toEqual(["close", "play a 185000"]);
  });
});

describe("a service that fails", () => {
  test("is asked again after a while, and less and less often", async () => {
    const { device, events, types } = await createPlaying();
    device.emit({ type: "problem", problem: "unreachable", message: "Spotify failed (503)." });
    expect(types()).toEqual(["offline"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(device.calls).toEqual(["play a 50000"]);
    device.emit({ type: "problem", problem: "unreachable" });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(device.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(device.calls).toHaveLength(2);
    device.sound(Date.now(), { positionMs: 50_000 });
    expect(events.at(-1)).toMatchObject({ type: "playback" });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(device.calls).toHaveLength(2);
  });

  test("is in trouble still while the device tells of the song before", async () => {
    const { device, types } = await createPlaying();
    device.emit({ type: "problem", problem: "no_premium" });
    device.sound(Date.now(), { loading: true });
    expect(types()).toEqual(["problem"]);
  });

  test.each(["no_premium", "signed_out", "limited", "unsupported"] as const)(
    "is not asked again for %s: that is the listener's to know",
    async (problem) => {
      const { device, events } = await createPlaying();
      device.emit({ type: "problem", problem });
      await vi.advanceTimersByTimeAsync(300_000);
      expect(events).toEqual([{ type: "problem", problem }]);
      expect(device.calls).toEqual([]);
    },
  );
});

describe("a line that is down", () => {
  const fail = (device: { emit(event: PlayerEvent): void }) =>
    device.emit({ type: "problem", problem: "unreachable" });

  test("is waited for however long it takes, and the song goes on where it was", async () => {
    const { device, line, events } = await createPlaying();
    line.set(false);
    for (let minute = 0; minute < 30; minute++) {
      fail(device);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(events.every(({ type }) => type === "offline")).toBe(true);
    fail(device);
    device.calls.length = 0;
    line.set(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(device.calls).toEqual(["close", "play a 50000"]);
    device.sound(Date.now(), { positionMs: 50_000 });
    expect(events.at(-1)).toMatchObject({ type: "playback", playback: { trackId: "a" } });
  });

  test("is not the fault of the song that cannot be played meanwhile", async () => {
    const { device, line, types } = await createPlaying();
    line.set(false);
    device.emit({ type: "problem", problem: "track" });
    expect(types()).toEqual(["offline"]);
    line.set(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(device.calls).toEqual(["close", "play a 50000"]);
    device.emit({ type: "problem", problem: "track" });
    expect(types()).toEqual(["offline", "problem"]);
  });

  test("that is back starts nothing that was not lost, or was paused meanwhile", async () => {
    const { device, line, steady } = await createPlaying();
    line.set(false);
    line.set(true);
    fail(device);
    await steady.pause();
    line.set(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(device.calls).toEqual([]);
  });
});
