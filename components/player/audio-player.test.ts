import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toLevel } from "./audio-deck";
import { createFakeAudio, type FakeAudio } from "./audio-element.fixture";
import { createAudioPlayer } from "./audio-player";
import type { Playable, PlayerEvent } from "./player";
import type { StreamFault } from "./stream-fault";

const NETWORK = 2;
const UNDECODABLE = 4;

const song = (id: string, over: Partial<Playable> = {}): Playable => ({
  id,
  uri: `uri:${id}`,
  title: id.toUpperCase(),
  lengthMs: 199_000,
  ...over,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const audios: FakeAudio[] = [];
  const events: PlayerEvent[] = [];
  const faults: StreamFault[] = [];
  const asked: string[] = [];
  const player = createAudioPlayer({
    createAudio: () => {
      const audio = createFakeAudio();
      audios.push(audio);
      return audio;
    },
    addressOf: (id, format) => `/${id}${format ? `?${format}` : ""}`,
    findFault: async (address) => {
      asked.push(address);
      return faults.shift() ?? { kind: "none" };
    },
    now: () => Date.now(),
  });
  player.subscribe((event) => events.push(event));
  const [first, second] = audios;
  if (!first || !second) throw new Error("the player has two decks");
  const last = () => events[events.length - 1];
  /** Lets what was asked be answered. */
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { player, first, second, events, faults, asked, last, settle };
}

describe("createAudioPlayer", () => {
  it("plays from a place, reports loading and then sound with the length of the file", async () => {
    const { player, first, last } = setUp();
    await player.play(song("a"), 30_000);
    expect(first).toMatchObject({ src: "/a", currentTime: 30, paused: false });
    expect(last()).toMatchObject({
      playback: { trackId: "a", loading: true, positionMs: 30_000, durationMs: 199_000 },
    });
    first.sound();
    expect(last()).toMatchObject({
      playback: { trackId: "a", paused: false, loading: false, positionMs: 30_000, durationMs: 200_000 },
    });
  });

  it("makes the next track ready once this one needs nothing, and swaps to it without loading", async () => {
    const { player, first, second } = setUp();
    await player.play(song("a"));
    player.preload?.([song("b")]);
    expect(second.src).toBe("");
    first.sound();
    expect(second.src).toBe("/b");
    first.finish();
    await player.play(song("b"));
    expect(second.calls).toEqual(["src /b", "play"]);
    expect(first.src).toBe("");
    player.preload?.([song("c")]);
    second.sound();
    expect(first.src).toBe("/c");
  });

  it("drops what was made ready when something else follows", async () => {
    const { player, first, second } = setUp();
    await player.play(song("a"));
    first.sound();
    player.preload?.([song("b")]);
    player.preload?.([song("c")]);
    expect(second.src).toBe("/c");
    await player.play(song("x"));
    expect(first.src).toBe("/x");
  });

  it("tells of the end once, and not after it was closed", async () => {
    const { player, first, events } = setUp();
    await player.play(song("a"));
    first.sound();
    first.finish();
    first.finish();
    expect(events.filter(({ type }) => type === "ended")).toEqual([{ type: "ended", trackId: "a" }]);
    player.close();
    expect(first.src).toBe("");
  });

  it("pauses and goes on, also when the system pauses it", async () => {
    const { player, first, last } = setUp();
    await player.play(song("a"));
    first.sound();
    first.currentTime = 12;
    await player.pause();
    expect(first.paused).toBe(true);
    expect(last()).toMatchObject({ playback: { paused: true, positionMs: 12_000 } });
    await player.resume();
    first.sound();
    expect(last()).toMatchObject({ playback: { paused: false, loading: false, positionMs: 12_000 } });
    first.pause();
    expect(last()).toMatchObject({ playback: { paused: true } });
  });

  it("seeks, and reports only what the clock cannot know", async () => {
    const { player, first, events, last } = setUp();
    await player.play(song("a"));
    first.sound();
    await player.seek(60_000);
    expect(first.currentTime).toBe(60);
    expect(last()).toMatchObject({ playback: { positionMs: 60_000 } });
    const count = events.length;
    vi.advanceTimersByTime(250);
    first.moveTo(60.25);
    expect(events).toHaveLength(count);
    vi.advanceTimersByTime(250);
    first.moveTo(63);
    expect(last()).toMatchObject({ playback: { positionMs: 63_000 } });
    first.stall();
    expect(last()).toMatchObject({ playback: { loading: true, positionMs: 63_000 } });
  });

  it("asks for another form of what cannot be decoded, then calls it a broken track", async () => {
    const { player, first, events, asked, last, settle } = setUp();
    await player.play(song("a"));
    first.fail(UNDECODABLE);
    await settle();
    expect(first.src).toBe("/a?mp3");
    first.fail(UNDECODABLE);
    await settle();
    expect(asked).toEqual(["/a", "/a?mp3"]);
    expect(last()).toEqual({ type: "problem", problem: "track" });
    expect(events.filter(({ type }) => type === "problem")).toHaveLength(1);
  });

  it("looks at a broken next track only when its turn comes", async () => {
    const { player, first, second, events, last, settle } = setUp();
    await player.play(song("a"));
    first.sound();
    player.preload?.([song("b")]);
    second.fail(UNDECODABLE);
    await settle();
    expect(events.some(({ type }) => type === "problem")).toBe(false);
    await player.play(song("b"));
    expect(first.src).toBe("/b");
    expect(last()).toMatchObject({ playback: { trackId: "b", loading: true } });
  });

  it("comes back by itself to the same place when the connection was lost", async () => {
    const { player, first, faults, events, last, settle } = setUp();
    await player.play(song("a"));
    first.sound();
    first.moveTo(40);
    faults.push({ kind: "away" }, { kind: "away", message: "The music server cannot be reached." });
    first.fail(NETWORK);
    await settle();
    expect(last()).toEqual({ type: "offline" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(first).toMatchObject({ src: "/a", currentTime: 40 });
    first.fail(UNDECODABLE);
    await settle();
    expect(last()).toMatchObject({ problem: "unreachable", message: "The music server cannot be reached." });
    await vi.advanceTimersByTimeAsync(2_000);
    first.sound();
    expect(last()).toMatchObject({ playback: { trackId: "a", loading: false, positionMs: 40_000 } });
    expect(events.filter(({ type }) => type === "problem")).toHaveLength(1);
  });

  it("gives up on a track that breaks off at the same place again and again", async () => {
    const { player, first, last, settle } = setUp();
    await player.play(song("a"));
    for (let times = 0; times < 3; times++) {
      first.sound();
      first.moveTo(40);
      first.fail(NETWORK);
      await settle();
    }
    expect(last()).toEqual({ type: "problem", problem: "track" });
  });

  it.each([
    ["signed_out", "Sign in again."],
    ["limited", "Wait."],
    ["track", "Nothing there."],
  ] as const)("says that it is %s, in the server's words", async (kind, message) => {
    const { player, first, faults, last, settle } = setUp();
    await player.play(song("a"));
    faults.push({ kind, message });
    first.fail(UNDECODABLE);
    await settle();
    expect(last()).toEqual({ type: "problem", problem: kind, message });
  });

  it("does not take the fault of a track for that of the one after it", async () => {
    const { player, first, events, settle } = setUp();
    await player.play(song("a"));
    first.fail(UNDECODABLE);
    const next = player.play(song("b"));
    await settle();
    await next;
    expect(first.src).toBe("/b");
    expect(events.some(({ type }) => type === "problem")).toBe(false);
  });

  it("says when the browser holds the sound back, and plays on at the next click", async () => {
    const { player, first, last } = setUp();
    first.refuse = true;
    await player.play(song("a"));
    expect(last()).toEqual({ type: "problem", problem: "blocked" });
    first.refuse = false;
    await player.resume();
    first.sound();
    expect(last()).toMatchObject({ playback: { loading: false, paused: false } });
  });

  it("allows both decks to sound inside the first click", () => {
    const { player, first, second } = setUp();
    player.activate();
    player.activate();
    for (const audio of [first, second]) {
      expect(audio.calls.filter((call) => call === "play")).toHaveLength(1);
      expect(audio.src).toMatch(/^data:audio/);
    }
  });

  it("levels both decks by their own tracks", async () => {
    const { player, first, second } = setUp();
    await player.setVolume(0.5);
    await player.play(song("a", { gainDb: -6 }));
    first.sound();
    player.preload?.([song("b", { gainDb: 6 })]);
    expect(first.volume).toBeCloseTo(0.125, 2);
    expect(second.volume).toBeCloseTo(0.5, 2);
  });
});

describe("toLevel", () => {
  it("makes tracks equally loud as long as there is room, and never louder than they are", () => {
    expect(toLevel(1)).toBe(1);
    expect(toLevel(0, 10)).toBe(0);
    expect(toLevel(0.5, 6) / toLevel(0.5, -6)).toBeCloseTo(10 ** (12 / 20), 5);
    expect(toLevel(1, 6)).toBe(1);
  });
});
