"use client";

import { useStore } from "zustand";
import type { Current } from "./history";
import { useRadio, useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";

export type Now = {
  readonly current: Current | undefined;
  /** This station has the player. */
  readonly isActive: boolean;
  /** Asked to play, sound or not yet. */
  readonly isPlaying: boolean;
  /** Sound is running, so the position moves. */
  readonly isMoving: boolean;
};

/** What this station plays at the moment. */
export function useNow(station: StationStore): Now {
  const { radio } = useRadio();
  const current = useStationState(station, (state) => state.current);
  const isActive = useStore(radio.active, (state) => state.id === station.id);
  const playback = useStore(radio.player.store, (state) => state.playback);
  const phase = useStore(radio.player.store, (state) => state.phase);
  const isHeld = phase === "elsewhere" || phase === "other_tab" || phase === "offline" || phase === "failed";
  const isPlaying = isActive && playback !== undefined && !playback.paused && !isHeld;
  return { current, isActive, isPlaying, isMoving: isPlaying && !playback.loading };
}
