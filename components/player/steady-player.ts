// A Player that does not stay silent: what a device loses by itself (its line, its place at the service, its sleep) it
// starts again where the sound ended. Wraps a player of a service; knows no service, and nothing of stations.

import type { Line } from "./line";
import { type Playable, type Playback, type Player, type PlayerEvent, positionAt } from "./player";

export type SteadyPlayerOptions = {
  readonly player: Player;
  readonly now: () => number;
  /** While it is down nobody gives up, and when it is back the music is brought back at once. Absent = always up. */
  readonly line?: Line;
};

/** A device whose line broke mostly comes back by itself; after this it is built anew. */
const GRACE_MS = 6_000;
/** Waits before one try and the next; after the last the problem is the listener's to see. */
const RETRY_MS = [1_000, 3_000, 8_000, 20_000, 40_000, 60_000];
/** How long a resumed or started track may stay without sound. */
const RESUME_PATIENCE_MS = 3_000;
const START_PATIENCE_MS = 15_000;
const BEAT_MS = 5_000;
/** Past the end by this much, and not a word: nobody is playing any more. */
const OVERDUE_MS = 6_000;
/** Timers that come so late have slept with the machine. */
const SLEPT_MS = 90_000;
/** After a longer sleep music does not start by itself in a room that has forgotten it. */
const NAP_MS = 300_000;

