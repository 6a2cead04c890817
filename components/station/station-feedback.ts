// What the listener says of the song that plays, and the way back from it.

import { forget, type Rating, toPlayed } from "./history";
import type { StationMemory, StationStoreOptions } from "./station-state";
import type { StationTransport } from "./station-transport";

export type StationFeedback = {
  rate(rating: Rating): void;
  /** Rates down, skips, and plays what the new answer puts first. Returns the way back. */
  dislike(): Promise<(() => Promise<void>) | undefined>;
};

/** A dislike waits this long for the new answer before the old queue plays on. */
const PATIENCE_MS = 1_500;

export function createStationFeedback(
  memory: StationMemory,
  { player, isActive, onRate }: Pick<StationStoreOptions, "player" | "isActive" | "onRate">,
  transport: StationTransport,
  refresh: () => Promise<void>,
): StationFeedback {
  const { get, change } = memory;
  return {
    rate(rating) {
      const { current, leaving } = get();
      if (!current || leaving) return;
      change({ current: { ...current, rating } });
      onRate?.(current.pick, rating, current.rating);
      void refresh();
    },
    async dislike() {
      const { current, past, queue: queued, leaving } = get();
      if (!current || leaving) return undefined;
      const wasActive = isActive();
      const positionMs = wasActive ? player.positionMs() : current.resumeMs;
      transport.leave(toPlayed({ ...current, rating: -1 }, memory.listenedMs()));
      onRate?.(current.pick, -1, current.rating);
      if (wasActive) void player.pause();
      await Promise.race([refresh(), wait(PATIENCE_MS)]);
      if ((await transport.bringUp(current.pick.artist)) && wasActive) await transport.start();
      void refresh();
      return async () => {
        onRate?.(current.pick, current.rating, -1);
        change({
          history: forget(get().history, current.at),
          past,
          current: { ...current, resumeMs: positionMs },
          leaving: false,
          queue: queued,
        });
        const started = wasActive ? transport.start() : undefined;
        void refresh();
        await started;
      };
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
