// Finds the artist that a whole name means: as shown, folded, an alias, squashed, in another script, with notes.
// Tables are built once; a look-up is a handful of map reads. What joins several artists is not split here.

import { foldName, squashName } from "./fold";
import { splitAlsoKnown, stripCountry, stripNotes } from "./junk";
import { toLostKey } from "./repair";
import { toSpokenKey } from "./spoken";
import { hasCyrillic, spellOutUmlauts, toLatinKey } from "./transliterate";

export type NamedArtist = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly popularity: number;
};

/** An artist with the rule, or rules joined by "+", that led to it. */
export type Match = { readonly id: number; readonly rule: string };

export type WholeLookup = (name: string) => Match | undefined;

/** Transliteration keys shorter than this fit too many names. */
const MIN_KEY_LENGTH = 3;
/** "Doe" is not The Dø. */
const MIN_SPELT_OUT_LENGTH = 5;

/** First and last name, then the band: "art blakey and the jazz messengers", "dave matthews band", folded. */
const LED_BAND =
  /^(\p{L}+(?: \p{L}+){1,2}?) (?:(?:and|y|et|und) (?:the|his|her|los|las|les|su) .+|band|big band|trio|quartet|quintet|sextet|septet|octet|orchestra|ensemble|experience|group|explosion|all stars)$/u;

/** Chinese, Japanese and Korean names have the last name first, and are often written so in Latin letters too. */
const LAST_NAME_FIRST = /[\p{Script=Han}\p{Script=Hangul}]/u;
const TWO_OR_THREE_WORDS = /^\p{Script=Latin}+(?: \p{Script=Latin}+){1,2}$/u;

/** A name or an alias of an artist. */
type Spelling = { readonly text: string; readonly fold: string; readonly id: number };

/** A way to meet a name that is not typed as it is known: a typed name's key among those of the known ones. "" is no key. */
type Reading = {
  readonly rule: string;
  readonly known: (spelling: Spelling, artist: NamedArtist | undefined) => readonly string[];
  readonly typed: (text: string, fold: string) => string;
};

/** Surest first. */
const READINGS: readonly Reading[] = [
  { rule: "spacing", known: ({ text }) => [squashName(text)], typed: squashName },
  { rule: "spoken", known: ({ fold }) => [toSpokenKey(fold)], typed: (_, fold) => toSpokenKey(fold) },
  {
    rule: "encoding",
    known: ({ text }) => [toLostKey(text, "foreign")],
    typed: (text) => toLostKey(text, "lost"),
  },
  { rule: "inverted", known: toLastNameFirst, typed: (_, fold) => fold },
  { rule: "band", known: ({ fold }) => [LED_BAND.exec(fold)?.[1] ?? ""], typed: (_, fold) => fold },
  {
    rule: "transliteration",
    known: ({ text }) => [toSpeltOutFold(text)],
    typed: (_, fold) => fold,
  },
  {
    rule: "transliteration",
    known: ({ fold }) => [hasCyrillic(fold) ? toLatinKey(fold) : ""],
    typed: (_, fold) => (hasCyrillic(fold) ? "" : toLongLatinKey(fold)),
  },
  {
    rule: "transliteration",
    known: ({ fold }) => [toLatinKey(fold)],
    typed: (_, fold) => (hasCyrillic(fold) ? toLongLatinKey(fold) : ""),
  },
];

/** Where two artists have one name, the better known is meant; a name goes before another artist's alias. */
export function createWholeLookup(artists: readonly NamedArtist[]): WholeLookup {
  const spellings = toSpellings(artists);
  const names = new Map<string, number>();
  const aliases = new Map<string, number>();
  for (const { text, fold, id } of spellings) addOnce(artists[id]?.name === text ? names : aliases, fold, id);
  // Most look-ups end at a fold, so the other tables wait for the first that does not.
  const readings = READINGS.map(({ rule, known, typed }) => ({
    rule,
    typed,
    getTable: once(() => keyedBy(spellings, (spelling) => known(spelling, artists[spelling.id]))),
  }));

  return (name) => {
    const fold = foldName(name);
    const id = names.get(fold);
    if (id !== undefined) return { id, rule: artists[id]?.name === name ? "exact" : "fold" };
    const byAlias = aliases.get(fold);
    if (byAlias !== undefined) return { id: byAlias, rule: "alias" };
    for (const { rule, typed, getTable } of readings) {
      const key = typed(name, fold);
      const read = key === "" ? undefined : getTable().get(key);
      if (read !== undefined) return { id: read, rule };
    }
    return undefined;
  };
}

