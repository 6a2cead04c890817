// What of the map is the station's: its style, what was said of artists, and the way of the music through them.

import type { MapSheet } from "./map-sheet";

export const MARK_KINDS = ["playing", "coming", "past", "never", "disliked", "liked", "style"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export type Mark = {
  readonly artist: number;
  readonly kind: MarkKind;
  /** Of those that come: 1 = next. */
  readonly place?: number;
};

/** What a station has to show, by names; the last word on an artist holds. */
export type Shown = Readonly<Partial<Record<MarkKind, readonly string[]>>>;

export type Marks = {
  /** Each artist once: where several hold, the first of MARK_KINDS. */
  readonly marks: readonly Mark[];
  readonly of: ReadonlyMap<number, Mark>;
  /** The way of the music: what was played, oldest first, what plays, what comes. */
  readonly route: readonly number[];
  /** Where on the route the music is: before it lies what was played. */
  readonly now: number;
};

export function createMarks(sheet: Pick<MapSheet, "find">, shown: Shown): Marks {
  const of = new Map<number, Mark>();
  const found = (kind: MarkKind) => (shown[kind] ?? []).flatMap((name) => sheet.find(name) ?? []);
  for (const kind of MARK_KINDS) {
    found(kind).forEach((artist, at) => {
      if (!of.has(artist)) of.set(artist, { artist, kind, ...(kind === "coming" && { place: at + 1 }) });
    });
  }
  const past = found("past");
  const playing = found("playing");
  return {
    marks: [...of.values()],
    of,
    route: [...past, ...playing, ...found("coming")],
    now: past.length + playing.length - 1,
  };
}
