// Tells which artists a typed name means, and by which rule. The one resolver of the project: the pipeline cleans
// with it, and the catalogue answers look-ups with it, so both agree on every name.

import { foldName } from "./fold";
import { findParts, findRun, findSome, type Joined, type JoinedOptions } from "./joined";
import { isAddress, isPlaceholder, isSpeech, stripNotes } from "./junk";
import { repairText } from "./repair";
import { createSpellingIndex, type SpellingIndex } from "./spelling";
import { cutAtCapitals, cutAtJoiners } from "./split";
import {
  chainRules,
  createWholeLookup,
  findAlsoKnown,
  findInverted,
  findNoted,
  type Match,
  type NamedArtist,
  type WholeLookup,
} from "./whole-lookup";

export type { NamedArtist } from "./whole-lookup";

/** How a name was understood; every merge has one. */
export const RULES = {
  exact: "the name as it is shown",
  fold: 'the same but for case, accents, punctuation or "The"',
  alias: "another name of the artist",
  spacing: 'the same but for spaces or "the"',
  spoken: 'the same said aloud: "Fifty" for "50", "Saint" for "St."',
  encoding: "letters that a program garbled",
  transliteration: "the same name in another script, or without its umlauts",
  inverted: 'last name first, as in "Dylan, Bob" and "Sakamoto Ryuichi"',
  notes: 'without "live", "DJ set" and the like at its end',
  feature: 'joined by "feat."',
  versus: 'joined by "vs.", "b2b", "meets"',
  list: "a list: comma, slash, x",
  joint: 'joined by "&", "+", "and"',
  glued: "names run together",
  spelling: "a misspelling of a well-known name",
  leader: "a band named after its known leader",
  band: "the leader of a known band, by name alone",
  speech: "speech, or music under it",
  placeholder: "stands for no artist",
  address: "a web address",
  unknown: "no artist that the catalogue knows",
} as const;
export type Rule = keyof typeof RULES;

export type Resolution = {
  /** Ids in the order of the name, each once; empty when it means no known artist. */
  readonly artists: readonly number[];
  /** The rule, or several joined by "+" when one led to another ("feature+spelling"). */
  readonly rule: string;
};

export interface Resolver {
  /** The artists in a name. A miss costs well under a millisecond at 25,000 artists. */
  resolve(raw: string): Resolution;
  /** The one artist that the whole name means, or the main one of "A feat. B"; never a guess from a part. */
  find(raw: string): number | undefined;
}

export type ResolverOptions = {
  /** Has the last word on a misspelling; absent = letters and fame decide. */
  readonly confirmSpelling?: (raw: string, artist: number) => boolean;
};

/** Either one artist, several, or the reason why there is none. */
type Found =
  | { readonly kind: "one"; readonly match: Match }
  | { readonly kind: "joined"; readonly joined: Joined }
  | { readonly kind: "none"; readonly rule: Rule };

/** By rank: how well known a one-word name, or "The Xs", must be to count inside a longer name. */
const FAMOUS_NAMES = 6_000;
const FAMOUS_BANDS = 1_500;

/** Builds the look-up tables once, O(total length of names); ids are positions in `artists`. */
export function createResolver(artists: readonly NamedArtist[], options: ResolverOptions = {}): Resolver {
  const plain = createWholeLookup(artists);
  const spell = createSpeller(artists, options);
  const fame = createFameTests(artists);
  const whole: WholeLookup = (name) => plain(name) ?? findNoted(name, plain, fame.star);
  const wholeOrSpelt: WholeLookup = (name) => whole(name) ?? spell(name);

  function explain(raw: string): Found {
    const own = plain(raw);
    if (own && own.rule !== "spacing") return { kind: "one", match: own };
    const mended = repairText(raw);
    if (mended !== raw) return afterRepair(explain(mended));
    const fold = foldName(raw);
    if (isPlaceholder(fold)) return { kind: "none", rule: "placeholder" };
    if (isSpeech(fold)) return { kind: "none", rule: "speech" };
    if (isAddress(fold)) return { kind: "none", rule: "address" };
    const single = whole(raw) ?? findAlsoKnown(raw, plain) ?? findInverted(raw, plain);
    if (single) return { kind: "one", match: single };
    const cut = cutAtJoiners(raw);
    const isJoined = cut.atoms.length > 1;
    const strict = { whole, plain, ...fame };
    const parts =
      (isJoined ? findParts(cut, strict) : undefined) ?? findRun(cutAtCapitals(raw), strict, "glued");
    if (parts) return { kind: "joined", joined: parts };
    const spelt = spell(raw);
    if (spelt) return { kind: "one", match: spelt };
    const forgiving = { ...strict, whole: wholeOrSpelt };
    const some = isJoined ? (findParts(cut, forgiving) ?? findSome(cut, forgiving)) : undefined;
    return some ? { kind: "joined", joined: some } : { kind: "none", rule: "unknown" };
  }

  return {
    resolve: (raw) => toResolution(explain(raw)),
    find(raw) {
      const found = explain(raw);
      if (found.kind === "one") return found.match.id;
      return found.kind === "joined" && found.joined.rule === "feature"
        ? found.joined.matches[0]?.id
        : undefined;
    },
  };
}

function createSpeller(artists: readonly NamedArtist[], options: ResolverOptions): WholeLookup {
  // Most processes never meet a misspelling, so the index waits for the first.
  let index: SpellingIndex | undefined;
  return (typed) => {
    index ??= createSpellingIndex(
      artists.map(({ name, popularity }, id) => ({ id, fold: foldName(name), popularity })),
    );
    const fold = foldName(stripNotes(typed));
    if (isPlaceholder(fold)) return undefined;
    for (const id of index.suggest(fold)) {
      if (options.confirmSpelling?.(typed, id) ?? true) return { id, rule: "spelling" };
    }
    return undefined;
  };
}

function createFameTests(artists: readonly NamedArtist[]): Pick<JoinedOptions, "famous" | "star"> {
  const popularityOf = (id: number): number => artists[id]?.popularity ?? 0;
  const sorted = artists.map((artist) => artist.popularity).sort((a, b) => b - a);
  const forOneWord = sorted[FAMOUS_NAMES] ?? 0;
  const forBand = sorted[FAMOUS_BANDS] ?? 0;
  return {
    star: (id) => popularityOf(id) >= forBand,
    famous: (id, text) => {
      if (/^the\s/iu.test(text)) return popularityOf(id) >= forBand;
      return foldName(text).includes(" ") || popularityOf(id) >= forOneWord;
    },
  };
}

/** What garbled letters stood for, with the rule that says so. */
function afterRepair(found: Found): Found {
  if (found.kind === "one")
    return { kind: "one", match: { ...found.match, rule: chainRules("encoding", found.match.rule) } };
  if (found.kind === "none") return found;
  const matches = found.joined.matches.map(
    (match) => match && { ...match, rule: chainRules(match.rule, "encoding") },
  );
  return { kind: "joined", joined: { ...found.joined, matches } };
}

function toResolution(found: Found): Resolution {
  if (found.kind === "none") return { artists: [], rule: found.rule };
  if (found.kind === "one") return { artists: [found.match.id], rule: found.match.rule };
  const matches = found.joined.matches.filter((match) => match !== undefined);
  return {
    artists: [...new Set(matches.map(({ id }) => id))],
    rule: chainRules(found.joined.rule, ...matches.map(({ rule }) => rule)),
  };
}
