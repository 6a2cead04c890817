import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Playable, Playback, PlayerEvent } from "./player";
import { createRemotePlayer, type RemoteState } from "./remote-player";

const LENGTH = 200_000;
const song = (id: string): Playable => ({ id, uri: `spotify:track:${id}`, lengthMs: LENGTH, title: id });
const [one, two, three, other] = ["one", "two", "three", "other"].map(song) as [
  Playable,
  Playable,
  Playable,
  Playable,
];

function open() {
  const calls: string[] = [];
  const events: string[] = [];
  const device: { state: RemoteState | undefined; fails: boolean } = { state: undefined, fails: false };
  const call = (name: string) => async () => {
    calls.push(name);
    if (device.fails) throw new Error("away");
  };
  const player = createRemotePlayer({
    deviceId: "kitchen",
    now: () => Date.now(),
    toFailure: () => ({ kind: "unreachable", message: "away" }),
    commands: {
      start: ({ uris, positionMs }) => call(`start ${uris.map((uri) => uri.slice(14))} ${positionMs}`)(),
      transfer: (_, play) => call(`transfer ${play}`)(),
      pause: call("pause"),
      resume: call("resume"),
      seek: (_, positionMs) => call(`seek ${positionMs}`)(),
      setVolume: (_, volume) => call(`volume ${volume}`)(),
      look: async () => {
        await call("look")();
        return device.state;
      },
    },
  });
  const seen: Playback[] = [];
  player.subscribe((event: PlayerEvent) => {
    if (event.type === "playback") seen.push(event.playback);
    events.push(event.type === "ended" ? `ended ${event.trackId}` : event.type);
  });
  const plays = (track: Playable, positionMs: number, paused = false) => {
    device.state = { deviceId: "kitchen", trackIds: [track.id], positionMs, lengthMs: LENGTH, paused };
  };
  return { player, calls, events, seen, device, plays };
}

const ended = (events: readonly string[]) => events.filter((event) => event.startsWith("ended"));

describe("createRemotePlayer", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it("plays three songs with one start and one look a song", async () => {
    const { player, calls, events, seen, plays } = open();
    await player.play(one, 0, [two, three]);
    expect(seen.at(-1)).toMatchObject({ trackId: "one", positionMs: 0, paused: false, durationMs: LENGTH });
    plays(two, 1_500);
    await vi.advanceTimersByTimeAsync(LENGTH + 1_500);
    expect(ended(events)).toEqual(["ended one"]);
    await player.play(two, 0, [three]);
    expect(seen.at(-1)).toMatchObject({ trackId: "two", positionMs: 1_500 });
    plays(three, 1_500);
    await vi.advanceTimersByTimeAsync(LENGTH);
    await player.play(three, 0, []);
    expect(ended(events)).toEqual(["ended one", "ended two"]);
    expect(calls).toEqual(["start one,two,three 0", "look", "look"]);
  });

  it("starts what is wanted in time where the device would go on with something else", async () => {
    const { player, calls, events } = open();
    await player.play(one, 0, [two]);
    player.preload?.([other]);
    await vi.advanceTimersByTimeAsync(LENGTH - 401);
    expect(ended(events)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended(events)).toEqual(["ended one"]);
    await player.play(other, 0, []);
    expect(calls).toEqual(["start one,two 0", "start other 0"]);
  });

  it("believes the device when it is behind, and looks again when the song should then have ended", async () => {
    const { player, calls, events, seen, plays } = open();
    await player.play(one, 0, [two]);
    plays(one, LENGTH - 30_000);
    await vi.advanceTimersByTimeAsync(LENGTH + 1_500);
    expect(ended(events)).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ positionMs: LENGTH - 30_000 });
    plays(two, 1_500);
    await vi.advanceTimersByTimeAsync(31_500);
    expect(ended(events)).toEqual(["ended one"]);
    expect(calls.filter((call) => call === "look")).toHaveLength(2);
  });

  it("counts songs that the device played while the page slept as heard", async () => {
    const { player, events, seen, plays, calls } = open();
    await player.play(one, 0, [two, three]);
    plays(three, 40_000);
    await vi.advanceTimersByTimeAsync(LENGTH + 1_500);
    await player.play(two, 0, [three]);
    expect(seen.at(-1)).toMatchObject({ trackId: "two", positionMs: 0, receivedAt: Date.now() - LENGTH });
    await player.play(three, 0, []);
    expect(seen.at(-1)).toMatchObject({ trackId: "three", positionMs: 40_000 });
    expect(ended(events)).toEqual(["ended one", "ended two"]);
    expect(calls).toEqual(["start one,two,three 0", "look"]);
  });

  it("pauses, goes on, moves in the song, and knows without asking where it stands", async () => {
    const { player, calls, seen } = open();
    await player.play(one, 5_000, [two]);
    await vi.advanceTimersByTimeAsync(10_000);
    await player.pause();
    expect(seen.at(-1)).toMatchObject({ paused: true, positionMs: 15_000 });
    await vi.advanceTimersByTimeAsync(LENGTH * 2);
    await player.seek(60_000);
    expect(seen.at(-1)).toMatchObject({ paused: true, positionMs: 60_000 });
    await player.resume();
    expect(seen.at(-1)).toMatchObject({ paused: false, positionMs: 60_000 });
    await player.setVolume(0.1);
    await player.setVolume(0.4);
    await vi.advanceTimersByTimeAsync(300);
    expect(calls).toEqual(["start one,two 5000", "pause", "seek 60000", "resume", "volume 0.4"]);
  });

  it("takes over a running song by one call, and says when there is none to take over", async () => {
    const { player, calls, seen, device } = open();
    const playback = {
      trackId: "one",
      paused: false,
      loading: false,
      positionMs: 30_000,
      durationMs: LENGTH,
      receivedAt: Date.now() - 5_000,
    };
    expect(await player.adopt(one, playback, [two])).toBe(true);
    expect(seen.at(-1)).toMatchObject({ trackId: "one", positionMs: 35_000, paused: false });
    expect(calls).toEqual(["transfer true"]);
    device.fails = true;
    expect(await player.adopt(one, playback, [two])).toBe(false);
  });

  it("says that another device plays, and that a song of somebody else's plays on this one", async () => {
    for (const changes of [{ deviceId: "phone" }, { trackIds: ["foreign"], lengthMs: 1 }]) {
      const { player, events, plays, device } = open();
      await player.play(one, 0, [two]);
      plays(one, 3_000);
      device.state = device.state && { ...device.state, ...changes };
      await vi.advanceTimersByTimeAsync(LENGTH + 1_500);
      expect(events.at(-1)).toBe("elsewhere");
    }
  });

  it("goes by the clock while the service cannot be asked, and says when a start failed", async () => {
    const { player, events, device } = open();
    await player.play(one, 0, [two]);
    device.fails = true;
    await vi.advanceTimersByTimeAsync(LENGTH + 1_500);
    expect(ended(events)).toEqual(["ended one"]);
    await player.play(other, 0, []);
    expect(events.at(-1)).toBe("problem");
  });

  it("looks when the listener comes back, but not when it has just been told", async () => {
    const { player, calls, plays, seen } = open();
    await player.play(one, 0, [two]);
    await player.look();
    expect(calls).not.toContain("look");
    await vi.advanceTimersByTimeAsync(60_000);
    plays(one, 20_000, true);
    await player.look();
    expect(seen.at(-1)).toMatchObject({ positionMs: 20_000, paused: true });
    await vi.advanceTimersByTimeAsync(LENGTH * 2);
    expect(calls.filter((call) => call === "look")).toHaveLength(1);
    player.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
