// What a station remembers for its listener, in a form that tabs, browsers and the server can join without loss.
// The page reads it as a history and knobs, and edits those; what changed is found by comparing.

import type { PlayedTrack } from "@/lib/api/schemas";
import {
  beganAt,
  boundLines,
  byBeginning,
  joinRecords,
  type StationRecord as RecordOf,
} from "@/lib/core/record";
import { edit, type StampedMap } from "@/lib/core/stamped";
import { HISTORY_LIMIT, type Knobs } from "./history";

export { joinRecords };

/** Lines by {@link lineKey}, knobs by the field of {@link Knobs}. */
export type StationRecord = RecordOf<PlayedTrack>;

export type RecordView = { readonly history: readonly PlayedTrack[]; readonly knobs: Knobs };

export const EMPTY_RECORD: StationRecord = { lines: {}, knobs: {} };

/** When it began, and which song: two devices may have begun something at the same moment. */
export const lineKey = ({ at = 0, track_id }: Pick<PlayedTrack, "at" | "track_id">): string =>
  `${typeof at === "number" ? at : Date.parse(at)}:${track_id}`;

export function viewOf({ lines, knobs }: StationRecord): RecordView {
  const history = Object.keys(lines)
    .sort(byBeginning)
    .flatMap((key) => lines[key]?.value ?? []);
  return {
    history: history.slice(-HISTORY_LIMIT),
    knobs: toKnobs(
      Object.fromEntries(
        Object.entries(knobs).flatMap(([field, { value }]) => (value === null ? [] : [[field, value]])),
      ),
    ),
  };
}

/** Fields that nobody but this module wrote. */
const toKnobs = (fields: object): Knobs => ({ ...fields });

/** The record after the listener's edits: `view` is what {@link viewOf} gave, as they have left it. */
export function absorb(record: StationRecord, view: RecordView, now: number): StationRecord {
  const before = viewOf(record);
  const lines = new Map(view.history.map((line) => [lineKey(line), line]));
  const oldest = view.history[0];
  // A full history lets its oldest line go; that one was not taken back.
  const since = view.history.length < HISTORY_LIMIT || !oldest ? 0 : beganAt(lineKey(oldest));
  const missing = before.history.map(lineKey).filter((key) => !lines.has(key) && beganAt(key) >= since);
  const edited = editAll(record.lines, [...lines, ...missing.map((key) => [key, null] as const)], now);
  const fields = Object.entries({ ...blank(before.knobs), ...view.knobs });
  const knobs = editAll(
    record.knobs,
    fields.map(([field, value]) => [field, value ?? null] as const),
    now,
  );
  return edited === record.lines && knobs === record.knobs ? record : { lines: boundLines(edited), knobs };
}

/** A history of which nothing but its lines is known: each was edited when it began, the knobs before anything else. */
export const toRecord = ({ history, knobs }: RecordView): StationRecord => ({
  lines: Object.fromEntries(
    history.map((value) => [lineKey(value), { edited: beganAt(lineKey(value)), value }]),
  ),
  knobs: Object.fromEntries(Object.entries(knobs).map(([field, value]) => [field, { edited: 1, value }])),
});

export const keepNewest = (record: StationRecord, limit: number): StationRecord => ({
  ...record,
  lines: boundLines(record.lines, limit),
});

const blank = (knobs: Knobs) => Object.fromEntries(Object.keys(knobs).map((field) => [field, undefined]));

/** Edits what differs; the very map where nothing does. */
function editAll<T>(
  map: StampedMap<T>,
  values: Iterable<readonly [key: string, value: T | null]>,
  now: number,
): StampedMap<T> {
  let edited = map;
  for (const [key, value] of values)
    if (JSON.stringify(map[key]?.value ?? null) !== JSON.stringify(value))
      edited = edit(edited, key, value, now);
  return edited;
}