/**
 * Without "live", "DJ set" and the like at the end; undefined when there is no such note. A country in brackets says which of
 * several is meant, and nobody adds it to the name of the best known: "Nirvana (UK)" is not Nirvana.
 */
export function findNoted(
  name: string,
  whole: WholeLookup,
  isStar: (id: number) => boolean,
): Match | undefined {
  const noteless = stripNotes(name);
  const placeless = stripCountry(noteless);
  for (const text of new Set([noteless, placeless])) {
    const match = text === name ? undefined : whole(text);
    if (match && (text === noteless || !isStar(match.id)))
      return { id: match.id, rule: chainRules("notes", match.rule) };
  }
  return undefined;
}

/** Either name of "X aka Y". */
export function findAlsoKnown(name: string, whole: WholeLookup): Match | undefined {
  const names = splitAlsoKnown(name);
  const match = names && (whole(names[0]) ?? whole(names[1]));
  return match && { id: match.id, rule: "alias" };
}

/** "Dylan, Bob" and other names as card indexes have them. */
export function findInverted(name: string, whole: WholeLookup): Match | undefined {
  const [, last, first] = /^([^,]+),\s*([^,&/+]+)$/u.exec(name) ?? [];
  const match = last && first ? whole(`${first.trim()} ${last.trim()}`) : undefined;
  return match && { id: match.id, rule: chainRules("inverted", match.rule) };
}

/** Rules joined by "+", each once; the plain look-ups need no mention beside others. */
export function chainRules(...rules: readonly string[]): string {
  const parts = rules
    .flatMap((rule) => rule.split("+"))
    .filter((rule) => rule !== "exact" && rule !== "fold");
  return [...new Set(parts)].join("+");
}

/** All names, the best known first, then all aliases. */
function toSpellings(artists: readonly NamedArtist[]): Spelling[] {
  const byFame = artists
    .map((artist, id) => ({ ...artist, id }))
    .sort((a, b) => b.popularity - a.popularity || a.id - b.id);
  const toSpelling = (text: string, id: number) => ({ text, fold: foldName(text), id });
  return [
    ...byFame.map(({ name, id }) => toSpelling(name, id)),
    ...byFame.flatMap(({ aliases, id }) => aliases.map((alias) => toSpelling(alias, id))),
  ];
}

function toLastNameFirst({ fold }: Spelling, artist: NamedArtist | undefined): string[] {
  const isEastern = artist && [artist.name, ...artist.aliases].some((text) => LAST_NAME_FIRST.test(text));
  if (!isEastern || !TWO_OR_THREE_WORDS.test(fold)) return [];
  const [first = "", ...rest] = fold.split(" ");
  const last = rest.at(-1) ?? "";
  return [[...rest, first].join(" "), [last, first, ...rest.slice(0, -1)].join(" ")];
}

function toSpeltOutFold(text: string): string {
  const fold = foldName(spellOutUmlauts(text));
  return fold.length < MIN_SPELT_OUT_LENGTH ? "" : fold;
}

function toLongLatinKey(fold: string): string {
  const key = toLatinKey(fold);
  return key.length < MIN_KEY_LENGTH ? "" : key;
}

function keyedBy(
  spellings: readonly Spelling[],
  toKeys: (spelling: Spelling) => readonly string[],
): Map<string, number> {
  const keyed = new Map<string, number>();
  for (const spelling of spellings) for (const key of toKeys(spelling)) addOnce(keyed, key, spelling.id);
  return keyed;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function addOnce(table: Map<string, number>, key: string, id: number): void {
  if (key !== "" && !table.has(key)) table.set(key, id);
}
