// What the listener says of artists apart from any play. Kept among a station's knobs, or, for all stations, in their book,
// one field for each artist, so that copies that were changed apart can join.

import type { SaidBody } from "@/lib/api/tuning-schemas";
import { hashString } from "@/lib/core/rng";

export type Word = SaidBody["word"];

export type WordEntry = {
  readonly artist: string;
  readonly word: Word;
  /** When it was said, Unix milliseconds. */
  readonly at: number;
};

/** Fields by {@link wordKey}. */
export type WordFields = { readonly [field: `word:${string}`]: WordEntry | undefined };

/** "Not now" is for the evening, and honest about it: six hours, then the artist is back, and nothing was learnt. */
export const REST_MS = 6 * 3_600_000;

/** An artist may be liked and rest at once; of the other words the last holds. */
export const wordKey = (artist: string, word: Word): `word:${string}` =>
  `word:${word === "rest" ? "rest:" : ""}${hashString(artist.toLowerCase()).toString(36)}`;

const isWordKey = (field: string): boolean => field.startsWith("word:");

export const wordsOf = (fields: object): WordEntry[] =>
  Object.entries(fields).flatMap(([field, entry]) => (isWordKey(field) && entry ? [entry] : []));

export const isOver = ({ word, at }: WordEntry, now: number): boolean =>
  word === "rest" && now - at >= REST_MS;

/** As a request says them; a rest that is over is not said. */
export const toSaid = (fields: object, now: number, everywhere: boolean): SaidBody[] =>
  wordsOf(fields).flatMap((entry) =>
    isOver(entry, now)
      ? []
      : [{ artist: entry.artist, word: entry.word, ...(everywhere && { everywhere: true }) }],
  );

/** The fields that are words, or those that are not. */
export const pickWords = <T extends object>(fields: T, words: boolean): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => isWordKey(field) === words)) as Partial<T>;
