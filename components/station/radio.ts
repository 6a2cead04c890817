// The radio of a page: one player and the stations that were opened, of which one plays. Outlives page changes.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlayerStore } from "@/components/player/player-store";
import type { NextRequest, NextResponse } from "@/lib/api/schemas";
import { BOOK_ID, createListenerBook, type ListenerBook } from "./listener-book";
import type { SavedStations } from "./saved";
import type { Starring } from "./starring";
import { createStationStore, type StationStore } from "./station-store";
import { wordsOf } from "./words";

export interface Radio {
  readonly player: PlayerStore;
  /** The station that has the player, if any. */
  readonly active: StoreApi<{ readonly id: string | undefined }>;
  station(id: string): StationStore;
  /** Those that were opened so far. */
  readonly stations: StoreApi<readonly StationStore[]>;
  /** What the listener says and keeps for all of their stations. */
  readonly book: ListenerBook;
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
  const stations = createStore<readonly StationStore[]>(() => []);
  const find = (id: string | undefined) => stations.getState().find((station) => station.id === id);
  const active = createStore<{ readonly id: string | undefined }>(() => ({ id: undefined }));
  let isForgotten = false;
  const book = createListenerBook({
    load: () => saved.load(BOOK_ID),
    save: (kept) => {
      if (!isForgotten) saved.save(BOOK_ID, kept);
    },
    now,
  });
  book.store.subscribe((fields, before) => {
    if (JSON.stringify(wordsOf(fields)) === JSON.stringify(wordsOf(before))) return;
    for (const station of stations.getState()) {
      station.change({});
      void station.refresh();
    }
  });

  const open = (id: string): StationStore =>
    createStationStore({
      id,
      taste: saved.taste(id),
      player,
      now,
      book,
      isActive: () => active.getState().id === id,
      activate: () => {
        const before = active.getState().id;
        if (before === id) return;
        find(before)?.suspend();
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
    if (state.phase === "other_tab" && before.phase === "ready") find(id)?.suspend();
  });

  player.subscribe((signal) => {
    find(active.getState().id)?.onSignal(signal);
  });

  return {
    player,
    active,
    stations,
    book,
    starring,
    station(id) {
      const known = find(id);
      if (known) return known;
      const opened = open(id);
      stations.setState([...stations.getState(), opened], true);
      return opened;
    },
    release() {
      const { id } = active.getState();
      if (id === undefined) return;
      find(id)?.suspend();
      active.setState({ id: undefined });
    },
    save() {
      if (player.store.getState().phase !== "other_tab") find(active.getState().id)?.save();
    },
    forget() {
      isForgotten = true;
      stations.setState([], true);
      saved.clear();
    },
  };
}
