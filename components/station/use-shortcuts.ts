"use client";

import { useEffect, useRef } from "react";
import { tinykeys } from "tinykeys";
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
    const on = (act: () => void) => (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      event.preventDefault();
      act();
    };
    return tinykeys(window, {
      Space: on(() => latest.current.toggle()),
      n: on(() => latest.current.skip()),
      p: on(() => latest.current.previous()),
      l: on(() => latest.current.like()),
      d: on(() => latest.current.dislike()),
      ArrowLeft: on(() => seekBy(-STEP_MS)),
      ArrowRight: on(() => seekBy(STEP_MS)),
      ArrowUp: on(() => louder(VOLUME_STEP)),
      ArrowDown: on(() => louder(-VOLUME_STEP)),
    });
  }, [radio, station]);
}

/** Does what has the focus need this key itself? */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest("input, textarea, select, [contenteditable], [role=slider], dialog")) return true;
  return event.key === " " && target?.closest("button, a, summary") != null;
}
