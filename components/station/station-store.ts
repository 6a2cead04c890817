// One station while it is heard: what plays, what comes, what was heard, and where the knobs stand.
// Framework-free. Every change of history or knobs asks the server anew; what is queued plays on meanwhile.

import type { StoreApi } from "zustand/vanilla";
import type { NextRequest, Taste } from "@/lib/api/schemas";
import { createChoosing } from "./choosing";
import type { Knobs } from "./history";
import type { StationRecord } from "./record";
import { createStationFeedback, type StationFeedback } from "./station-feedback";
import { createStationMemory, type StationState, type StationStoreOptions } from "./station-state";
import { createStationTransport, type StationTransport } from "./station-transport";

export type { StationState } from "./station-state";

export interface StationStore
  extends StationFeedback,
    Pick<StationTransport, "play" | "replay" | "skip" | "previous" | "seek" | "onSignal"> {
  readonly id: string;
  /** What the station was made of, where a link held it. */
  readonly taste: Taste | undefined;
  readonly store: StoreApi<StationState>;
  /** Asks for the first picks; harmless when called again. */
  open(): void;
  setKnobs(knobs: Knobs): void;
  refresh(): Promise<void>;
  /** Fills the queue up; what is announced stands. */
  extend(): Promise<void>;
  /** Takes a change that the next answer depends on, and writes it down. */
  change(patch: Partial<StationState>): void;
  /** The body of a preview of this very moment. */
  request(): NextRequest;
  /** What the station remembers, for another copy of it. */
  record(): StationRecord;
  /** Takes in what another copy remembers; what is queued plays on, and the next answer counts it in. */
  merge(other: StationRecord): void;
  /** Another station takes the player: the place in the song is kept. */
  suspend(): void;
  save(): void;
}

const KNOB_REST_MS = 300;

export function createStationStore(options: StationStoreOptions): StationStore {
  const memory = createStationMemory(options);
  const choosing = createChoosing(memory, options);
  const { refresh } = choosing;
  const transport = createStationTransport(memory, options, choosing);
  const { play, replay, skip, previous, seek, onSignal } = transport;
  let knobTimer: ReturnType<typeof setTimeout> | undefined;
  return {
    id: options.id,
    taste: options.taste,
    store: memory.store,
    refresh,
    save: memory.save,
    record: memory.record,
    change: memory.change,
    extend: choosing.extend,
    merge(other) {
      if (memory.merge(other)) choosing.outdate();
    },
    request: () => memory.request(),
    ...createStationFeedback(memory, options, transport, choosing),
    ...{ play, replay, skip, previous, seek, onSignal },
    open() {
      if (memory.get().status !== "ready") void refresh();
    },
    suspend() {
      memory.settle();
      memory.save();
    },
    setKnobs(knobs) {
      memory.set({ knobs });
      clearTimeout(knobTimer);
      knobTimer = setTimeout(() => {
        memory.change({});
        void refresh();
      }, KNOB_REST_MS);
    },
  };
}
