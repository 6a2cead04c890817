// Finds the well-known name that a misspelt one means, by edit distance weighed by fame. Part of the resolver.
// Names within two edits share one of three pieces at nearly the same place, so a look-up touches few names.

import { distance } from "fastest-levenshtein";

export type SpellingEntry = {
  readonly id: number;
  /** Folded name without spaces. */
  readonly key: string;
  readonly popularity: number;
};

export interface SpellingIndex {
  /** The ids that `key` may be a misspelling of, best first: nearest, then best known. Usually empty. */
  suggest(key: string): readonly number[];
}

/** Below this length a name is one edit away from too many others. */
const MIN_LENGTH = 6;
const MIN_LENGTH_FOR_TWO = 11;
/** Ranks, so that a catalogue and the much longer list it is made from agree. */
const KNOWN_NAMES = 12_000;
const WELL_KNOWN_NAMES = 6_000;
const PIECES = 3;
const MAX_EDITS = 2;

/** Only the best-known names can be meant, and after two edits only the best known of those. */
export function createSpellingIndex(entries: readonly SpellingEntry[]): SpellingIndex {
  const known = [...entries].sort((a, b) => b.popularity - a.popularity || a.id - b.id).slice(0, KNOWN_NAMES);
  const forTwoEdits = known[WELL_KNOWN_NAMES]?.popularity ?? 0;
  const targets = known.filter((entry) => entry.key.length >= MIN_LENGTH - 1);
  const pieces = new Map<string, number[]>();
  targets.forEach((target, at) => {
    for (let piece = 0; piece < PIECES; piece++) {
      const [start, end] = pieceBounds(target.key.length, piece);
      const name = `${target.key.length}:${piece}:${target.key.slice(start, end)}`;
      const list = pieces.get(name);
      if (list) list.push(at);
      else pieces.set(name, [at]);
    }
  });

  return {
    suggest(key) {
      if (key.length < MIN_LENGTH) return [];
      const found: { id: number; edits: number; popularity: number }[] = [];
      for (const at of candidates(pieces, key)) {
        const target = targets[at];
        if (target === undefined || target.key === key) continue;
        const edits = distance(key, target.key);
        if (!isPlausible(key, target.key, edits)) continue;
        if (edits > 1 && target.popularity < forTwoEdits) continue;
        found.push({ id: target.id, edits, popularity: target.popularity });
      }
      found.sort((a, b) => a.edits - b.edits || b.popularity - a.popularity || a.id - b.id);
      return found.map((entry) => entry.id);
    },
  };
}

/** Is `typed` likely a slip for `known`, judged by the letters alone? Both folded, without spaces. */
export function isPlausible(typed: string, known: string, edits: number): boolean {
  const shorter = Math.min(typed.length, known.length);
  if (edits < 1 || edits > MAX_EDITS || shorter < MIN_LENGTH - 1) return false;
  if (typed.replace(/\P{N}/gu, "") !== known.replace(/\P{N}/gu, "")) return false;
  if (isTransposition(typed, known)) return shorter >= MIN_LENGTH;
  if (typed[0] !== known[0]) return false;
  if (edits === 2) return shorter >= MIN_LENGTH_FOR_TWO;
  if (undouble(typed) === undouble(known)) return true;
  if (typed === `${known}s` || known === `${typed}s`) return shorter >= 9;
  return shorter >= 7;
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

function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function undouble(text: string): string {
  return text.replace(/(.)\1+/gu, "$1");
}
