// What the page knows of the player: a framework-free store over any Player, with the listening time kept honest.

import { createStore, type StoreApi } from "zustand/vanilla";
import { type Playable, type Playback, type Player, type PlayerProblem, positionAt } from "./player";
import type { TabLock } from "./tab-lock";

export type PlayerPhase = "idle" | "connecting" | "ready" | "elsewhere" | "other_tab" | "offline" | "failed";

export type PlayerState = {
  readonly phase: PlayerPhase;
  readonly playback: Playback | undefined;
  readonly volume: number;
  readonly problem: { readonly kind: PlayerProblem; readonly message?: string } | undefined;
};

export type PlayerSignal =
  /** From `positionMs` on; what was heard before that was heard another time. */
  | { readonly type: "started"; readonly track: Playable; readonly positionMs: number }
  | { readonly type: "ended"; readonly trackId: string }
  | { readonly type: "unplayable"; readonly trackId: string | undefined; readonly title: string };

export interface PlayerStore {
  readonly store: StoreApi<PlayerState>;
  prepare(): void;
  activate(): void;
  /** False when another tab has the player. */
  play(
    track: Playable,
    options?: {
      readonly positionMs?: number;
      readonly takeOver?: boolean;
      readonly following?: readonly Playable[];
    },
  ): Promise<boolean>;
  /** What will probably be played next, in order. */
  preload(following: readonly Playable[]): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  seek(positionMs: number): Promise<void>;
  setVolume(volume: number): void;
  /** Position in the current track now, milliseconds. */
  positionMs(): number;
  /** Milliseconds of sound since the last `play`: pauses, loading and seeks excluded. */
  listenedMs(): number;
  subscribe(listener: (signal: PlayerSignal) => void): () => void;
}

export type PlayerStoreOptions = {
  readonly player: Player;
  readonly lock: TabLock;
  readonly now: () => number;
  readonly volume?: number;
};

export function createPlayerStore({ player, lock, now, volume = 0.8 }: PlayerStoreOptions): PlayerStore {
  const store = createStore<PlayerState>(() => ({
    phase: "idle",
    playback: undefined,
    volume,
    problem: undefined,
  }));
  const signals = new Set<(signal: PlayerSignal) => void>();
  let listened = 0;
  let track: Playable | undefined;
  const signal = (value: PlayerSignal) => {
    for (const listener of signals) listener(value);
  };

  /** Adds the stretch since the last report to the listening time, then takes the new one. */
  const report = (playback: Playback | undefined) => {
    listened += heardSince(store.getState().playback, now());
    store.setState({ playback });
  };

  const stopClock = () => {
    const { playback } = store.getState();
    if (playback) {
      report({ ...playback, paused: true, positionMs: positionAt(playback, now()), receivedAt: now() });
    }
  };

  /** The sound ended there, perhaps long ago: what the clock counted since was not heard. */
  const holdAt = (positionMs: number) => {
    const { playback } = store.getState();
    if (!playback) return;
    listened += Math.min(heardSince(playback, now()), Math.max(0, positionMs - playback.positionMs));
    store.setState({ playback: { ...playback, loading: true, positionMs, receivedAt: now() } });
  };

  player.subscribe((event) => {
    switch (event.type) {
      case "ready":
        if (store.getState().phase === "offline") store.setState({ phase: "ready" });
        return;
      case "offline":
        if (event.positionMs !== undefined) holdAt(event.positionMs);
        return store.setState({ phase: "offline" });
      case "playback":
        report(event.playback);
        return store.setState({ phase: "ready", problem: undefined });
      case "elsewhere":
        stopClock();
        return store.setState({ phase: "elsewhere" });
      case "ended":
        stopClock();
        return signal({ type: "ended", trackId: event.trackId });
      case "problem":
        stopClock();
        store.setState({
          phase: event.problem === "track" || event.problem === "blocked" ? "ready" : "failed",
          problem: { kind: event.problem, ...(event.message ? { message: event.message } : {}) },
        });
        if (event.problem === "track") {
          const { trackId } = store.getState().playback ?? {};
          signal({ type: "unplayable", trackId, title: track?.title ?? "" });
        }
    }
  });

  lock.onLost(() => {
    stopClock();
    player.close();
    store.setState({ phase: "other_tab" });
  });

  return {
    store,
    prepare: () => player.prepare(),
    activate: () => player.activate(),
    async play(next, { positionMs = 0, takeOver = false, following } = {}) {
      listened = 0;
      track = next;
      store.setState({
        phase: store.getState().phase === "ready" ? "ready" : "connecting",
        problem: undefined,
        playback: {
          trackId: next.id,
          paused: false,
          loading: true,
          positionMs,
          durationMs: next.lengthMs,
          receivedAt: now(),
        },
      });
      if (!(await lock.acquire({ takeOver }))) {
        stopClock();
        store.setState({ phase: "other_tab" });
        return false;
      }
      await player.setVolume(store.getState().volume);
      signal({ type: "started", track: next, positionMs });
      await player.play(next, positionMs, following);
      return true;
    },
    preload: (following) => player.preload?.(following),
    async pause() {
      stopClock();
      await player.pause();
    },
    async resume() {
      await player.resume();
    },
    seek: (positionMs) => player.seek(positionMs),
    setVolume(next) {
      store.setState({ volume: next });
      void player.setVolume(next);
    },
    positionMs() {
      const { playback } = store.getState();
      return playback ? positionAt(playback, now()) : 0;
    },
    listenedMs() {
      const { playback } = store.getState();
      const total = listened + heardSince(playback, now());
      return playback && playback.durationMs > 0 ? Math.min(total, playback.durationMs) : total;
    },
    subscribe(listener) {
      signals.add(listener);
      return () => signals.delete(listener);
    },
  };
}

function heardSince(playback: Playback | undefined, now: number): number {
  if (!playback || playback.paused || playback.loading) return 0;
  const wall = Math.max(0, now - playback.receivedAt);
  // A sleeping laptop lets the clock run without sound: no stretch is longer than what was left of the track.
  return playback.durationMs > 0
    ? Math.min(wall, Math.max(0, playback.durationMs - playback.positionMs))
    : wall;
}
