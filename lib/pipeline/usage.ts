// Counts how each typed name is used: in how many documents, with how many works, by which sources.
// First step after the sources; what is counted here is the evidence for what counts as an artist.

import { foldName, squashName } from "@/lib/names/fold";
import { isAddress, isPlaceholder, isSpeech, stripNotes } from "@/lib/names/junk";
import { cutAtJoiners, textOf } from "@/lib/names/split";
import type { KnownArtist } from "./sources/source";
import type { ReadSource } from "./sources/sources";

/** What is known of one act before anything is decided; spellings that differ little are one candidate. */
export type Candidate = {
  /** Folded and squashed name. */
  readonly key: string;
  /** How it was typed -> how much that spelling is to be trusted. */
  readonly spellings: Map<string, number>;
  /** Positions in `documents` of the usage, each once. */
  readonly documents: Set<number>;
  /** Listeners, titles, nights: how many different things say that this is one act. */
  evidence: number;
  /** Some source that may introduce artists has it. */
  introduced: boolean;
};

export type Usage = {
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** All typed names with their number of plays. */
  readonly rawNames: ReadonlyMap<string, number>;
  /** Artists that a source describes. */
  readonly known: readonly KnownArtist[];
  /** Number of documents over all sources; documents are numbered source after source. */
  readonly documentCount: number;
};

/** A name that a source describes an artist under, beside one it merely mentions. */
const OWN_SPELLING = 100;

/** Counts candidates over all sources. Names that stand for no artist are left out; guests count for themselves. */
export function countUsage(sources: readonly ReadSource[]): Usage {
  const candidates = new Map<string, Candidate>();
  const rawNames = new Map<string, number>();
  const partsOf = new Map<string, readonly CandidateName[]>();
  const known: KnownArtist[] = [];
  let documentCount = 0;
  for (const { source, rows } of sources) {
    const documents = new Map<string, number>();
    const works = new Set<string>();
    for (const play of rows.plays) {
      rawNames.set(play.artist, (rawNames.get(play.artist) ?? 0) + 1);
      const document = documents.get(play.document) ?? documentCount++;
      documents.set(play.document, document);
      const parts = partsOf.get(play.artist) ?? toCandidates(candidates, play.artist);
      partsOf.set(play.artist, parts);
      for (const { name, candidate } of parts) {
        candidate.introduced ||= source.introducesArtists;
        if (!candidate.documents.has(document)) {
          candidate.documents.add(document);
          candidate.spellings.set(name, (candidate.spellings.get(name) ?? 0) + source.spelling);
        }
        const work = `${candidate.key}\t${toWorkKey(play.work ?? "")}`;
        if (!works.has(work)) candidate.evidence++;
        works.add(work);
      }
    }
    for (const artist of rows.known) {
      const candidate = getCandidate(candidates, artist.name);
      if (candidate) {
        candidate.evidence += artist.popularity ?? 0;
        candidate.spellings.set(
          artist.name,
          (candidate.spellings.get(artist.name) ?? 0) + OWN_SPELLING * source.spelling,
        );
      }
      known.push(artist);
    }
  }
  return { candidates, rawNames, known, documentCount };
}

/** One work under the many ways to type its title: without brackets, case and signs. */
function toWorkKey(work: string): string {
  return work
    .replace(/[([{].*$/u, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

type CandidateName = { readonly name: string; readonly candidate: Candidate };

function toCandidates(candidates: Map<string, Candidate>, raw: string): CandidateName[] {
  return toCandidateNames(raw).flatMap((name) => {
    const candidate = getCandidate(candidates, name);
    return candidate ? [{ name, candidate }] : [];
  });
}

/** The names in a typed name that may be acts: without notes, guests apart, still joined by "&" and the like. */
function toCandidateNames(raw: string): string[] {
  const fold = foldName(raw);
  if (isPlaceholder(fold) || isSpeech(fold) || isAddress(fold)) return [];
  const name = stripNotes(raw.replace(/\s+/gu, " "));
  const cut = cutAtJoiners(name);
  const at = cut.joiners.indexOf("feature");
  if (at < 0) return [name];
  return [textOf(cut, 0, at), textOf(cut, at + 1, cut.atoms.length - 1)].filter((part) => part !== "");
}

function getCandidate(candidates: Map<string, Candidate>, name: string): Candidate | undefined {
  const key = squashName(name);
  if (key === "" || isPlaceholder(foldName(name))) return undefined;
  const known = candidates.get(key);
  if (known) return known;
  const made = { key, spellings: new Map(), documents: new Set<number>(), evidence: 0, introduced: false };
  candidates.set(key, made);
  return made;
}
