// The Player on Spotify's Web Playback SDK. Knows the SDK's habits, nothing of stations.
// Tracks start through our server (it waits out the device's registration), together with what is to follow them, so that
// the device goes on by itself: only a change of plan costs another call. The rest goes to the SDK.

import { createEndDetector, type Observation } from "./end-detection";
import {
  type Playable,
  type Playback,
  type Player,
  type PlayerEvent,
  type PlayerProblem,
  positionAt,
} from "./player";
import { type Device, type DeviceEvents, type DeviceOptions, failureOf, openDevice } from "./sdk-device";

export type StartRequest = {
  readonly deviceId: string;
  readonly uris: readonly string[];
  readonly positionMs?: number;
};

export type SpotifyPlayerOptions = DeviceOptions & {
  readonly start: (request: StartRequest) => Promise<void>;
  readonly now: () => number;
};

const SETTLE_MS = 900;
/** A device that would go on with another track than is wanted is stopped so long before the end. */
const STOP_BEFORE_END_MS = 350;
/** As far as this the SDK skips by itself within what the device has; further on the service is asked. */
const MOST_STEPS = 4;
/** How long the SDK may take to go to the next track before the service is asked for it. */
const SKIP_PATIENCE_MS = 3_000;
const RESYNC_MS = 8_000;
/** Random repetitions of a state differ by a few milliseconds: they are the same state. */
const SAME_POSITION_MS = 250;

