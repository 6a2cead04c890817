// Lets a listener's stations follow them to their other browsers, and their tabs follow one another.
// Looks for news only of the station in sight or on the air, and only while the page is seen.

import type { Radio } from "@/components/station/radio";
import { parseSaved } from "@/components/station/saved";
import type { StationStore } from "@/components/station/station-store";
import { joinMemory, readMemory } from "@/lib/api/memory";
import { createStationSync, type MemoryCalls, type StationSync } from "./station-sync";
import { isSyncOn } from "./sync-setting";

const LOOK_EVERY_MS = 3_000;
/** Turns of a knob in a row are one. */
const REST_MS = 300;
const LONGEST_WAIT_MS = 60_000;

export type SyncPage = {
  readonly isVisible: () => boolean;
  readonly isShown: (stationId: string) => boolean;
  /** Tells when the page is seen again, or the line is back. */
  readonly onReturn: (listener: () => void) => void;
  /** Tells what another tab wrote. */
  readonly onStored: (listener: (key: string, text: string) => void) => void;
};

type SyncOptions = {
  readonly listenerId: string;
  readonly storage: Pick<Storage, "getItem">;
  readonly calls?: MemoryCalls;
  readonly page?: SyncPage;
};

/** A station, or the book of what is said of all of them. */
type Remembering = Pick<StationStore, "id" | "record" | "merge" | "save">;

/** Returns how to stop. */
export function connectSync(radio: Radio, options: SyncOptions): () => void {
  const { listenerId, storage, calls = { read: readMemory, join: joinMemory }, page = browserPage } = options;
  const isOn = () => isSyncOn(listenerId, storage);
  const syncs = new Map<string, { readonly station: Remembering; readonly sync: StationSync }>();
  let waitMs = 0;
  let notBefore = 0;

  const exchange = async (sync: StationSync) => {
    if (!isOn()) return;
    try {
      await sync.exchange();
      waitMs = 0;
    } catch {
      // Offline, or the store rests: the browser has its own copy, and the next look sends what is left.
      waitMs = Math.min(LONGEST_WAIT_MS, Math.max(LOOK_EVERY_MS, waitMs * 2));
      notBefore = Date.now() + waitMs;
    }
  };

  const look = () => {
    if (!page.isVisible() || Date.now() < notBefore) return;
    const { id: playing } = radio.active.getState();
    for (const [id, { sync }] of syncs)
      if (id === playing || id === radio.book.id || page.isShown(id) || sync.isBehind()) void exchange(sync);
  };

  const follow = (station: Remembering, onEdit: (listener: () => void) => void) => {
    if (syncs.has(station.id)) return;
    const sync = createStationSync(station, calls, isOn);
    syncs.set(station.id, { station, sync });
    void exchange(sync);
    let rest: ReturnType<typeof setTimeout> | undefined;
    onEdit(() => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        if (syncs.has(station.id) && sync.isBehind()) void exchange(sync);
      }, REST_MS);
    });
  };

  const followStation = (station: StationStore) =>
    follow(station, (listener) =>
      station.store.subscribe((state, before) => {
        if (state.moment !== before.moment) listener();
      }),
    );

  follow(radio.book, (listener) => radio.book.store.subscribe(listener));
  radio.stations.getState().forEach(followStation);
  const stop = radio.stations.subscribe((stations) => {
    // The listener is forgotten here: what is still in memory is nobody's any more.
    if (stations.length === 0) syncs.clear();
    stations.forEach(followStation);
  });
  page.onReturn(() => {
    notBefore = 0;
    look();
  });
  page.onStored((key, text) => {
    for (const { station } of syncs.values()) {
      if (key !== `longwave:${listenerId}:${station.id}`) continue;
      const stored = parseSaved(text);
      if (stored) station.merge(stored.record);
    }
  });
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    stop();
    clearInterval(timer);
  };
}

const browserPage: SyncPage = {
  isVisible: () => document.visibilityState === "visible",
  isShown: (id) => window.location.pathname === `/station/${id}`,
  onReturn(listener) {
    document.addEventListener("visibilitychange", listener);
    window.addEventListener("online", listener);
    window.addEventListener("focus", listener);
  },
  onStored: (listener) =>
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key !== null && newValue !== null) listener(key, newValue);
    }),
};
