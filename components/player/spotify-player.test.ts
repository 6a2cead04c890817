import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PlayerEvent } from "./player";
import { failureOf, type StartFailure } from "./sdk-device";
import { createSpotifyPlayer } from "./spotify-player";

type Listener = (value: unknown) => void;

/** Stands in for the SDK's player: what it was told, and a way to make it speak. */
class FakeSdkPlayer {
  static made: FakeSdkPlayer[] = [];
  readonly options: Spotify.PlayerInit;
  readonly listeners = new Map<string, Listener>();
  isConnected = false;
  constructor(options: Spotify.PlayerInit) {
    this.options = options;
    FakeSdkPlayer.made.push(this);
  }
  addListener(event: string, listener: Listener) {
    this.listeners.set(event, listener);
    return true;
  }
  say(event: string, value?: unknown) {
    this.listeners.get(event)?.(value);
  }
  connect = vi.fn(async () => {
    this.isConnected = true;
    return true;
  });
  disconnect = vi.fn(() => {
    this.isConnected = false;
  });
  getCurrentState = vi.fn(async (): Promise<object | null> => null);
  activateElement = vi.fn(async () => undefined);
  pause = vi.fn(async () => undefined);
  resume = vi.fn(async () => undefined);
  nextTrack = vi.fn(async () => undefined);
  seek = vi.fn(async () => undefined);
  setVolume = vi.fn(async () => undefined);
}

const track = (id: string) => ({ id, uri: `spotify:track:${id}`, lengthMs: 200_000, title: "A" });

const state = (id: string, changes: object = {}) => ({
  paused: false,
  loading: false,
  position: 1_000,
  duration: 200_000,
  track_window: {
    current_track: { uid: `uid-${id}`, uri: `spotify:track:${id}`, id, linked_from: { uri: null, id: null } },
    previous_tracks: [],
    next_tracks: [],
  },
  ...changes,
});

type SetUp = { readonly hasMediaKeys?: () => boolean; readonly toFailure?: () => StartFailure };

function setUp(options: SetUp = {}) {
  const events: PlayerEvent[] = [];
  const start = vi.fn(async (_: unknown) => undefined as undefined);
  const getToken = vi.fn(async (refused?: string) => (refused ? `after ${refused}` : "fresh"));
  const toFailure = (error: unknown): StartFailure => failureOf(error) ?? { kind: "device" };
  const player = createSpotifyPlayer({
    loadSdk: async () => ({ Player: FakeSdkPlayer }) as unknown as typeof Spotify,
    deviceName: "Longwave",
    getToken,
    start,
    toFailure,
    now: () => Date.now(),
    ...options,
  });
  player.subscribe((event) => events.push(event));
  const sdk = () => FakeSdkPlayer.made.at(-1) as FakeSdkPlayer;
  const of = <T extends PlayerEvent["type"]>(type: T) => events.filter((event) => event.type === type);
  return { player, events, of, start, getToken, sdk };
}

const flush = () => vi.advanceTimersByTimeAsync(0);

async function playing(id = "a", following: readonly string[] = [], options: SetUp = {}) {
  const context = setUp(options);
  const played = context.player.play(track(id), undefined, following.map(track));
  await flush();
  context.sdk().say("ready", { device_id: "d1" });
  await played;
  context.sdk().say("player_state_changed", state(id));
  return context;
}

