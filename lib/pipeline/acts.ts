// Decides which candidates are acts of their own and which only join, misspell or transliterate others.
// Its acts become the vocabulary of the resolver, which then reads every typed name.

import { foldName, squashName } from "@/lib/names/fold";
import { toLostKey } from "@/lib/names/repair";
import { createSpellingIndex, isPlainSlip } from "@/lib/names/spelling";
import { type Cut, cutAtCapitals, cutAtJoiners, cutAtSpaces, isBackingBand, textOf } from "@/lib/names/split";
import { toSpokenKey } from "@/lib/names/spoken";
import { hasCyrillic, toLatinKey } from "@/lib/names/transliterate";
import { type Company, createCompany } from "./company";
import { chooseSpelling } from "./spelling-choice";
import type { Candidate, Usage } from "./usage";

/** An artist as the pipeline first knows it. */
export type Act = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly evidence: number;
  readonly introduced: boolean;
};

/** A merge that was decided here, for the report. */
export type Merge = {
  readonly from: string;
  readonly into: string;
  readonly rule: "alias" | "fold" | "encoding" | "transliteration" | "spoken" | "spelling";
};

/** "X & Y" is two artists when each has at least three times the evidence of the pair. */
const JOINT_SHARE = 0.34;
/** A comma, a slash or "vs." joins two artists more often than not. */
const LIST_SHARE = 0.75;
/** "X & The Y" is two artists only when the Y are a well-known band beside which the pair is an exception. */
const BAND_SHARE = 0.05;
/** Below this, a pair with one well-known half is a collaboration, whoever the other may be. */
const FEW_WORKS = 3;
const WELL_KNOWN = 15;
/** A misspelling has at most this share of the evidence of the right spelling; the commonest slips are made often. */
const MISSPELT_SHARE = 0.1;
const PLAIN_SLIP_SHARE = 0.4;
/** Share of a misspelling's company that must also keep the company of the right name. */
const SHARED_COMPANY = 0.3;

/** The acts among the candidates, each with its aliases. */
export function decideActs(usage: Usage): {
  readonly acts: readonly Act[];
  readonly merges: readonly Merge[];
} {
  const evidence = new Map<string, number>();
  for (const { key, evidence: own } of usage.candidates.values()) evidence.set(key, own);
  const kept = new Map<string, Candidate>();
  const joined: { candidate: Candidate; cut: Cut }[] = [];
  for (const candidate of usage.candidates.values()) {
    const name = chooseSpelling(candidate.spellings);
    const joiners = cutAtJoiners(name);
    const cut = joiners.atoms.length > 1 ? joiners : cutAtCapitals(name);
    if (cut.atoms.length > 1) joined.push({ candidate, cut });
    else kept.set(candidate.key, candidate);
  }
  joined.sort((a, b) => a.cut.atoms.length - b.cut.atoms.length);
  for (const { candidate, cut } of joined) {
    const isGlued = cutAtJoiners(cut.text).atoms.length === 1;
    const several = isGlued ? isGluedPair(candidate, cut, evidence) : areSeveral(candidate, cut, evidence);
    if (several) evidence.delete(candidate.key);
    else kept.set(candidate.key, candidate);
  }
  return mergeVariants(kept, usage);
}

/** Do the parts of a joined name have lives of their own that outweigh the whole? */
function areSeveral(candidate: Candidate, cut: Cut, evidence: ReadonlyMap<string, number>): boolean {
  const segments = coverByKnown(cut, candidate.key, evidence);
  if (segments === undefined) return isPassingPair(candidate, cut, evidence);
  const weakest = Math.min(...segments.map((segment) => segment.evidence));
  const joiners = segments.slice(1).map((segment) => cut.joiners[segment.from - 1]);
  const hasBand = segments.slice(1).some(({ text }) => isBackingBand(text));
  const share = hasBand ? BAND_SHARE : joiners.includes("joint") ? JOINT_SHARE : LIST_SHARE;
  return candidate.evidence <= share * weakest;
}

