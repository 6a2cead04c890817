// What a listener says and keeps for all of their stations: words on artists, settings under a name.
// Kept in the form of a station's memory, so that tabs and browsers join it like one.

import { createStore, type StoreApi } from "zustand/vanilla";
import { edit } from "@/lib/core/stamped";
import { EMPTY_RECORD, joinRecords, type StationRecord, viewOf } from "./record";
import type { SavedStation } from "./saved";

/** No playlist has this id. */
export const BOOK_ID = "_listener";

export type BookFields = Readonly<Record<string, unknown>>;

export interface ListenerBook {
  readonly id: string;
  readonly store: StoreApi<BookFields>;
  /** `undefined` takes the entry out; a mark stays, so that no other copy brings it again. */
  write(field: string, value: object | undefined): void;
  record(): StationRecord;
  /** Takes in what another copy holds. */
  merge(other: StationRecord): void;
  save(): void;
}

type BookOptions = {
  readonly load: () => SavedStation | undefined;
  readonly save: (book: SavedStation) => void;
  readonly now: () => number;
};

export function createListenerBook({ load, save: keep, now }: BookOptions): ListenerBook {
  let known = load()?.record ?? EMPTY_RECORD;
  const view = (): BookFields => ({ ...viewOf(known).knobs });
  const store = createStore<BookFields>(view);
  const take = (record: StationRecord) => {
    if (record === known) return;
    known = record;
    store.setState(view(), true);
  };
  const save = () => {
    take(joinRecords(known, load()?.record ?? EMPTY_RECORD));
    keep({ version: 2, record: known, past: [] });
  };
  return {
    id: BOOK_ID,
    store,
    write(field, value) {
      take({ ...known, knobs: edit(known.knobs, field, value ?? null, now()) });
      save();
    },
    record: () => known,
    merge: (other) => take(joinRecords(known, other)),
    save,
  };
}
