// A player that does nothing but report what it is told, with the calls it got.

import type { Playable, Playback, Player, PlayerEvent } from "./player";
import type { TabLock } from "./tab-lock";

export type FakePlayer = Player & {
  readonly calls: string[];
  emit(event: PlayerEvent): void;
  /** Reports the last played track as running at `positionMs`. */
  sound(now: number, changes?: Partial<Playback>): void;
};

export function createFakePlayer(): FakePlayer {
  const listeners = new Set<(event: PlayerEvent) => void>();
  const calls: string[] = [];
  let track: Playable | undefined;
  const note = (call: string) => async () => {
    calls.push(call);
  };
  const emit = (event: PlayerEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    calls,
    emit,
    sound(now, changes = {}) {
      emit({
        type: "playback",
        playback: {
          trackId: track?.id,
          paused: false,
          loading: false,
          positionMs: 0,
          durationMs: track?.lengthMs ?? 0,
          receivedAt: now,
          ...changes,
        },
      });
    },
    prepare: () => undefined,
    activate: () => undefined,
    async play(next, positionMs = 0) {
      track = next;
      calls.push(`play ${next.id} ${positionMs}`);
    },
    pause: note("pause"),
    resume: note("resume"),
    seek: (positionMs) => note(`seek ${positionMs}`)(),
    setVolume: note("volume"),
    close: () => {
      calls.push("close");
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function createFakeLock(isFree = true): TabLock & { lose(): void } {
  let lost: () => void = () => undefined;
  return {
    acquire: async ({ takeOver = false } = {}) => isFree || takeOver,
    release: () => undefined,
    onLost(listener) {
      lost = listener;
    },
    lose: () => lost(),
  };
}
