// What a station knows while it is heard, and how it is written down together with what other tabs wrote.
// Every change that the next answer depends on goes through `change`.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlayerStore } from "@/components/player/player-store";
import type { AppError } from "@/lib/api/client";
import type { NextRequest, NextResponse, Pick, PlayedTrack, Taste } from "@/lib/api/schemas";
import { type Current, type Knobs, mergeHistories, type Rating, toRequest } from "./history";
import type { SavedStation } from "./saved";

export type StationState = {
  readonly status: "loading" | "ready" | "failed";
  /** A new answer is on its way; the old one stands until then. */
  readonly choosing: boolean;
  readonly current: Current | undefined;
  /** `current` is already in the history; it stands until the next song is chosen. */
  readonly leaving: boolean;
  readonly queue: readonly Pick[];
  readonly history: readonly PlayedTrack[];
  readonly past: readonly Pick[];
  readonly knobs: Knobs;
  readonly seed: number | undefined;
  readonly unknown: readonly string[];
  readonly notice: NextResponse["notice"];
  readonly error: AppError | undefined;
  /** Three songs in a row could not be played. */
  readonly stopped: boolean;
  /** Counts what changes the answer: same moment, same picks. */
  readonly moment: number;
};

export type StationStoreOptions = {
  readonly id: string;
  /** What a link brought along; the server does not have it. */
  readonly taste?: Taste | undefined;
  readonly player: PlayerStore;
  /** Is this the station that the player plays? */
  readonly isActive: () => boolean;
  /** Makes it so; the station that played before is left paused. */
  readonly activate: () => void;
  readonly next: (body: NextRequest) => Promise<NextResponse>;
  readonly load: () => SavedStation | undefined;
  readonly save: (station: SavedStation) => void;
  readonly now: () => number;
  /** Told of every rating, and of what it was before. */
  readonly onRate?: ((pick: Pick, rating: Rating, before: Rating) => void) | undefined;
};

/** The station's state with the ways to change it, shared by what acts on it. */
export type StationMemory = {
  readonly store: StoreApi<StationState>;
  readonly get: () => StationState;
  readonly set: (patch: Partial<StationState>) => void;
  /** Takes a change that the next answer depends on, and writes it down. */
  readonly change: (patch: Partial<StationState>) => void;
  /** Writes the station down, together with what another tab has written meanwhile. */
  readonly save: () => void;
  /** Keeps where the song stands, so that it can go on later from there. */
  readonly settle: () => void;
  /** Goes on where the tab stopped from which the player was taken. */
  readonly adopt: () => void;
  /** A line was taken back: another tab's copy must not bring it again. */
  readonly takeBack: (at: PlayedTrack["at"]) => void;
  /** The body of a request of this very moment. */
  readonly request: (count?: number, upcoming?: readonly Pick[]) => NextRequest;
  /** Sound heard of the current song since it was last started, milliseconds. */
  readonly listenedMs: () => number;
};

export function createStationMemory(options: StationStoreOptions): StationMemory {
  const { player, isActive } = options;
  const store = createStore<StationState>(() => initialState(options.load()));
  const { getState: get, setState: set } = store;
  const forgotten = new Set<PlayedTrack["at"]>();

  const placed = (current: Current | undefined): Current | undefined =>
    current && isActive() && player.store.getState().playback?.trackId === current.pick.track_id
      ? { ...current, carriedMs: current.carriedMs + player.listenedMs(), resumeMs: player.positionMs() }
      : current;

  const save = () => {
    const { knobs, past, leaving } = get();
    const stored = options.load();
    const history = mergeHistories(get().history, stored?.history ?? [], forgotten);
    set({ history });
    const current = leaving ? undefined : placed(get().current);
    options.save({ version: 1, history, knobs, past, ...(current ? { current } : {}) });
  };

  return {
    store,
    get,
    set,
    save,
    change(patch) {
      set({ ...patch, moment: get().moment + 1 });
      save();
    },
    settle: () => set({ current: placed(get().current) }),
    adopt() {
      const stored = options.load();
      if (stored)
        set({ history: stored.history, past: stored.past, current: stored.current ?? get().current });
    },
    takeBack: (at) => void forgotten.add(at),
    request: (count, upcoming) => ({
      ...toRequest(get(), count, upcoming),
      ...(options.taste && { taste: options.taste }),
    }),
    listenedMs: () => (isActive() ? player.listenedMs() : 0),
  };
}

const initialState = (saved: SavedStation | undefined): StationState => ({
  status: "loading",
  choosing: false,
  current: saved?.current,
  leaving: false,
  queue: [],
  history: saved?.history ?? [],
  past: saved?.past ?? [],
  knobs: saved?.knobs ?? {},
  seed: undefined,
  unknown: [],
  notice: undefined,
  error: undefined,
  stopped: false,
  moment: 0,
});
