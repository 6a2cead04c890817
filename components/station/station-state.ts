// What a station knows while it is heard, and how it is written down together with what other tabs wrote.
// Every change that the next answer depends on goes through `change`.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlayerStore } from "@/components/player/player-store";
import type { AppError } from "@/lib/api/client";
import type { Pick as Choice, NextRequest, NextResponse, PlayedTrack, Taste } from "@/lib/api/schemas";
import { type Current, type Knobs, type Rating, toHeardOf, toRequest } from "./history";
import type { ListenerBook } from "./listener-book";
import { absorb, EMPTY_RECORD, joinRecords, lineKey, type StationRecord, viewOf } from "./record";
import type { SavedStation } from "./saved";
import { toSaid } from "./words";

export type StationState = {
  readonly status: "loading" | "ready" | "failed";
  /** A new answer is on its way; the old one stands until then. */
  readonly choosing: boolean;
  readonly current: Current | undefined;
  /** `current` is already in the history; it stands until the next song is chosen. */
  readonly leaving: boolean;
  readonly queue: readonly Choice[];
  /** Ids of tracks in the queue that the listener has put there: no new answer takes their place. */
  readonly held: readonly string[];
  readonly history: readonly PlayedTrack[];
  readonly past: readonly Choice[];
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
  /** What is said of all stations; absent = nothing is. */
  readonly book?: Pick<ListenerBook, "store"> | undefined;
  /** Told of every rating, and of what it was before. */
  readonly onRate?: ((pick: Choice, rating: Rating, before: Rating) => void) | undefined;
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
  /** What the station remembers, with the listener's last edits in it. */
  readonly record: () => StationRecord;
  /** Takes in what another copy of the station remembers; true = that was something new. */
  readonly merge: (other: StationRecord) => boolean;
  /** The body of a request of this very moment. */
  readonly request: (count?: number, upcoming?: readonly Choice[]) => NextRequest;
  /** Sound heard of the current song since it was last started, milliseconds. */
  readonly listenedMs: () => number;
};

export function createStationMemory(options: StationStoreOptions): StationMemory {
  const { player, isActive, now } = options;
  const saved = options.load();
  let known = saved?.record ?? EMPTY_RECORD;
  const store = createStore<StationState>(() => initialState(known, saved));
  const { getState: get, setState: set } = store;

  const placed = (current: Current | undefined): Current | undefined =>
    current && isActive() && player.store.getState().playback?.trackId === current.pick.track_id
      ? { ...current, carriedMs: current.carriedMs + player.listenedMs(), resumeMs: player.positionMs() }
      : current;

  const record = () => {
    const { history, knobs, current, leaving } = get();
    const rated = current && !leaving && current.rating !== 0 ? [toHeardOf(current)] : [];
    known = absorb(known, { history: [...history, ...rated], knobs }, now());
    return known;
  };

  const join = (other: StationRecord) => {
    const joined = joinRecords(record(), other);
    if (joined === known) return false;
    known = joined;
    set(stateOf(known, get()));
    return true;
  };

  const save = () => {
    const stored = options.load();
    join(stored?.record ?? EMPTY_RECORD);
    const { past, leaving } = get();
    const current = leaving ? undefined : placed(get().current);
    options.save({ version: 2, record: known, past, ...(current ? { current } : {}) });
  };

  return {
    store,
    get,
    set,
    save,
    record,
    merge(other) {
      const isNews = join(other);
      if (isNews) set({ moment: get().moment + 1 });
      return isNews;
    },
    change(patch) {
      set({ ...patch, moment: get().moment + 1 });
      save();
    },
    settle: () => set({ current: placed(get().current) }),
    adopt() {
      const stored = options.load();
      if (!stored) return;
      join(stored.record);
      const current = stored.current ?? get().current;
      set({ past: stored.past, current, leaving: false, ...stateOf(known, { current, leaving: false }) });
    },
    request: (count, upcoming) => ({
      ...toRequest(get(), count, upcoming, [
        ...toSaid(options.book?.store.getState() ?? {}, now(), true),
        ...toSaid(get().knobs, now(), false),
      ]),
      ...(options.taste && { taste: options.taste }),
    }),
    listenedMs: () => (isActive() ? player.listenedMs() : 0),
  };
}

/** What of the state a record decides. The line of the song that plays is no history yet. */
function stateOf(
  record: StationRecord,
  { current, leaving }: Pick<StationState, "current" | "leaving">,
): Partial<StationState> {
  const { history, knobs } = viewOf(record);
  const key = current && !leaving && lineKey({ at: current.at, track_id: current.pick.track_id });
  const entry = key ? record.lines[key] : undefined;
  if (!current || !entry) return { history, knobs };
  // Another tab has played it to its end.
  if (entry.value && entry.value.length_seconds > 0) return { history, knobs, leaving: true };
  return {
    history: history.filter((line) => lineKey(line) !== key),
    knobs,
    current: { ...current, rating: toRating(entry.value?.rating) },
  };
}

const toRating = (rating = 0): Rating => (rating > 0 ? 1 : rating < 0 ? -1 : 0);

const initialState = (record: StationRecord, saved: SavedStation | undefined): StationState => ({
  status: "loading",
  choosing: false,
  current: saved?.current,
  leaving: false,
  queue: [],
  held: [],
  history: [],
  past: saved?.past ?? [],
  knobs: {},
  seed: undefined,
  unknown: [],
  notice: undefined,
  error: undefined,
  stopped: false,
  moment: 0,
  ...stateOf(record, { current: saved?.current, leaving: false }),
});
