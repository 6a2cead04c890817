// Keeps stations in localStorage, one entry for each listener and station: history, knobs and the place in the song.

import type { Pick, PlayedTrack, Taste } from "@/lib/api/schemas";
import { type Current, HISTORY_LIMIT, type Knobs } from "./history";
import { keepNewest, type StationRecord, toRecord } from "./record";

export type SavedStation = {
  readonly version: 2;
  readonly record: StationRecord;
  readonly current?: Current;
  /** The last songs, newest last, for "previous". */
  readonly past: readonly Pick[];
};

export interface SavedStations {
  load(stationId: string): SavedStation | undefined;
  save(stationId: string, station: SavedStation): void;
  /** The taste of a link that was opened in this browser, by the station's id. */
  taste(stationId: string): Taste | undefined;
  /** Deletes everything this listener left in the browser. */
  clear(): void;
}

const PREFIX = "longwave";
/** Not a listener's: a link is opened before anybody signs in. */
const TASTES = `${PREFIX}:taste:`;

export function createSavedStations(listenerId: string, storage: Storage): SavedStations {
  const prefix = `${PREFIX}:${listenerId}:`;
  return {
    load: (stationId) => parseSaved(storage.getItem(prefix + stationId)),
    save(stationId, station) {
      // A full storage loses the oldest half of the history rather than the newest line.
      for (let keep = HISTORY_LIMIT; keep >= 1; keep = Math.floor(keep / 2)) {
        try {
          storage.setItem(
            prefix + stationId,
            JSON.stringify({ ...station, record: keepNewest(station.record, keep) }),
          );
          return;
        } catch (error) {
          if (!(error instanceof DOMException)) throw error;
        }
      }
    },
    taste: (stationId) => keptTaste(stationId, storage),
    clear() {
      for (const key of Object.keys(storage))
        if (key.startsWith(prefix) || key.startsWith(TASTES)) storage.removeItem(key);
    },
  };
}

/** What a link holds, as it was when the link was opened here. The server checks it again with each request. */
function keptTaste(stationId: string, storage: Storage): Taste | undefined {
  const text = storage.getItem(TASTES + stationId);
  return text ? JSON.parse(text) : undefined;
}

export const keepTaste = (stationId: string, taste: Taste, storage: Storage): void =>
  storage.setItem(TASTES + stationId, JSON.stringify(taste));

/** undefined for nothing, for broken JSON and for a form that is none of ours: the station starts fresh. */
export function parseSaved(text: string | null): SavedStation | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isSaved(value)) return value;
    return isFirstForm(value) ? fromFirstForm(value) : undefined;
  } catch {
    return undefined;
  }
}

/** What was written before stations followed their listener: a bare history, nothing known of its edits. */
type FirstForm = Omit<SavedStation, "version" | "record"> & {
  readonly version: 1;
  readonly history: readonly PlayedTrack[];
  readonly knobs: Knobs;
};

const fromFirstForm = ({ history, knobs, ...rest }: FirstForm): SavedStation => ({
  ...rest,
  version: 2,
  record: toRecord({ history, knobs }),
});

const isSaved = (value: unknown): value is SavedStation =>
  isRecord(value) &&
  value.version === 2 &&
  Array.isArray(value.past) &&
  isRecord(value.record) &&
  isRecord(value.record.lines) &&
  isRecord(value.record.knobs);

const isFirstForm = (value: unknown): value is FirstForm =>
  isRecord(value) &&
  value.version === 1 &&
  Array.isArray(value.past) &&
  Array.isArray(value.history) &&
  isRecord(value.knobs);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