/** One or two works by a well-known name and somebody who is nobody's band: not an act of its own. */
function isPassingPair(candidate: Candidate, cut: Cut, evidence: ReadonlyMap<string, number>): boolean {
  if (candidate.evidence > FEW_WORKS) return false;
  const spaced = cut.text.replace(/[,;&+/]/gu, " ");
  const words = spaced === cut.text ? undefined : coverByKnown(cutAtSpaces(spaced), candidate.key, evidence);
  if (words?.every((part) => part.evidence >= WELL_KNOWN && part.text.length > 3)) return true;
  return cut.atoms.some((_, at) => {
    const text = textOf(cut, at, at);
    return (at === 0 || !isBackingBand(text)) && knownEvidence(text, evidence) >= WELL_KNOWN;
  });
}

/** Only rare names are glued, and only pieces that are long enough not to fit by accident count. */
function isGluedPair(candidate: Candidate, cut: Cut, evidence: ReadonlyMap<string, number>): boolean {
  if (candidate.evidence > 4) return false;
  const segments = coverByKnown(cut, candidate.key, evidence);
  if (segments === undefined || segments.length < 2) return false;
  return segments.every(
    ({ text, evidence: own }) => own >= 3 && [...text].length >= 3 && (own >= 8 || [...text].length >= 5),
  );
}

type Part = { readonly text: string; readonly evidence: number; readonly from: number };

/** Fewest neighbouring pieces that are candidates themselves; undefined when some piece is unknown. */
function coverByKnown(
  cut: Cut,
  wholeKey: string,
  evidence: ReadonlyMap<string, number>,
): readonly Part[] | undefined {
  const best: (readonly Part[] | undefined)[] = [[]];
  for (let to = 0; to < cut.atoms.length; to++) {
    for (let from = Math.max(0, to - 4); from <= to; from++) {
      const before = best[from];
      const known = best[to + 1];
      if (before === undefined || (known !== undefined && known.length <= before.length + 1)) continue;
      const text = textOf(cut, from, to);
      if (squashName(text) === wholeKey) continue;
      const own = knownEvidence(text, evidence);
      if (own > 0) best[to + 1] = [...before, { text, evidence: own, from }];
    }
  }
  return best[cut.atoms.length];
}

function knownEvidence(text: string, evidence: ReadonlyMap<string, number>): number {
  return evidence.get(squashName(text)) ?? 0;
}

/** Folds transliterations, misspellings and the like into the act they mean, as aliases. */
function mergeVariants(kept: ReadonlyMap<string, Candidate>, usage: Usage): ReturnType<typeof decideActs> {
  const acts = [...kept.values()].map((candidate) => ({
    candidate,
    name: chooseSpelling(candidate.spellings),
    aliases: [] as string[],
    into: undefined as number | undefined,
  }));
  const merges: Merge[] = [];
  const merge = (from: number, into: number, rule: Merge["rule"]): void => {
    const variant = acts[from];
    const target = acts[into];
    if (!variant || !target || variant.into !== undefined || target.into !== undefined) return;
    variant.into = into;
    target.aliases.push(variant.name, ...variant.aliases);
    target.candidate.evidence += variant.candidate.evidence;
    target.candidate.introduced ||= variant.candidate.introduced;
    merges.push({ from: variant.name, into: target.name, rule });
  };
  for (const reading of READINGS) mergeRead(acts, reading, merge);
  const shareCompany = createCompany(usage);
  mergeAliases(acts, { known: usage.known, shareCompany }, merge);
  mergeMisspellings(acts, shareCompany, merge);
  const result = acts
    .filter((act) => act.into === undefined)
    .map(({ candidate, name, aliases }) => ({
      name,
      aliases,
      evidence: candidate.evidence,
      introduced: candidate.introduced,
    }));
  return { acts: result, merges };
}

/** Two names are one act when a key of the one as it should be is the key of the other as it was typed. "" is no key. */
type Reading = {
  readonly rule: Merge["rule"];
  readonly known: (name: string, fold: string) => string;
  readonly typed: (name: string, fold: string) => string;
  /** Whichever has more evidence shows its name; absent = the known one. */
  readonly byEvidence?: true;
};

