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
  const isHeld = phase === "elsewhere" || phase === "other_tab" || phase === "failed";
  const isPlaying = isActive && playback !== undefined && !playback.paused && !isHeld;
  return { current, isActive, isPlaying, isMoving: isPlaying && !playback.loading };
}

/** Play, pause or go on, whichever the moment asks for. Call it inside the click: sound needs that. */
export function togglePlay(radio: ReturnType<typeof useRadio>["radio"], station: StationStore): void {
  const { player } = radio;
  player.activate();
  const { playback, phase } = player.store.getState();
  const isHere = radio.active.getState().id === station.id;
  const current = station.store.getState().current;
  if (!isHere || phase !== "ready" || playback?.trackId !== current?.pick.track_id)
    return void station.play();
  void (playback?.paused ? player.resume() : player.pause());
}
