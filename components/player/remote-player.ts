// The Player on another device of the listener's, by remote control. The device is given what follows, so it goes on by
// itself; where it stands is told by our commands and the clock. It is asked once a song, just after the song should have
// ended, and when the listener comes back to the page: never by the clock alone.

import type { Playable, Playback, Player, PlayerEvent } from "./player";
import { positionAt } from "./player";
import type { StartFailure } from "./sdk-device";
import type { StartRequest } from "./spotify-player";

export type RemoteState = {
  readonly deviceId: string;
  readonly trackIds: readonly string[];
  readonly positionMs: number;
  readonly lengthMs: number;
  readonly paused: boolean;
};

export type RemoteCommands = {
  readonly start: (request: StartRequest) => Promise<void>;
  readonly transfer: (deviceId: string, play: boolean) => Promise<void>;
  readonly pause: (deviceId: string) => Promise<void>;
  readonly resume: (deviceId: string) => Promise<void>;
  readonly seek: (deviceId: string, positionMs: number) => Promise<void>;
  readonly setVolume: (deviceId: string, volume: number) => Promise<void>;
  /** undefined = nothing plays anywhere. */
  readonly look: () => Promise<RemoteState | undefined>;
};

export type RemotePlayerOptions = {
  readonly deviceId: string;
  readonly commands: RemoteCommands;
  readonly toFailure: (error: unknown) => StartFailure;
  readonly now: () => number;
};

export interface RemotePlayer extends Player {
  /** Takes over what plays elsewhere, from where it stands. False = there is nothing to take over; `play` starts it. */
  adopt(track: Playable, playback: Playback, following: readonly Playable[]): Promise<boolean>;
  /** Asks where the device stands, unless that has just been told. */
  look(): Promise<void>;
}

/** Songs given to the device at once: what it goes on with while the page sleeps. */
const GIVEN = 20;
/** A song that should have ended is looked after so much later: devices start the next one with a delay. */
const AFTER_END_MS = 1_500;
/** A device that would go on with a song that is no longer wanted is given another one so long before the end. */
const BEFORE_END_MS = 400;
const FRESH_MS = 20_000;
const SAME_LENGTH_MS = 1_000;
/** A slider sends many values; the last one counts. */
const VOLUME_REST_MS = 250;

