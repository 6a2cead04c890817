// The radio of a page: one player and the stations that were opened, of which one plays. Outlives page changes.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlayerStore } from "@/components/player/player-store";
import type { NextRequest, NextResponse } from "@/lib/api/schemas";
import type { SavedStations } from "./saved";
import type { Starring } from "./starring";
import { createStationStore, type StationStore } from "./station-store";

export interface Radio {
  readonly player: PlayerStore;
  /** The station that has the player, if any. */
  readonly active: StoreApi<{ readonly id: string | undefined }>;
  station(id: string): StationStore;
  /** Takes the player from the station that has it, for music that is no station's. */
  release(): void;
  /** Writes down where the song stands, e.g. before the page goes away. */
  save(): void;
  /** Deletes what the listener left in this browser. */
  forget(): void;
  /** Whether likes are marked at the service too, where it can. */
  readonly starring?: Starring | undefined;
}

export type RadioOptions = {
  readonly player: PlayerStore;
  readonly saved: SavedStations;
  readonly next: (stationId: string, body: NextRequest) => Promise<NextResponse>;
  readonly now: () => number;
  readonly starring?: Starring | undefined;
};

export function createRadio({ player, saved, next, now, starring }: RadioOptions): Radio {
  const stations = new Map<string, StationStore>();
  const active = createStore<{ readonly id: string | undefined }>(() => ({ id: undefined }));
  let isForgotten = false;

  const open = (id: string): StationStore =>
    createStationStore({
      id,
      taste: saved.taste(id),
      player,
      now,
      isActive: () => active.getState().id === id,
      activate: () => {
        const before = active.getState().id;
        if (before === id) return;
        if (before !== undefined) stations.get(before)?.suspend();
        active.setState({ id });
      },
      next: (body) => next(id, body),
      load: () => saved.load(id),
      save: (station) => {
        if (!isForgotten) saved.save(id, station);
      },
      onRate: starring?.rated,
    });

  player.store.subscribe((state, before) => {
    const { id } = active.getState();
    // The other tab goes on from here.
    if (state.phase === "other_tab" && before.phase === "ready" && id !== undefined)
      stations.get(id)?.suspend();
  });

  player.subscribe((signal) => {
    const { id } = active.getState();
    if (id !== undefined) stations.get(id)?.onSignal(signal);
  });

  return {
    player,
    active,
    starring,
    station(id) {
      const known = stations.get(id) ?? open(id);
      stations.set(id, known);
      return known;
    },
    release() {
      const { id } = active.getState();
      if (id === undefined) return;
      stations.get(id)?.suspend();
      active.setState({ id: undefined });
    },
    save() {
      const { id } = active.getState();
      if (id !== undefined && player.store.getState().phase !== "other_tab") stations.get(id)?.save();
    },
    forget() {
      isForgotten = true;
      saved.clear();
    },
  };
}