const MIN_CYRILLIC_KEY = 4;
const READINGS: readonly Reading[] = [
  // Candidates with one fold: "will.i.am", whose dots are its own, and "Will.I.Am", whose dots might be anybody's.
  { rule: "fold", known: (_, fold) => fold, typed: (_, fold) => fold, byEvidence: true },
  {
    rule: "encoding",
    known: (name) => toLostKey(name, "foreign"),
    typed: (name) => toLostKey(name, "lost"),
  },
  {
    rule: "transliteration",
    known: (_, fold) => (hasCyrillic(fold) ? "" : toLatinKey(fold)),
    typed(_, fold) {
      const key = hasCyrillic(fold) ? toLatinKey(fold) : "";
      return key.length < MIN_CYRILLIC_KEY ? "" : key;
    },
    byEvidence: true,
  },
  {
    rule: "spoken",
    known: (_, fold) => toSpokenKey(fold),
    typed: (_, fold) => toSpokenKey(fold),
    byEvidence: true,
  },
];

function mergeRead(
  acts: readonly { readonly candidate: Candidate; readonly name: string }[],
  { rule, known, typed, byEvidence }: Reading,
  merge: (from: number, into: number, rule: Merge["rule"]) => void,
): void {
  const folds = acts.map(({ name }) => foldName(name));
  const best = new Map<string, number>();
  acts.forEach(({ name, candidate }, at) => {
    const key = known(name, folds[at] ?? "");
    const other = best.get(key);
    if (other === undefined || evidenceOf(acts, other) < candidate.evidence) best.set(key, at);
  });
  acts.forEach(({ name, candidate }, at) => {
    const key = typed(name, folds[at] ?? "");
    const other = key === "" ? undefined : best.get(key);
    if (other === undefined || other === at) return;
    if (byEvidence && evidenceOf(acts, other) <= candidate.evidence) merge(other, at, rule);
    else merge(at, other, rule);
  });
}

/** A described artist takes over the acts that bear its other names, unless those are far better known. */
function mergeAliases(
  acts: readonly { readonly candidate: Candidate; readonly aliases: string[] }[],
  { known, shareCompany }: { readonly known: Usage["known"]; readonly shareCompany: Company },
  merge: (from: number, into: number, rule: "alias") => void,
): void {
  const byKey = new Map(acts.map(({ candidate }, at) => [candidate.key, at]));
  /** One word ("Sol", "Dawn") may well be somebody else's name; then the company must agree. */
  const isSameArtist = (other: number, own: number, alias: string): boolean => {
    const [theirs, ours] = [acts[other]?.candidate, acts[own]?.candidate];
    if (!theirs || !ours || theirs.evidence > 2 * ours.evidence) return false;
    return foldName(alias).includes(" ") || shareCompany(theirs, ours) >= SHARED_COMPANY;
  };
  const described = new Set(known.map(({ name }) => squashName(name)));
  for (const { name, aliases, popularity } of known) {
    const own = byKey.get(squashName(name));
    if (own === undefined) continue;
    for (const alias of aliases) {
      const key = squashName(alias);
      const other = byKey.get(key);
      if (described.has(key)) continue;
      if (other === undefined) acts[own]?.aliases.push(alias);
      else if (popularity === undefined || isSameArtist(other, own, alias)) merge(other, own, "alias");
    }
  }
}

function mergeMisspellings(
  acts: readonly {
    readonly candidate: Candidate;
    readonly name: string;
    readonly into: number | undefined;
  }[],
  shareCompany: Company,
  merge: (from: number, into: number, rule: "spelling") => void,
): void {
  const index = createSpellingIndex(
    acts.map(({ candidate, name }, id) => ({ id, fold: foldName(name), popularity: candidate.evidence })),
  );
  acts.forEach(({ candidate, name, into }, at) => {
    if (into !== undefined || candidate.key.length < 5) return;
    const fold = foldName(name);
    const target = index.suggest(fold).find((id) => {
      const share = candidate.evidence / (evidenceOf(acts, id) || 1);
      const isPlain = isPlainSlip(fold, foldName(acts[id]?.name ?? ""));
      const isRare = isPlain
        ? share <= PLAIN_SLIP_SHARE
        : share <= MISSPELT_SHARE && candidate.evidence <= WELL_KNOWN;
      return isRare && acts[id]?.into === undefined;
    });
    const known = target === undefined ? undefined : acts[target]?.candidate;
    if (target === undefined || known === undefined) return;
    if (shareCompany(candidate, known) >= SHARED_COMPANY) merge(at, target, "spelling");
  });
}

function evidenceOf(acts: readonly { readonly candidate: Candidate }[], at: number): number {
  return acts[at]?.candidate.evidence ?? 0;
}
