// Finds the artists in a name that holds several. Pieces of a cut name are tried against the whole-name look-up,
// the fewest that cover it win, and what could be an accident counts only when the artists are well known.

import { foldName } from "./fold";
import { type Cut, cutAtJoiners, cutAtSpaces, isBackingBand, type Joiner, textOf } from "./split";
import type { Match, WholeLookup } from "./whole-lookup";

/** undefined stands for a piece that is nobody known. */
export type Joined = {
  readonly matches: readonly (Match | undefined)[];
  readonly rule: Joiner | "glued" | "leader";
};

export type JoinedOptions = {
  /** For pieces that a joiner sets apart. */
  readonly whole: WholeLookup;
  /** For pieces between capitals or spaces, of which there are many: exact look-ups only. */
  readonly plain: WholeLookup;
  /** Is the artist well known enough that its name inside a longer one is no accident? */
  readonly famous: (id: number, text: string) => boolean;
  /** Is it known to everybody? */
  readonly star: (id: number) => boolean;
};

type Segment = { readonly match: Match; readonly text: string; readonly from: number };

/** The surest sign first; a name with several is named after the surest. */
const JOINERS = ["feature", "versus", "list", "joint"] as const;
const MAX_ATOMS = 16;
const MAX_ATOMS_OF_ONE = 5;
/** Pieces between capitals or spaces shorter than this are syllables. */
const MIN_RUN_LENGTH = 3;
/** A single word shorter than this is some common word or first name, however famous its bearer. */
const MIN_STAR_LENGTH = 5;
const LITTLE_WORD =
  /^(?:the|and|a|an|of|in|on|for|with|his|her|los|las|les|der|die|das|het|and .+|.+ and)$/iu;
const BACK_TO_BACK = /\sb2b\s/iu;

/** All pieces are known artists. Bands with a comma or an "&" stay whole, since fewer pieces win. */
export function findParts(cut: Cut, options: JoinedOptions): Joined | undefined {
  const segments = cover(cut, options.whole);
  if (segments === undefined || segments.length < 2) return undefined;
  const between = segments.slice(1).map(({ from }) => cut.joiners[from - 1]);
  const isSure = between.every((joiner) => joiner === "feature") || BACK_TO_BACK.test(cut.text);
  if (!isSure && !areLikely(segments, options)) return undefined;
  return {
    matches: toMatches(segments),
    rule: JOINERS.find((joiner) => between.includes(joiner)) ?? "joint",
  };
}

/** Everybody is well known; or one has a name of several words, which fits no accident, and the others are known. */
function areLikely(segments: readonly Segment[], { famous }: JoinedOptions): boolean {
  const hasLongName = segments.some(({ text }) => isLongName(text));
  return segments.every(
    ({ match, text }) => famous(match.id, text) || (hasLongName && text.length >= 4 && !isBackingBand(text)),
  );
}

function isLongName(text: string): boolean {
  return foldName(text).includes(" ") && !isBackingBand(text);
}

/** Names with nothing between them but a capital or a space: every piece must be known, and known well. */
export function findRun(cut: Cut, options: JoinedOptions, rule: Joined["rule"]): Joined | undefined {
  if (cut.atoms.length < 2) return undefined;
  const isGlued = rule === "glued";
  const segments = cover(cut, (text) => {
    const match = text.length >= MIN_RUN_LENGTH && !LITTLE_WORD.test(text) ? options.plain(text) : undefined;
    if (!match || isGlued || isLongName(text)) return match;
    // Between spaces a single word is most often a word.
    return text.length >= MIN_STAR_LENGTH && options.star(match.id) ? match : undefined;
  });
  if (segments === undefined || segments.length < 2 || (isGlued && !areLikely(segments, options)))
    return undefined;
  return { matches: toMatches(segments), rule };
}

/** Some pieces are known: of a feature and of long lists those count, of "X and ..." X if it is no common word. */
export function findSome(cut: Cut, options: JoinedOptions): Joined | undefined {
  const featureAt = cut.joiners.indexOf("feature");
  if (featureAt >= 0) {
    const main = findSide(textOf(cut, 0, featureAt), options);
    const guests = findSide(textOf(cut, featureAt + 1, cut.atoms.length - 1), options);
    const matches = [...main, ...guests];
    return matches.some(Boolean) ? { matches, rule: "feature" } : undefined;
  }
  // "A X Ys & B": the x belongs to the name, so that only the words show where one ends.
  const spaced = cut.text.replace(/[,;&+/]/gu, " ");
  const run = spaced === cut.text ? undefined : findRun(cutAtSpaces(spaced), options, "list");
  if (run) return run;
  const pieces = cut.atoms.map((_, at) => textOf(cut, at, at));
  const matches = pieces.flatMap((text) => {
    const match = options.whole(text);
    if (match && options.famous(match.id, text)) return [match];
    return findRun(cutAtSpaces(text), options, "list")?.matches ?? [undefined];
  });
  const known = matches.filter(Boolean).length;
  const isList = matches.length >= 3 && known >= 2 && known * 2 >= matches.length;
  if (isList && pieces.some((text) => isLongName(text) && options.whole(text)))
    return { matches, rule: "list" };
  return findLeader(cut, matches[0], options);
}

/** A person's name, or one word that everybody knows before "& The ..." ("Prince & The Revolution"). */
function findLeader(cut: Cut, leader: Match | undefined, options: JoinedOptions): Joined | undefined {
  if (leader === undefined || cut.atoms.length !== 2) return undefined;
  const name = textOf(cut, 0, 0);
  const isStar = name.length >= MIN_STAR_LENGTH && leader.rule !== "spacing" && options.star(leader.id);
  if (!isLongName(name) && !(isStar && isBackingBand(textOf(cut, 1, 1)))) return undefined;
  return { matches: [leader], rule: "leader" };
}

/** One side of a "feat.": its artists, or one undefined where nothing is known. */
function findSide(text: string, options: JoinedOptions): readonly (Match | undefined)[] {
  const match = options.whole(text);
  if (match) return [match];
  const cut = cutAtJoiners(text);
  const joined = cut.atoms.length > 1 ? (findParts(cut, options) ?? findSome(cut, options)) : undefined;
  return (joined ?? findRun(cutAtSpaces(text), options, "list"))?.matches ?? [undefined];
}

/** Covers all atoms with known names, as few as possible; undefined when that cannot be done. */
function cover(cut: Cut, lookup: WholeLookup): readonly Segment[] | undefined {
  const count = cut.atoms.length;
  if (count > MAX_ATOMS) return undefined;
  const best: (readonly Segment[] | undefined)[] = [[]];
  for (let to = 0; to < count; to++) {
    for (let from = Math.max(0, to - MAX_ATOMS_OF_ONE + 1); from <= to; from++) {
      const before = best[from];
      const known = best[to + 1];
      if (before === undefined || (known !== undefined && known.length <= before.length + 1)) continue;
      const text = textOf(cut, from, to);
      const match = lookup(text);
      if (match) best[to + 1] = [...before, { match, text, from }];
    }
  }
  return best[count];
}

function toMatches(segments: readonly Segment[]): readonly Match[] {
  return segments.map(({ match }) => match);
}
