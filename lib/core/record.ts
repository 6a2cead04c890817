// What a station remembers for its listener: lines of its history and settings, each with the time of its edit.
// Tabs, browsers and the server each hold a copy and join them.

import { joinMaps, lastKeys, type StampedMap } from "./stamped";

/** `Line` = a song that was heard. */
export type StationRecord<Line> = {
  /** By when the song began, Unix milliseconds, a colon, and which it was. */
  readonly lines: StampedMap<Line>;
  /** By the setting's name. */
  readonly knobs: StampedMap<unknown>;
};

/** Lines that a record keeps, those that were taken back included: more than a history shows. */
export const LINE_LIMIT = 600;

/** When the song of a line began, Unix milliseconds. */
export const beganAt = (key: string): number => Number.parseInt(key, 10);

/** Oldest first; songs that began together by their name. */
export const byBeginning = (a: string, b: string): number => beganAt(a) - beganAt(b) || (a < b ? -1 : 1);

/** Both copies as one, bounded to {@link LINE_LIMIT}; `a` itself where `b` brings nothing new. */
export function joinRecords<Line>(a: StationRecord<Line>, b: StationRecord<Line>): StationRecord<Line> {
  const lines = joinMaps(a.lines, b.lines);
  const knobs = joinMaps(a.knobs, b.knobs);
  return lines === a.lines && knobs === a.knobs ? a : { lines: boundLines(lines), knobs };
}

/** The last lines, {@link LINE_LIMIT} unless told. */
export const boundLines = <Line>(lines: StampedMap<Line>, limit = LINE_LIMIT): StampedMap<Line> =>
  lastKeys(lines, limit, byBeginning);