beforeEach(() => {
  FakeSdkPlayer.made = [];
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("createSpotifyPlayer", () => {
  test("waits for the device, then starts the track on it", async () => {
    const { start, of } = await playing();
    expect(start.mock.calls).toEqual([[{ deviceId: "d1", uris: ["spotify:track:a"] }]]);
    expect(of("playback").at(-1)).toMatchObject({
      playback: { trackId: "a", paused: false, positionMs: 1_000, durationMs: 200_000 },
    });
  });

  test.each([true, false])("takes the media keys only where it is asked to: %s", async (isAsked) => {
    const { player, sdk } = setUp({ hasMediaKeys: () => isAsked });
    player.prepare();
    await flush();
    expect(sdk().options.enableMediaSession).toBe(isAsked);
  });

  test("fetches a token each time that the SDK asks", async () => {
    const { sdk, getToken } = await playing();
    const give = vi.fn();
    sdk().options.getOAuthToken(give);
    sdk().options.getOAuthToken(give);
    await flush();
    expect([getToken.mock.calls.length, give.mock.calls]).toEqual([2, [["fresh"], ["fresh"]]]);
  });

  test("uses the latest device id", async () => {
    const { player, sdk, start } = await playing();
    sdk().say("ready", { device_id: "d2" });
    await player.play(track("b"), 5_000.4);
    expect(start.mock.lastCall).toEqual([{ deviceId: "d2", uris: ["spotify:track:b"], positionMs: 5_000 }]);
  });

  test("builds a new player once when the service has forgotten the device", async () => {
    const { player, start, sdk, of } = await playing();
    const old = sdk();
    start.mockRejectedValueOnce(new Error("404"));
    const played = player.play(track("b"));
    await flush();
    expect(FakeSdkPlayer.made).toHaveLength(2);
    sdk().say("ready", { device_id: "d9" });
    await played;
    expect(old.disconnect).toHaveBeenCalled();
    expect(start.mock.lastCall).toMatchObject([{ deviceId: "d9" }]);
    expect(of("problem")).toEqual([]);
  });

  test("gives up with a problem when a new device does not help", async () => {
    const { player, start, sdk, of } = await playing();
    start.mockRejectedValue(new Error("404"));
    const played = player.play(track("b"));
    await flush();
    sdk().say("ready", { device_id: "d9" });
    await played;
    expect(of("problem")).toEqual([{ type: "problem", problem: "unreachable" }]);
  });

  test.each([
    ["account_error", "no_premium"],
    ["authentication_error", "signed_out"],
    ["initialization_error", "unsupported"],
  ] as const)("%s before a device is there", async (event, problem) => {
    const { player, sdk, of } = setUp();
    const played = player.play(track("a"));
    await flush();
    sdk().say(event, { message: "why" });
    await played;
    expect(of("problem")).toEqual([{ type: "problem", problem, message: "why" }]);
  });

  test("asks for another token when one is refused before its time, and says so when that is refused too", async () => {
    const { player, sdk, of } = setUp();
    const played = player.play(track("a"));
    await flush();
    const given: string[] = [];
    const askAndRefuse = async () => {
      sdk().options.getOAuthToken((token) => given.push(token));
      await flush();
      sdk().say("authentication_error", { message: "why" });
      await flush();
    };
    await askAndRefuse();
    expect(FakeSdkPlayer.made.map(({ isConnected }) => isConnected)).toEqual([false, true]);
    expect(of("problem")).toEqual([]);
    await askAndRefuse();
    await played;
    expect(given).toEqual(["fresh", "after fresh"]);
    expect(FakeSdkPlayer.made).toHaveLength(2);
    expect(of("problem")).toEqual([{ type: "problem", problem: "signed_out", message: "why" }]);
  });

  const failures = { "no line": "unreachable", "signed out": "signed_out", "too often": "limited" } as const;

  test.each(Object.entries(failures))(
    "says why it has no token at the click that asks for sound: %s",
    async (message, kind) => {
      const { player, sdk, of, getToken } = setUp({ toFailure: () => ({ kind, message }) });
      getToken.mockRejectedValue(new Error(message));
      player.prepare();
      await flush();
      expect(of("problem")).toEqual([]);
      const played = player.play(track("a"));
      await flush();
      sdk().options.getOAuthToken(() => undefined);
      await played;
      expect(of("problem")).toEqual([{ type: "problem", problem: kind, message }]);
    },
  );

  test("goes silent, to be built anew, when no other token can be had for want of a line", async () => {
    const { sdk, of, getToken } = await playing("a", [], { toFailure: () => ({ kind: "unreachable" }) });
    getToken.mockRejectedValue(new Error("no line"));
    sdk().options.getOAuthToken(() => undefined);
    await flush();
    expect([of("offline").length, of("problem")]).toEqual([1, []]);
  });

  test("goes silent, to be built anew, when its token is refused while it plays", async () => {
    const { sdk, of } = await playing();
    sdk().say("authentication_error", { message: "why" });
    expect(of("offline")).toHaveLength(1);
    expect(of("problem")).toEqual([]);
  });

  test("silences the song before when the next one is refused, and is deaf to a device it let go", async () => {
    const { player, of, start, sdk } = setUp();
    const playing = player.play(track("a"));
    await flush();
    const first = sdk();
    first.say("ready", { device_id: "d1" });
    await playing;
    first.say("player_state_changed", state("a"));
    first.getCurrentState.mockResolvedValue(state("a"));
    start.mockRejectedValueOnce(new Error("no"));
    const refused = player.play(track("b"));
    await flush();
    // The refusal means a lost device here, so that another one is tried; the first says nothing more.
    first.say("not_ready", { device_id: "d1" });
    expect(of("offline")).toEqual([]);
    const second = sdk();
    second.getCurrentState.mockResolvedValue(state("a"));
    start.mockRejectedValueOnce(new Error("no"));
    second.say("ready", { device_id: "d2" });
    await refused;
    await flush();
    expect(second.pause).toHaveBeenCalledTimes(1);
    expect(of("problem")).toHaveLength(1);
  });

  test("says so when no device comes", async () => {
    const { player, of } = setUp();
    const played = player.play(track("a"));
    await vi.advanceTimersByTimeAsync(15_000);
    await played;
    expect(of("problem")).toEqual([{ type: "problem", problem: "unreachable" }]);
  });

  test("reports a repeated state once", async () => {
    const { sdk, of } = await playing();
    const before = of("playback").length;
    await vi.advanceTimersByTimeAsync(400);
    sdk().say("player_state_changed", state("a", { position: 1_424, duration: 200_024 }));
    expect(of("playback")).toHaveLength(before);
    sdk().say("player_state_changed", state("a", { position: 90_000 }));
    expect(of("playback")).toHaveLength(before + 1);
  });

  test("finds the end of the track, once, by its states or by the silence after them", async () => {
    const { player, sdk, of } = await playing();
    sdk().say("player_state_changed", state("a", { paused: true, position: 199_980 }));
    sdk().say("player_state_changed", state("a", { paused: true, position: 199_980 }));
    await vi.advanceTimersByTimeAsync(899);
    expect(of("ended")).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(of("ended")).toEqual([{ type: "ended", trackId: "a" }]);
    await player.play(track("b"));
    sdk().say("player_state_changed", state("b"));
    const over = { ...state("b").track_window, previous_tracks: [state("b").track_window.current_track] };
    sdk().say("player_state_changed", state("b", { paused: true, position: 0, track_window: over }));
    expect(of("ended")).toHaveLength(2);
  });

  test("shows the asked track as loading while the old one still reports", async () => {
    const { player, sdk, of } = await playing();
    await player.play(track("b"), 3_000);
    sdk().say("player_state_changed", state("a", { position: 50_000 }));
    expect(of("playback").at(-1)).toMatchObject({
      playback: { trackId: "b", loading: true, positionMs: 3_000 },
    });
  });

  test("null means elsewhere, but only after there was sound", async () => {
    const { player, sdk, of } = setUp();
    const played = player.play(track("a"));
    await flush();
    sdk().say("player_state_changed", null);
    sdk().say("ready", { device_id: "d1" });
    await played;
    expect(of("elsewhere")).toEqual([]);
    sdk().say("player_state_changed", state("a"));
    sdk().say("player_state_changed", null);
    expect(of("elsewhere")).toHaveLength(1);
  });

  test("reports a seek itself, since the SDK may not", async () => {
    const { player, sdk, of } = await playing();
    await player.seek(60_000);
    expect(sdk().seek).toHaveBeenCalledWith(60_000);
    expect(of("playback").at(-1)).toMatchObject({ playback: { positionMs: 60_000 } });
  });

  describe("with tracks to follow", () => {
    test("gives them to the device, and lets it go on by itself", async () => {
      const { player, start, sdk, of } = await playing("a", ["b", "c"]);
      expect(start.mock.lastCall).toEqual([
        { deviceId: "d1", uris: ["spotify:track:a", "spotify:track:b", "spotify:track:c"] },
      ]);
      for (const id of ["b", "c"]) {
        sdk().say("player_state_changed", state(id, { position: 0 }));
        await player.play(track(id), 0, id === "b" ? [track("c")] : []);
        expect(of("playback").at(-1)).toMatchObject({ playback: { trackId: id, paused: false } });
      }
      expect(of("ended").map((event) => "trackId" in event && event.trackId)).toEqual(["a", "b"]);
      expect(start).toHaveBeenCalledTimes(1);
      expect(sdk().nextTrack).not.toHaveBeenCalled();
    });

    test("knows a relinked copy for the one that was given", async () => {
      const { player, start, sdk, of } = await playing("a", ["b"]);
      sdk().say("player_state_changed", state("copy-of-b", { position: 0 }));
      await player.play(track("b"));
      expect(start).toHaveBeenCalledTimes(1);
      expect(of("playback").at(-1)).toMatchObject({ playback: { trackId: "b", loading: false } });
    });

    test("skips within them without a call, and asks for one when the SDK does not", async () => {
      const { player, start, sdk } = await playing("a", ["b", "c"]);
      await player.play(track("b"), 0, [track("c")]);
      expect(sdk().nextTrack).toHaveBeenCalledTimes(1);
      sdk().say("player_state_changed", state("b"));
      await vi.advanceTimersByTimeAsync(3_000);
      expect(start).toHaveBeenCalledTimes(1);
      await player.play(track("c"));
      await vi.advanceTimersByTimeAsync(3_000);
      expect(start.mock.lastCall).toEqual([{ deviceId: "d1", uris: ["spotify:track:c"] }]);
    });

    test("passes in silence, without a call, over what is not wanted any more", async () => {
      const { player, start, sdk, of } = await playing("a", ["b", "c", "d"]);
      await player.setVolume(0.6);
      await player.play(track("c"), 0, [track("d")]);
      expect([sdk().nextTrack.mock.calls.length, sdk().setVolume.mock.lastCall]).toEqual([2, [0]]);
      sdk().say("player_state_changed", state("b", { position: 0 }));
      expect(of("playback").at(-1)).toMatchObject({ playback: { trackId: "c", loading: true } });
      sdk().say("player_state_changed", state("c", { position: 0 }));
      expect(of("playback").at(-1)).toMatchObject({ playback: { trackId: "c", loading: false } });
      expect(sdk().setVolume.mock.lastCall).toEqual([0.6]);
      await vi.advanceTimersByTimeAsync(3_000);
      expect([start.mock.calls.length, of("ended")]).toEqual([1, []]);
    });

    test("asks the service where the SDK got stuck on the way, and for what is far off", async () => {
      const { player, start, sdk } = await playing("a", ["b", "c", "d", "e", "f"]);
      await player.play(track("c"), 0, [track("d")]);
      sdk().say("player_state_changed", state("b", { position: 0 }));
      await vi.advanceTimersByTimeAsync(3_000);
      expect(start.mock.lastCall).toEqual([{ deviceId: "d1", uris: ["spotify:track:c", "spotify:track:d"] }]);
      const other = await playing("a", ["b", "c", "d", "e", "f"]);
      await other.player.play(track("f"));
      expect(other.sdk().nextTrack).not.toHaveBeenCalled();
      expect(other.start.mock.lastCall).toEqual([{ deviceId: "d1", uris: ["spotify:track:f"] }]);
    });

    test("stops at the end when something else is wanted by then", async () => {
      const { player, start, sdk, of } = await playing("a", ["b", "c"]);
      player.preload?.([track("x"), track("y")]);
      await vi.advanceTimersByTimeAsync(198_600);
      expect(of("ended")).toEqual([]);
      await vi.advanceTimersByTimeAsync(100);
      expect(of("ended")).toHaveLength(1);
      expect(sdk().pause).toHaveBeenCalledTimes(1);
      sdk().say("player_state_changed", state("a", { paused: true, position: 199_700 }));
      await player.play(track("x"), 0, [track("y")]);
      expect(start.mock.lastCall).toEqual([{ deviceId: "d1", uris: ["spotify:track:x", "spotify:track:y"] }]);
      expect(of("ended")).toHaveLength(1);
    });

    test("goes on after all when the old plan holds again", async () => {
      const { player, sdk, of } = await playing("a", ["b"]);
      player.preload?.([track("x")]);
      player.preload?.([track("b")]);
      await vi.advanceTimersByTimeAsync(198_900);
      expect([of("ended").length, sdk().pause.mock.calls.length]).toEqual([0, 0]);
    });

    test("starts anew on a track from its middle, or after one that was not to follow", async () => {
      const { player, start } = await playing("a", ["b"]);
      await player.play(track("b"), 9_000);
      expect(start.mock.lastCall).toMatchObject([{ positionMs: 9_000 }]);
      await player.play(track("z"));
      expect(start.mock.lastCall).toEqual([{ deviceId: "d1", uris: ["spotify:track:z"] }]);
    });
  });
});
