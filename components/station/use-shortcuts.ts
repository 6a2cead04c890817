"use client";

import { useEffect, useRef } from "react";
import { onKeys } from "./on-keys";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";

export type ShortcutActions = {
  readonly toggle: () => void;
  readonly skip: () => void;
  readonly previous: () => void;
  readonly like: () => void;
  readonly dislike: () => void;
};

const STEP_MS = 10_000;
const VOLUME_STEP = 0.05;

/** The keys of the station page. They are silent while a field, a slider or a dialog has the keyboard. */
export function useShortcuts(station: StationStore, actions: ShortcutActions): void {
  const { radio } = useRadio();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const { player } = radio;
    const seekBy = (ms: number) => void station.seek(Math.max(0, player.positionMs() + ms));
    const louder = (by: number) =>
      player.setVolume(Math.min(1, Math.max(0, player.store.getState().volume + by)));
    return onKeys({
      " ": () => latest.current.toggle(),
      n: () => latest.current.skip(),
      p: () => latest.current.previous(),
      l: () => latest.current.like(),
      d: () => latest.current.dislike(),
      arrowleft: () => seekBy(-STEP_MS),
      arrowright: () => seekBy(STEP_MS),
      arrowup: () => louder(VOLUME_STEP),
      arrowdown: () => louder(-VOLUME_STEP),
    });
  }, [radio, station]);
}
