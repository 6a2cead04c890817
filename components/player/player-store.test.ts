import { describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "./player.fixture";
import { createPlayerStore } from "./player-store";

const track = { id: "t1", uri: "spotify:track:t1", lengthMs: 200_000, title: "A" };

function setUp({ isFree = true } = {}) {
  let time = 1_000_000;
  const player = createFakePlayer();
  const lock = createFakeLock(isFree);
  const store = createPlayerStore({ player, lock, now: () => time });
  return {
    player,
    lock,
    store,
    now: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe("createPlayerStore", () => {
  test("counts only sound: no loading, no pause, no seek", async () => {
    const { player, store, now, pass } = setUp();
    await store.play(track);
    pass(5_000);
    expect(store.listenedMs()).toBe(0);
    player.sound(now());
    pass(30_000);
    player.sound(now(), { paused: true, positionMs: 30_000 });
    pass(60_000);
    expect(store.listenedMs()).toBe(30_000);
    player.sound(now(), { positionMs: 150_000 });
    pass(10_000);
    expect(store.listenedMs()).toBe(40_000);
    expect(store.positionMs()).toBe(160_000);
  });

  test("a sleeping laptop adds no more than was left of the track", async () => {
    const { player, store, now, pass } = setUp();
    await store.play(track);
    player.sound(now(), { positionMs: 190_000 });
    pass(3_600_000);
    expect(store.listenedMs()).toBe(10_000);
    expect(store.positionMs()).toBe(200_000);
  });

  test("starts the count anew with each track", async () => {
    const { player, store, now, pass } = setUp();
    await store.play(track);
    player.sound(now());
    pass(20_000);
    await store.play({ ...track, id: "t2" });
    expect(store.listenedMs()).toBe(0);
  });

  test("passes the end of a track on, with the clock stopped", async () => {
    const { player, store, now, pass } = setUp();
    const heard = vi.fn();
    store.subscribe(heard);
    await store.play(track);
    player.sound(now());
    pass(200_000);
    player.emit({ type: "ended", trackId: "t1" });
    pass(9_000);
    expect(heard.mock.calls).toEqual([
      [{ type: "started", track, positionMs: 0 }],
      [{ type: "ended", trackId: "t1" }],
    ]);
    expect(store.listenedMs()).toBe(200_000);
  });

  test("does not play while another tab does, and says so; taking over works", async () => {
    const { player, store } = setUp({ isFree: false });
    expect(await store.play(track)).toBe(false);
    expect(store.store.getState().phase).toBe("other_tab");
    expect(player.calls).toEqual([]);
    expect(await store.play(track, { takeOver: true })).toBe(true);
    expect(player.calls).toContain("play t1 0");
  });

  test("lets go of the device when another tab takes over", async () => {
    const { player, lock, store, now } = setUp();
    await store.play(track);
    player.sound(now());
    lock.lose();
    expect(store.store.getState().phase).toBe("other_tab");
    expect(player.calls).toContain("close");
  });

  test.each([
    ["elsewhere", { type: "elsewhere" }, "elsewhere", undefined],
    ["offline", { type: "offline" }, "offline", undefined],
    ["no Premium", { type: "problem", problem: "no_premium" }, "failed", { kind: "no_premium" }],
    [
      "a token that is refused",
      { type: "problem", problem: "signed_out", message: "m" },
      "failed",
      { kind: "signed_out", message: "m" },
    ],
    ["held back sound", { type: "problem", problem: "blocked" }, "ready", { kind: "blocked" }],
  ] as const)("shows %s", async (_, event, phase, problem) => {
    const { player, store, now } = setUp();
    await store.play(track);
    player.sound(now());
    player.emit(event);
    expect(store.store.getState()).toMatchObject({ phase, problem });
  });

  test("counts nothing as heard after the sound ended, however late that shows", async () => {
    const { player, store, now, pass } = setUp();
    await store.play(track);
    player.sound(now());
    pass(100_000);
    player.emit({ type: "offline", positionMs: 30_000 });
    expect(store.listenedMs()).toBe(30_000);
    expect(store.positionMs()).toBe(30_000);
    pass(60_000);
    player.sound(now(), { positionMs: 30_000 });
    pass(5_000);
    expect(store.listenedMs()).toBe(35_000);
  });

  test("reports a track that cannot be played", async () => {
    const { player, store } = setUp();
    const heard = vi.fn();
    store.subscribe(heard);
    await store.play(track);
    player.emit({ type: "problem", problem: "track" });
    expect(heard.mock.calls).toContainEqual([{ type: "unplayable", trackId: "t1", title: "A" }]);
  });
});
