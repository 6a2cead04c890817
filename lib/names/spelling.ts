// Finds the well-known name that a misspelt one means, by edit distance weighed by fame. Part of the resolver.
// Names within two edits share one of three pieces at nearly the same place, so a look-up touches few names.

import { distance } from "fastest-levenshtein";
import { squashFold } from "./fold";

export type SpellingEntry = {
  readonly id: number;
  /** Folded name. */
  readonly fold: string;
  readonly popularity: number;
};

export interface SpellingIndex {
  /** The ids that a folded name may be a misspelling of, best first: nearest, then best known. Usually empty. */
  suggest(fold: string): readonly number[];
}

/** Below this length a name is one edit away from too many others. */
const MIN_LENGTH = 6;
const MIN_LENGTH_FOR_TWO = 11;
/** Single words are other words' neighbours more often than names of several words are. */
const MIN_LENGTH_OF_WORD = 8;
const MIN_LENGTH_OF_PLURAL = 9;
/** Ranks, so that a catalogue and the much longer list it is made from agree. */
const KNOWN_NAMES = 12_000;
const WELL_KNOWN_NAMES = 6_000;
const PIECES = 3;
const MAX_EDITS = 2;

/** Only the best-known names can be meant, and after two edits only the best known of those. */
export function createSpellingIndex(entries: readonly SpellingEntry[]): SpellingIndex {
  const known = [...entries].sort((a, b) => b.popularity - a.popularity || a.id - b.id).slice(0, KNOWN_NAMES);
  const forTwoEdits = known[WELL_KNOWN_NAMES]?.popularity ?? 0;
  const targets = known
    .map((entry) => ({ ...entry, key: squashFold(entry.fold) }))
    .filter(({ key }) => key.length >= MIN_LENGTH - 1);
  const pieces = new Map<string, number[]>();
  targets.forEach(({ key }, at) => {
    for (let piece = 0; piece < PIECES; piece++) {
      const [start, end] = pieceBounds(key.length, piece);
      const name = `${key.length}:${piece}:${key.slice(start, end)}`;
      const list = pieces.get(name);
      if (list) list.push(at);
      else pieces.set(name, [at]);
    }
  });

  return {
    suggest(fold) {
      const key = squashFold(fold);
      if (key.length < MIN_LENGTH) return [];
      const found: { id: number; edits: number; popularity: number }[] = [];
      for (const at of candidates(pieces, key)) {
        const target = targets[at];
        if (target === undefined || target.key === key) continue;
        const edits = distance(key, target.key);
        if (edits > MAX_EDITS || (edits > 1 && target.popularity < forTwoEdits)) continue;
        if (isSlip(fold, target.fold)) found.push({ id: target.id, edits, popularity: target.popularity });
      }
      found.sort((a, b) => a.edits - b.edits || b.popularity - a.popularity || a.id - b.id);
      return found.map((entry) => entry.id);
    },
  };
}

/**
 * Is one folded name likely a slip of the keyboard for the other, judged by the letters alone? Slips double a letter,
 * drop one, swap two or take a wrong one inside a word; they do not change a number, a word's first letter
 * ("Johnny Nash", "Johnny Cash") or a short word.
 */
export function isSlip(typed: string, known: string): boolean {
  const [a, b] = [squashFold(typed), squashFold(known)];
  const edits = distance(a, b);
  const shorter = Math.min(a.length, b.length);
  if (edits < 1 || edits > MAX_EDITS || shorter < MIN_LENGTH - 1) return false;
  if (a.replace(/\P{N}/gu, "") !== b.replace(/\P{N}/gu, "")) return false;
  if (isSwap(a, b)) return shorter >= MIN_LENGTH;
  if (a[0] !== b[0]) return false;
  if (undouble(a) === undouble(b)) return true;
  if (edits === 2 && shorter < MIN_LENGTH_FOR_TWO) return false;
  const [words, others] = [toWords(typed), toWords(known)];
  if (words.length !== others.length || typed.includes(" and ") !== known.includes(" and ")) return false;
  if (words.length === 1) return shorter >= MIN_LENGTH_OF_WORD && !isPlural(a, b);
  if (isPlural(a, b)) return shorter >= MIN_LENGTH_OF_PLURAL;
  return words.every((word, at) => isWordSlip(word, others[at] ?? ""));
}

/** A slip of the surest kinds, a doubled or lost double letter or two that changed places; takes folded names. */
export function isPlainSlip(typed: string, known: string): boolean {
  const [a, b] = [squashFold(typed), squashFold(known)];
  return isSlip(typed, known) && (isSwap(a, b) || undouble(a) === undouble(b));
}

/** The same word, or one of at least five letters (four when a letter is missing) with the same first letter. */
function isWordSlip(word: string, other: string): boolean {
  if (word === other) return true;
  if (word[0] !== other[0]) return false;
  if (undouble(word) === undouble(other) || isSwap(word, other)) return true;
  const longer = Math.max(word.length, other.length);
  return word.length === other.length ? longer >= 5 : longer >= 4;
}

function candidates(pieces: ReadonlyMap<string, readonly number[]>, key: string): Set<number> {
  const found = new Set<number>();
  for (let length = key.length - MAX_EDITS; length <= key.length + MAX_EDITS; length++) {
    for (let piece = 0; piece < PIECES; piece++) {
      const [start, end] = pieceBounds(length, piece);
      for (let shift = -MAX_EDITS; shift <= MAX_EDITS; shift++) {
        if (start + shift < 0 || end + shift > key.length) continue;
        const list = pieces.get(`${length}:${piece}:${key.slice(start + shift, end + shift)}`);
        if (list) for (const at of list) found.add(at);
      }
    }
  }
  return found;
}

function pieceBounds(length: number, piece: number): readonly [number, number] {
  return [Math.floor((length * piece) / PIECES), Math.floor((length * (piece + 1)) / PIECES)];
}

function toWords(fold: string): string[] {
  return fold.split(" ").filter((word) => word !== "and" && word !== "the");
}

/** Two neighbouring letters changed places. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function isPlural(a: string, b: string): boolean {
  return a === `${b}s` || b === `${a}s`;
}

function undouble(text: string): string {
  return text.replace(/(.)\1+/gu, "$1");
}
