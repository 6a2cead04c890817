// What a simulation compares: ways to choose the next artist of a station from its seeds and its history.

import type { Rng } from "@/lib/core/rng";

/** A song that was played. */
export type HeardSong = {
  readonly artist: number;
  readonly playMs: number;
  readonly lengthMs: number;
  readonly rating?: 1 | -1;
  /** Milliseconds since the station began. */
  readonly at: number;
};

export type StationState = {
  readonly listener: number;
  /** Artists that the station starts from. */
  readonly seeds: readonly number[];
  /** Oldest first. */
  readonly history: readonly HeardSong[];
  /** When the next song begins. */
  readonly now: number;
  /** For policies that leave the choice to chance; a fresh one for each song. */
  readonly rng: Rng;
};

export interface Policy {
  readonly name: string;
  /** The artist to play next; undefined when the policy has none left. */
  next(state: StationState): number | undefined;
}
