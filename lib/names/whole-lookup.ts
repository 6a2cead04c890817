// Finds the artist that a whole name means: as shown, folded, an alias, squashed, in another script, with notes.
// Tables are built once; a look-up is a handful of map reads. What joins several artists is not split here.

import { foldName, squashFold } from "./fold";
import { splitAlsoKnown, stripCountry, stripNotes } from "./junk";
import { hasCyrillic, toLatinKey } from "./transliterate";

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

/** First and last name, then the band: "art blakey and the jazz messengers", "dave matthews band", folded. */
const LED_BAND =
  /^(\p{L}+(?: \p{L}+){1,2}?) (?:(?:and|y|et|und) (?:the|his|her|los|las|les|su) .+|band|big band|trio|quartet|quintet|sextet|septet|octet|orchestra|ensemble|experience|group|explosion|all stars)$/u;

/** Where two artists have one name, the better known is meant; a name goes before another artist's alias. */
export function createWholeLookup(artists: readonly NamedArtist[]): WholeLookup {
  const popularity = artists.map((artist) => artist.popularity);
  const byFame = artists
    .map((_, id) => id)
    .sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b);
  const names = new Map<string, number>();
  const aliases = new Map<string, number>();
  for (const id of byFame) addOnce(names, foldName(artists[id]?.name ?? ""), id);
  for (const id of byFame) {
    for (const alias of artists[id]?.aliases ?? []) addOnce(aliases, foldName(alias), id);
  }
  const folds = [names, aliases];
  // Most look-ups end at a fold, so the other tables wait for the first that does not.
  const getSquashed = once(() => keyedBy(folds, squashFold));
  const getCyrillic = once(() => keyedBy(folds, (fold) => (hasCyrillic(fold) ? toLatinKey(fold) : "")));
  const getLatin = once(() => keyedBy(folds, toLatinKey));
  const getLeaders = once(() => keyedBy(folds, (fold) => LED_BAND.exec(fold)?.[1] ?? ""));

  return (name) => {
    const fold = foldName(name);
    const id = names.get(fold);
    if (id !== undefined) return { id, rule: artists[id]?.name === name ? "exact" : "fold" };
    const byAlias = aliases.get(fold);
    if (byAlias !== undefined) return { id: byAlias, rule: "alias" };
    const bySpacing = getSquashed().get(squashFold(fold));
    if (bySpacing !== undefined) return { id: bySpacing, rule: "spacing" };
    const led = getLeaders().get(fold);
    if (led !== undefined) return { id: led, rule: "band" };
    const key = toLatinKey(fold);
    if (key.length < MIN_KEY_LENGTH) return undefined;
    const byScript = hasCyrillic(fold) ? getLatin().get(key) : getCyrillic().get(key);
    return byScript === undefined ? undefined : { id: byScript, rule: "transliteration" };
  };
}

/** Without "live", "DJ set", "(UK)" and the like at the end; undefined when there is no such note. */
export function findNoted(name: string, whole: WholeLookup): Match | undefined {
  const noteless = stripNotes(name);
  for (const text of new Set([noteless, stripCountry(noteless)])) {
    const match = text === name ? undefined : whole(text);
    if (match) return { id: match.id, rule: chainRules("notes", match.rule) };
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

function keyedBy(
  tables: readonly Map<string, number>[],
  toKey: (fold: string) => string,
): Map<string, number> {
  const keyed = new Map<string, number>();
  for (const table of tables) for (const [fold, id] of table) addOnce(keyed, toKey(fold), id);
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