export function createRemotePlayer({
  deviceId,
  commands,
  toFailure,
  now,
}: RemotePlayerOptions): RemotePlayer {
  const listeners = new Set<(event: PlayerEvent) => void>();
  /** What the device was given, from the current song on. */
  let given: readonly Playable[] = [];
  let following: readonly Playable[] = [];
  let playback: Playback | undefined;
  /** The song of `given` at which the device stood when it was last looked at, and how. */
  let ahead: { readonly index: number; readonly positionMs: number } | undefined;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  let volumeTimer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  /** Counts starts, so that an answer to an older one is not taken for the newest. */
  let turn = 0;

  const emit = (event: PlayerEvent) => {
    for (const listener of listeners) listener(event);
  };
  const problem = (error: unknown) => {
    const { kind, message } = toFailure(error);
    clearTimeout(endTimer);
    emit({ type: "problem", problem: kind === "device" ? "unreachable" : kind, ...(message && { message }) });
  };
  const report = (changes: Partial<Playback>) => {
    const [track] = given;
    playback = {
      trackId: track?.id,
      paused: false,
      loading: false,
      positionMs: 0,
      durationMs: track?.lengthMs ?? 0,
      receivedAt: now(),
      ...changes,
    };
    toldAt = now();
    emit({ type: "playback", playback });
    watchEnd();
  };
  const command = async (run: () => Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      problem(error);
      return false;
    }
  };

  const end = () => {
    const [track] = given;
    clearTimeout(endTimer);
    if (track) emit({ type: "ended", trackId: track.id });
  };
  const goesOnRight = () => given[1] !== undefined && given[1].uri === following[0]?.uri;
  const watchEnd = () => {
    clearTimeout(endTimer);
    if (!playback || playback.paused || playback.durationMs === 0) return;
    const leftMs = playback.durationMs - positionAt(playback, now());
    // The device's own next song is heard without a gap; any other one is started in time.
    if (goesOnRight()) endTimer = setTimeout(() => void look(true), leftMs + AFTER_END_MS);
    else endTimer = setTimeout(end, Math.max(0, leftMs - BEFORE_END_MS));
  };

  const look = async (isDue: boolean): Promise<void> => {
    if (!playback || (!isDue && now() - toldAt < FRESH_MS)) return;
    const mine = turn;
    const state = await commands.look().catch((error: unknown) => toFailure(error));
    if (mine !== turn) return;
    toldAt = now();
    // The service cannot be asked: the clock is trusted, so the station goes on.
    if (state && "kind" in state) return isDue ? end() : undefined;
    take(state, isDue);
  };
  const take = (state: RemoteState | undefined, isDue: boolean) => {
    if (!state || state.deviceId !== deviceId) {
      clearTimeout(endTimer);
      emit({ type: "elsewhere" });
      return;
    }
    const index = placeOf(given, state);
    const { paused, positionMs } = state;
    if (index === 0 && isDue && paused && positionMs === 0) return end();
    if (index === 0)
      return report({ paused, positionMs, durationMs: state.lengthMs || given[0]?.lengthMs || 0 });
    // The list is at its end, or somebody plays something else on that device.
    if (index < 0) return paused ? end() : emit({ type: "elsewhere" });
    ahead = { index, positionMs };
    end();
  };

  /** The device has gone on to this song by itself: nothing has to be started. */
  const catchUp = (place: NonNullable<typeof ahead>) => {
    given = given.slice(1);
    const index = place.index - 1;
    if (index === 0) {
      ahead = undefined;
      return report({ positionMs: place.positionMs });
    }
    // While the page slept it has gone further: this song was heard from its beginning to its end.
    const { lengthMs = 0 } = given[0] ?? {};
    ahead = { index, positionMs: place.positionMs };
    report({ receivedAt: now() - lengthMs });
    end();
  };

  return {
    prepare: () => undefined,
    activate: () => undefined,
    async play(track, positionMs = 0, next = []) {
      const mine = ++turn;
      following = next;
      const place = ahead;
      ahead = undefined;
      if (place && positionMs === 0 && given[1]?.uri === track.uri) return catchUp(place);
      clearTimeout(endTimer);
      given = [track, ...next].slice(0, GIVEN);
      const uris = given.map(({ uri }) => uri);
      const started = await command(() =>
        commands.start({ deviceId, uris, positionMs: Math.round(positionMs) }),
      );
      if (started && mine === turn) report({ positionMs });
    },
    preload(next) {
      following = next;
      watchEnd();
    },
    async pause() {
      if (!playback) return;
      const positionMs = positionAt(playback, now());
      if (await command(() => commands.pause(deviceId))) report({ paused: true, positionMs });
    },
    async resume() {
      if (!playback) return;
      const { positionMs } = playback;
      if (await command(() => commands.resume(deviceId))) report({ positionMs });
    },
    async seek(positionMs) {
      if (!playback) return;
      const { paused } = playback;
      if (await command(() => commands.seek(deviceId, Math.round(positionMs))))
        report({ paused, positionMs });
    },
    async setVolume(volume) {
      if (!playback) return;
      clearTimeout(volumeTimer);
      // Devices with a volume of their own refuse; then nothing changes, and nothing has to be said.
      volumeTimer = setTimeout(
        () => void commands.setVolume(deviceId, volume).catch(() => undefined),
        VOLUME_REST_MS,
      );
    },
    async adopt(track, before, next) {
      given = [track];
      following = next;
      try {
        await commands.transfer(deviceId, !before.paused);
      } catch {
        // The service knows of nothing that could be moved: the song is started anew, and says what is wrong.
        return false;
      }
      report({ paused: before.paused, positionMs: positionAt(before, now()), durationMs: before.durationMs });
      return true;
    },
    look: () => look(false),
    close() {
      turn += 1;
      clearTimeout(endTimer);
      clearTimeout(volumeTimer);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Which of these songs plays; a relinked copy goes by another id, and is known by its length. -1 = none of them. */
function placeOf(given: readonly Playable[], { trackIds, lengthMs }: RemoteState): number {
  const index = given.findIndex(({ id }) => trackIds.includes(id));
  if (index >= 0 || trackIds.length === 0) return index;
  return given.slice(0, 2).findIndex((track) => Math.abs(track.lengthMs - lengthMs) < SAME_LENGTH_MS);
}
