// What the listener says of the song that plays, and the way back from it.

import type { PlayedTrack } from "@/lib/api/schemas";
import type { Choosing } from "./choosing";
import { forget, type Rating, toHeardOf, toPlayed } from "./history";
import type { StationMemory, StationStoreOptions } from "./station-state";
import type { StationTransport } from "./station-transport";

/** Undoes what it was returned by. */
export type WayBack = () => Promise<void>;

export type StationFeedback = {
  rate(rating: Rating): void;
  /** Rates down, skips, and plays what the new answer puts first. */
  dislike(): Promise<WayBack | undefined>;
  /** Leaves the song without a word on it: nothing is learnt from how long it was heard. */
  passOver(): Promise<WayBack | undefined>;
};

/** A dislike waits this long for the new answer before the old queue plays on. */
const PATIENCE_MS = 1_500;

export function createStationFeedback(
  memory: StationMemory,
  { player, isActive, onRate }: Pick<StationStoreOptions, "player" | "isActive" | "onRate">,
  transport: StationTransport,
  { refresh, extend }: Choosing,
): StationFeedback {
  const { get, change } = memory;

  /** Leaves the current song with this line, and plays what the new answer puts first. */
  const turnAway = async (entry: PlayedTrack): Promise<WayBack | undefined> => {
    const { current, past, queue: queued } = get();
    if (!current) return undefined;
    const wasActive = isActive();
    const positionMs = wasActive ? player.positionMs() : current.resumeMs;
    transport.leave(entry);
    if (wasActive) void player.pause();
    await Promise.race([refresh(), wait(PATIENCE_MS)]);
    const isThere = await transport.bringUp(current.pick.artist);
    // What was chosen a moment ago stands; an answer that is still on its way replaces the queue.
    void extend();
    if (isThere && wasActive) await transport.start();
    return async () => {
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
  };

  return {
    rate(rating) {
      const { current, leaving } = get();
      if (!current || leaving) return;
      change({ current: { ...current, rating } });
      onRate?.(current.pick, rating, current.rating);
      void refresh();
    },
    async dislike() {
      const { current, leaving } = get();
      if (!current || leaving) return undefined;
      onRate?.(current.pick, -1, current.rating);
      const back = await turnAway(toPlayed({ ...current, rating: -1 }, memory.listenedMs()));
      return async () => {
        onRate?.(current.pick, current.rating, -1);
        await back?.();
      };
    },
    async passOver() {
      const { current, leaving } = get();
      return current && !leaving ? turnAway(toHeardOf(current)) : undefined;
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