export function createSteadyPlayer({ player, now, line }: SteadyPlayerOptions): Player {
  const listeners = new Set<(event: PlayerEvent) => void>();
  let track: Playable | undefined;
  let following: readonly Playable[] = [];
  let playback: Playback | undefined;
  let wantsSound = false;
  /** A start is on its way: what the device says of itself meanwhile is part of it. */
  let isStarting = false;
  /** The device is another than the one that has the track: resuming means starting. */
  let isStale = false;
  /** Where the sound ended, while it is being brought back. */
  let lostAtMs: number | undefined;
  let attempts = 0;
  let turn = 0;
  let startedAt = 0;
  let beatAt = 0;
  /** Where the track stood at the last beat before the machine slept. */
  let sleptAtMs: number | undefined;
  let sleptMs = 0;
  let beat: ReturnType<typeof setInterval> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const emit = (event: PlayerEvent) => {
    for (const listener of listeners) listener(event);
  };
  const positionMs = () => lostAtMs ?? (playback ? positionAt(playback, now()) : 0);

  /** Until the next try; undefined = there were enough. */
  const nextWaitMs = () => RETRY_MS[attempts] ?? (line?.isUp() === false ? RETRY_MS.at(-1) : undefined);

  const stopRetry = () => {
    clearTimeout(retry);
    retry = undefined;
  };

  const rest = () => {
    clearInterval(beat);
    beat = undefined;
    clearTimeout(patience);
    stopRetry();
  };

  const start = async (fromMs: number): Promise<void> => {
    if (!track) return;
    const mine = ++turn;
    isStarting = true;
    isStale = false;
    startedAt = now();
    watch();
    await player.play(track, fromMs, following);
    if (mine === turn) isStarting = false;
  };

  /** The sound is gone, at `atMs` of the track; says so and brings it back after a while, on a new device if need be. */
  const lose = (atMs: number, waitMs: number, isNewDevice: boolean) => {
    lostAtMs = atMs;
    emit({ type: "offline", positionMs: atMs });
    recover(waitMs, isNewDevice);
  };

  const recover = (waitMs: number, isNewDevice: boolean) => {
    stopRetry();
    clearTimeout(patience);
    retry = setTimeout(() => {
      retry = undefined;
      attempts += 1;
      isStarting = true;
      if (isNewDevice) player.close();
      void start(positionMs());
    }, waitMs);
  };

  /** Ends what the device holds without taking its goodbye for news. */
  const dropDevice = () => {
    isStarting = true;
    player.close();
    isStarting = false;
  };

  const sleepOn = (atMs: number) => {
    wantsSound = false;
    isStale = true;
    rest();
    dropDevice();
    emit({ type: "offline", positionMs: atMs });
    if (playback)
      playback = { ...playback, paused: true, loading: false, positionMs: atMs, receivedAt: now() };
    if (playback) emit({ type: "playback", playback });
  };

  /** The end has passed in silence. */
  const mourn = (ended: Playback) => {
    const at = sleptAtMs;
    sleptAtMs = undefined;
    if (at !== undefined && sleptMs > NAP_MS) return sleepOn(at);
    if (at !== undefined) return lose(at, 0, true);
    dropDevice();
    playback = undefined;
    if (ended.trackId !== undefined) emit({ type: "ended", trackId: ended.trackId });
  };

  const onBeat = () => {
    const late = now() - beatAt;
    if (late > SLEPT_MS && playback) {
      sleptAtMs = positionAt(playback, beatAt);
      sleptMs = late;
    }
    beatAt = now();
    if (!playback || playback.paused || isStarting || retry !== undefined) return;
    if (playback.loading || lostAtMs !== undefined) {
      if (now() - startedAt > START_PATIENCE_MS) onSilence();
      return;
    }
    const overdueMs = now() - playback.receivedAt - (playback.durationMs - playback.positionMs);
    if (playback.durationMs > 0 && overdueMs > OVERDUE_MS) mourn(playback);
  };

  function watch() {
    if (beat !== undefined) return;
    beatAt = now();
    beat = setInterval(onBeat, BEAT_MS);
  }

  const onSilence = () => {
    const waitMs = nextWaitMs();
    if (waitMs !== undefined) return lose(positionMs(), waitMs, true);
    giveUp({ type: "problem", problem: "unreachable" });
  };

  const giveUp = (event: PlayerEvent) => {
    wantsSound = false;
    isStale = true;
    lostAtMs = undefined;
    rest();
    emit(event);
  };

  const onPlayback = (event: PlayerEvent & { readonly type: "playback" }) => {
    // The device speaks of the song before: that is no sign that the trouble is over.
    if (event.playback.loading && (lostAtMs !== undefined || !wantsSound)) return;
    playback = event.playback;
    sleptAtMs = undefined;
    if (!playback.loading) {
      lostAtMs = undefined;
      attempts = 0;
      stopRetry();
    }
    if (!playback.paused) clearTimeout(patience);
    if (!isStarting && !playback.loading) wantsSound = !playback.paused;
    if (wantsSound) watch();
    emit(event);
  };

  line?.subscribe(() => {
    if (!line.isUp() || lostAtMs === undefined) return;
    attempts = 0;
    recover(0, true);
  });

  player.subscribe((event) => {
    switch (event.type) {
      case "playback":
        return onPlayback(event);
      case "offline":
        if (isStarting || lostAtMs !== undefined) return;
        if (wantsSound && playback) return lose(positionMs(), GRACE_MS, true);
        isStale = playback !== undefined;
        return emit(event);
      case "ready":
        if (isStarting) return emit(event);
        if (lostAtMs !== undefined) return recover(0, false);
        if (wantsSound && playback) return lose(positionMs(), 0, false);
        isStale = playback !== undefined;
        return emit(event);
      case "problem": {
        const waitMs = nextWaitMs();
        // Without a line no song can be played, which says nothing of this one.
        const isAway = event.problem === "track" && line?.isUp() === false;
        if ((event.problem === "unreachable" || isAway) && wantsSound && waitMs !== undefined)
          return lose(positionMs(), waitMs, false);
        // A track that cannot be played is followed by another, and held-back sound waits in the same device.
        if (event.problem === "blocked") wantsSound = false;
        return event.problem === "track" || event.problem === "blocked" ? emit(event) : giveUp(event);
      }
      case "elsewhere":
        wantsSound = false;
        lostAtMs = undefined;
        rest();
        return emit(event);
      case "ended":
        playback = undefined;
        return emit(event);
    }
  });

  return {
    prepare: () => player.prepare(),
    activate: () => player.activate(),
    async play(next, fromMs = 0, after = []) {
      rest();
      track = next;
      following = after;
      wantsSound = true;
      lostAtMs = undefined;
      sleptAtMs = undefined;
      attempts = 0;
      playback = {
        trackId: next.id,
        paused: false,
        loading: true,
        positionMs: fromMs,
        durationMs: next.lengthMs,
        receivedAt: now(),
      };
      await start(fromMs);
    },
    preload(next) {
      following = next;
      player.preload?.(next);
    },
    async pause() {
      wantsSound = false;
      clearTimeout(patience);
      if (lostAtMs !== undefined && playback) {
        // Nothing sounds that could be paused: the place is kept, and nobody brings it back unasked.
        stopRetry();
        playback = { ...playback, paused: true, loading: false, positionMs: lostAtMs, receivedAt: now() };
        lostAtMs = undefined;
        isStale = true;
        emit({ type: "playback", playback });
        return;
      }
      await player.pause();
    },
    async resume() {
      wantsSound = true;
      if (isStale) return start(positionMs());
      const mine = turn;
      clearTimeout(patience);
      patience = setTimeout(() => {
        // A device that was idle for long takes the command, says nothing and plays nothing.
        if (mine === turn && playback?.paused) lose(positionMs(), 0, true);
      }, RESUME_PATIENCE_MS);
      await player.resume();
    },
    async seek(toMs) {
      if (lostAtMs !== undefined) lostAtMs = toMs;
      await player.seek(toMs);
    },
    setVolume: (volume) => player.setVolume(volume),
    close() {
      rest();
      turn += 1;
      wantsSound = false;
      lostAtMs = undefined;
      isStarting = false;
      player.close();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