/** `deviceId` = how the service knows this player, once it is ready. */
export function createSpotifyPlayer(
  options: SpotifyPlayerOptions,
): Player & { readonly deviceId: () => string | undefined } {
  const { now } = options;
  const listeners = new Set<(event: PlayerEvent) => void>();
  const detector = createEndDetector();
  let device: Device | undefined;
  let connecting: Promise<Device> | undefined;
  let wanted: Playable | undefined;
  let heard: Playback | undefined;
  let startMs = 0;
  let volume = 1;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let resyncTimer: ReturnType<typeof setInterval> | undefined;
  let stopTimer: ReturnType<typeof setTimeout> | undefined;
  let skipTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the device was given to play, from the current track on. */
  let given: readonly Playable[] = [];
  /** What is wanted after the current track. */
  let following: readonly Playable[] = [];
  /** Silent while tracks are passed on the way to the one that is wanted. */
  let isPassing = false;
  /** The state in which the device had gone on to the next track by itself, until that track is asked for. */
  let moved: Spotify.PlaybackState | undefined;
  /** Counts starts, so that an answer to an older one is not taken for the newest. */
  let turn = 0;

  const emit = (event: PlayerEvent) => {
    for (const listener of listeners) listener(event);
  };
  const problem = (kind: PlayerProblem, message?: string) =>
    emit({ type: "problem", problem: kind, ...(message ? { message } : {}) });

  const onEnded = () => {
    if (wanted) emit({ type: "ended", trackId: wanted.id });
  };

  const awaited = (track: Playable): Playback => ({
    trackId: track.id,
    paused: false,
    loading: true,
    positionMs: startMs,
    durationMs: track.lengthMs,
    receivedAt: now(),
  });

  /** Keeps the device from going on with a track that is no longer wanted. */
  const watchEnd = () => {
    clearTimeout(stopTimer);
    const next = given[1];
    if (!next || next.uri === following[0]?.uri) return;
    if (!heard || heard.paused || heard.loading || heard.durationMs === 0) return;
    const leftMs = heard.durationMs - positionAt(heard, now());
    stopTimer = setTimeout(
      () => {
        if (!detector.finish()) return;
        void device?.sdk.pause();
        onEnded();
      },
      Math.max(0, leftMs - STOP_BEFORE_END_MS),
    );
  };

  const arrive = () => {
    clearTimeout(skipTimer);
    if (isPassing) void device?.sdk.setVolume(volume);
    isPassing = false;
  };

  const onState = (state: Spotify.PlaybackState | null) => {
    clearTimeout(settleTimer);
    if (state === null) {
      // Before the first sound null means "nothing yet", afterwards "another device plays".
      if (heard) emit({ type: "elsewhere" });
      heard = undefined;
      clearTimeout(stopTimer);
      return;
    }
    const verdict = detector.observe(toObservation(state));
    if (verdict === "ended" && !state.paused) {
      moved = state;
      onEnded();
      return;
    }
    if (detector.arrived()) arrive();
    const playback = detector.arrived() || !wanted ? toPlayback(state, wanted?.id, now()) : awaited(wanted);
    if (!heard || !isSame(heard, playback)) emit({ type: "playback", playback });
    heard = playback;
    watchEnd();
    if (verdict === "ended") onEnded();
    if (verdict === "maybe") settleTimer = setTimeout(() => detector.settle() && onEnded(), SETTLE_MS);
  };

  const drop = () => {
    clearTimeout(settleTimer);
    clearInterval(resyncTimer);
    clearTimeout(stopTimer);
    clearTimeout(skipTimer);
    given = [];
    isPassing = false;
    moved = undefined;
    device?.sdk.disconnect();
    device = undefined;
    connecting = undefined;
    heard = undefined;
  };

  const connect = (): Promise<Device> => {
    let own: Device | undefined;
    // A device that was let go may speak up again; nobody listens to it any more.
    const ifOwn =
      <Said extends readonly unknown[]>(hear: (...said: Said) => void) =>
      (...said: Said) => {
        if (own === device) hear(...said);
      };
    const events: DeviceEvents = {
      onState: ifOwn(onState),
      onReady: ifOwn(() => emit({ type: "ready" })),
      onOffline: ifOwn(() => emit({ type: "offline" })),
      onProblem: ifOwn(problem),
      onDevice: (opened) => {
        own = opened;
        device = opened;
      },
    };
    connecting ??= openDevice(options, volume, events)
      .catch((error: unknown) => {
        const refused = own?.token;
        if (failureOf(error)?.kind !== "signed_out" || refused === undefined) throw error;
        // Clocks differ, and tokens are withdrawn: there may be another one.
        own?.sdk.disconnect();
        return openDevice(options, volume, events, refused);
      })
      .catch((error: unknown) => {
        drop();
        throw error;
      });
    return connecting;
  };

  const startOn = async (track: Playable, positionMs: number | undefined): Promise<void> => {
    const opened = await connect();
    const list = [track, ...following.filter(({ uri }) => uri !== track.uri)];
    await options.start({
      deviceId: opened.id ?? "",
      uris: list.map(({ uri }) => uri),
      ...(positionMs ? { positionMs: Math.round(positionMs) } : {}),
    });
    given = list;
    clearInterval(resyncTimer);
    resyncTimer = setInterval(() => {
      void opened.sdk.getCurrentState().then((state) => state && onState(state));
    }, RESYNC_MS);
  };

  /** A refused start leaves the song before it playing, under the title of the new one. */
  const hush = () => {
    const sdk = device?.sdk;
    void sdk?.getCurrentState().then((state) => (state && !state.paused ? sdk.pause() : undefined));
  };

  const startOrTell = async (
    track: Playable,
    positionMs: number | undefined,
    mine: number,
  ): Promise<void> => {
    try {
      await startOn(track, positionMs).catch(async (error: unknown) => {
        if (mine !== turn || options.toFailure(error).kind !== "device") throw error;
        // After long idling the SDK claims to be connected while the service has forgotten the device.
        drop();
        await startOn(track, positionMs);
      });
    } catch (error) {
      if (mine !== turn) return;
      hush();
      const failure = options.toFailure(error);
      problem(failure.kind === "device" ? "unreachable" : failure.kind, failure.message);
    }
  };

  /** Goes on to a track of what the device has, so many steps away, which costs no call. */
  const goOn = async (track: Playable, mine: number, steps: number): Promise<void> => {
    given = given.slice(steps);
    const there = moved;
    moved = undefined;
    if (there) {
      // A relinked copy goes by an id of its own; only another of the given tracks is not the one that is meant.
      const ids = idsOf(there.track_window.current_track);
      const isMeant = !given.some(({ uri }) => uri !== track.uri && ids.includes(uri));
      return isMeant ? onState(there) : startOrTell(track, undefined, mine);
    }
    clearTimeout(skipTimer);
    skipTimer = setTimeout(() => {
      if (mine === turn) void startOrTell(track, undefined, mine);
    }, SKIP_PATIENCE_MS);
    isPassing = isPassing || steps > 1;
    if (isPassing) await device?.sdk.setVolume(0);
    for (let step = 0; step < steps && mine === turn; step++) await device?.sdk.nextTrack();
  };

  /** How many tracks further the device has it; 0 = not within reach. */
  const stepsTo = ({ uri }: Playable): number => {
    const steps = given.findIndex((other) => other.uri === uri);
    return steps < 1 || steps > (moved ? 1 : MOST_STEPS) ? 0 : steps;
  };

  return {
    deviceId: () => device?.id,
    prepare() {
      // Whatever is wrong shows when the listener asks for sound.
      void connect().catch(() => undefined);
    },
    activate() {
      void device?.sdk.activateElement();
    },
    async play(track, positionMs, after = []) {
      const mine = ++turn;
      const steps = positionMs || heard === undefined ? 0 : stepsTo(track);
      wanted = track;
      startMs = positionMs ?? 0;
      following = after;
      clearTimeout(stopTimer);
      clearTimeout(skipTimer);
      const passed = given.slice(1, Math.max(1, steps));
      detector.started(
        [track.id, track.uri],
        passed.flatMap(({ id, uri }) => [id, uri]),
      );
      if (steps > 0) return goOn(track, mine, steps);
      moved = undefined;
      await startOrTell(track, positionMs, mine);
    },
    preload(next) {
      following = next;
      watchEnd();
    },
    async pause() {
      detector.paused();
      await device?.sdk.pause();
    },
    async resume() {
      detector.resumed();
      await device?.sdk.resume();
    },
    async seek(positionMs) {
      await device?.sdk.seek(Math.round(positionMs));
      // An unchanged state after a seek fires no event.
      if (heard) {
        heard = { ...heard, positionMs, receivedAt: now() };
        emit({ type: "playback", playback: heard });
        watchEnd();
      }
    },
    async setVolume(next) {
      volume = next;
      if (!isPassing) await device?.sdk.setVolume(next);
    },
    close: drop,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function idsOf(track: Spotify.Track | null | undefined): string[] {
  if (!track) return [];
  return [track.uid, track.uri, track.id, track.linked_from?.uri, track.linked_from?.id].filter(
    (id): id is string => typeof id === "string" && id !== "",
  );
}

function toObservation(state: Spotify.PlaybackState): Observation {
  return {
    ids: idsOf(state.track_window.current_track),
    previousIds: state.track_window.previous_tracks.flatMap(idsOf),
    paused: state.paused,
    positionMs: state.position,
    durationMs: state.duration,
  };
}

function toPlayback(state: Spotify.PlaybackState, wantedId: string | undefined, now: number): Playback {
  return {
    trackId: wantedId ?? state.track_window.current_track?.id ?? undefined,
    paused: state.paused,
    loading: state.loading,
    positionMs: state.position,
    durationMs: state.duration,
    receivedAt: now,
  };
}

function isSame(a: Playback, b: Playback): boolean {
  if (a.trackId !== b.trackId || a.paused !== b.paused || a.loading !== b.loading) return false;
  if (Math.abs(a.durationMs - b.durationMs) > 50) return false;
  const expected = a.positionMs + (a.paused || a.loading ? 0 : b.receivedAt - a.receivedAt);
  return Math.abs(expected - b.positionMs) < SAME_POSITION_MS;
}
