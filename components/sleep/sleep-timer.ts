// Stops the music after a while or at the end of the song. A plain pause: nothing fades, as the services' rules ask.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlayerStore } from "@/components/player/player-store";

/** `at` = when it stops, Unix milliseconds; "song" = where the song that plays ends. */
export type SleepGoal = { readonly at: number } | "song";

export type SleepTimer = {
  readonly store: StoreApi<{ readonly goal: SleepGoal | undefined }>;
  set(goal: SleepGoal | undefined): void;
  /** Milliseconds until it stops; undefined = it is off, or nothing plays whose end could be awaited. */
  leftMs(): number | undefined;
};

type Options = {
  readonly player: Pick<PlayerStore, "store" | "pause" | "positionMs">;
  readonly now: () => number;
};

const LOOK_EVERY_MS = 1_000;
/** Just before the end: the device goes on to the next song by itself. */
const BEFORE_END_MS = 400;

export function createSleepTimer({ player, now }: Options): SleepTimer {
  const store = createStore<{ readonly goal: SleepGoal | undefined }>(() => ({ goal: undefined }));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const leftMs = (): number | undefined => {
    const { goal } = store.getState();
    if (goal === undefined) return undefined;
    if (goal !== "song") return Math.max(0, goal.at - now());
    const { playback } = player.store.getState();
    if (!playback || playback.durationMs <= 0) return undefined;
    return Math.max(0, playback.durationMs - BEFORE_END_MS - player.positionMs());
  };

  const look = () => {
    clearTimeout(timer);
    if (store.getState().goal === undefined) return;
    const left = leftMs();
    const isPlaying = player.store.getState().playback?.paused === false;
    if (left === 0) {
      store.setState({ goal: undefined });
      if (isPlaying) void player.pause();
      return;
    }
    // Looked at again and again, because a song may be sought, paused or skipped meanwhile.
    timer = setTimeout(look, Math.min(LOOK_EVERY_MS, left ?? LOOK_EVERY_MS));
  };

  return {
    store,
    leftMs,
    set(goal) {
      store.setState({ goal });
      look();
    },
  };
}
