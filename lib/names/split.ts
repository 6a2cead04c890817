// Cuts a typed name at the signs that may join two artists. Pure text: whether the pieces are artists, and
// which neighbouring pieces belong together ("Earth, Wind & Fire"), is for the resolver to find out.

/** feature: "feat."; versus: "vs."; list: comma, semicolon, slash, x; joint: & + and words for "and". */
export type Joiner = "feature" | "versus" | "list" | "joint";

/** A name cut into atoms; `joiners[i]` stands between `atoms[i]` and `atoms[i + 1]`. */
export type Cut = {
  readonly text: string;
  readonly atoms: readonly { readonly start: number; readonly end: number }[];
  readonly joiners: readonly Joiner[];
};

const JOINER = new RegExp(
  [
    "(?<feature>\\s*[([{]?\\s*(?<![\\p{L}\\p{N}])(?:feat(?:uring\\b|\\.|(?=[\\s:]))|ft(?:\\.|(?=[\\s:]))|f\\/|w\\/)[\\s:]*(?=[\\p{L}\\p{N}$]))",
    "(?<versus>\\s+(?:vs\\.?|versus|b2b|meets|presents?|pres\\.)\\s+)",
    "(?<list>\\s*[,;]\\s*(?:&\\s*|and\\s+|\\+\\s*)?|\\s*\\/\\s*|\\s+[x×]\\s+|\\s+[-–—]\\s+)",
    "(?<joint>\\s*&\\s*|\\s*\\+\\s*|\\s+(?:and|und|et|y|e|en|og|och|и|with|met|con)\\s+)",
  ].join("|"),
  "giu",
);
const CAPITAL_BOUNDARY =
  /(?<=[\p{Ll})."~´])(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})|(?<=[\p{Ll})])(?=\p{N})/gu;
const BRACKETS = /^[\s([{]+|[\s)\]}]+$/gu;

/** Cuts at every joiner. One atom means that there is none. */
export function cutAtJoiners(name: string): Cut {
  const atoms: { start: number; end: number }[] = [];
  const joiners: Joiner[] = [];
  let start = 0;
  for (const match of name.matchAll(JOINER)) {
    const end = match.index + match[0].length;
    if (match.index <= start || end >= name.length) continue;
    atoms.push({ start, end: match.index });
    joiners.push(toJoiner(match.groups ?? {}));
    start = end;
  }
  atoms.push({ start, end: name.length });
  return { text: name, atoms, joiners };
}

/** Cuts where a capital follows a small letter inside a word ("MartynFour Tet"). */
export function cutAtCapitals(name: string): Cut {
  const cuts = [...name.matchAll(CAPITAL_BOUNDARY)].map((match) => match.index);
  const edges = [0, ...cuts, name.length];
  const atoms = edges.slice(1).map((end, i) => ({ start: edges[i] ?? 0, end }));
  return { text: name, atoms, joiners: cuts.map(() => "list" as const) };
}

/** Cuts at every space, for lists that lost their commas. */
export function cutAtSpaces(name: string): Cut {
  const atoms = [...name.matchAll(/\S+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { text: name, atoms, joiners: atoms.slice(1).map(() => "list" as const) };
}

/** The text of atoms `from` up to and including `to`, without brackets left open by the cut. */
export function textOf(cut: Cut, from: number, to: number): string {
  const text = cut.text.slice(cut.atoms[from]?.start, cut.atoms[to]?.end);
  return isBalanced(text) ? text.trim() : text.replace(BRACKETS, "");
}

/** Does the second part of "X and Y" name X's own band ("... & The Wailers", "... and his Orchestra")? */
export function isBackingBand(part: string): boolean {
  return (
    /^(?:the|his|her|their|los|las|les|die|das|der|seine|son|sa|ses|su|sus|zijn|hans|os|as)\s/iu.test(part) ||
    /^(?:friends|co|company|sons|band|orchestra|trio|quartet|quintet|choir|crew|party|gang|others|more|many more|guests?|family|special guests?)$/iu.test(
      part,
    ) ||
    /\s(?:orchestra|ensemble|band|choir|quartet|quintet|trio|sextet|all[- ]?stars|group)$/iu.test(part)
  );
}

function toJoiner(groups: Readonly<Record<string, string | undefined>>): Joiner {
  if (groups.feature !== undefined) return "feature";
  if (groups.versus !== undefined) return "versus";
  return groups.list !== undefined ? "list" : "joint";
}

function isBalanced(text: string): boolean {
  return (text.match(/[([{]/gu)?.length ?? 0) === (text.match(/[)\]}]/gu)?.length ?? 0);
}
