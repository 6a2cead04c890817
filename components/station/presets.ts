// Settings under a name: where knobs and rules stood when the listener saved them, for use on every station.
// Kept in the listener's book, one field each, so that copies that were changed apart can join.

import type { Knobs } from "./history";
import type { BookFields, ListenerBook } from "./listener-book";

export type Preset = {
  /** Its field in the book. */
  readonly field: string;
  readonly name: string;
  readonly knobs: Knobs;
};

const PREFIX = "preset:";
const NAME_LIMIT = 60;
const NOTHING_SET = {
  weights: undefined,
  familiarity: undefined,
  variety: undefined,
  new_to_me: undefined,
  no_explicit: undefined,
  artist_gap: undefined,
} satisfies Knobs;

/** By name. */
export const presetsOf = (fields: BookFields): Preset[] =>
  Object.entries(fields)
    .flatMap(([field, value]) => (field.startsWith(PREFIX) && isKept(value) ? [{ field, ...value }] : []))
    .sort((a, b) => a.name.localeCompare(b.name));

/** What a preset holds of a station's knobs: neither its words, nor its model, nor where on the map it leans. */
export function toPresetKnobs(knobs: Knobs): Knobs {
  const held: object = Object.fromEntries(
    Object.entries(knobs).filter(
      ([field, value]) => Object.hasOwn(NOTHING_SET, field) && value !== undefined,
    ),
  );
  return { ...held };
}

/** The station's knobs with those of a preset in place of what a preset holds. */
export const withPreset = (knobs: Knobs, preset: Knobs): Knobs => ({
  ...knobs,
  ...NOTHING_SET,
  ...toPresetKnobs(preset),
});

export const isInUse = (knobs: Knobs, preset: Preset): boolean =>
  JSON.stringify(sorted(toPresetKnobs(knobs))) === JSON.stringify(sorted(toPresetKnobs(preset.knobs)));

/** Saves under a new field; returns the way back. */
export function savePreset(book: ListenerBook, name: string, knobs: Knobs, now = Date.now()): () => void {
  const field = `${PREFIX}${now.toString(36)}`;
  book.write(field, { name: name.trim().slice(0, NAME_LIMIT), knobs: toPresetKnobs(knobs) });
  return () => book.write(field, undefined);
}

/** Returns the way back. */
export function renamePreset(
  book: ListenerBook,
  { field, name: before, knobs }: Preset,
  name: string,
): () => void {
  book.write(field, { name: name.trim().slice(0, NAME_LIMIT), knobs });
  return () => book.write(field, { name: before, knobs });
}

/** Returns the way back. */
export function removePreset(book: ListenerBook, { field, name, knobs }: Preset): () => void {
  book.write(field, undefined);
  return () => book.write(field, { name, knobs });
}

const sorted = (knobs: Knobs) => Object.entries(knobs).sort(([a], [b]) => (a < b ? -1 : 1));

function isKept(value: unknown): value is { readonly name: string; readonly knobs: Knobs } {
  if (typeof value !== "object" || value === null) return false;
  const kept = value as { readonly name?: unknown; readonly knobs?: unknown };
  return typeof kept.name === "string" && typeof kept.knobs === "object" && kept.knobs !== null;
}
