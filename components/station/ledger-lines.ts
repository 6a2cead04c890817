// The lines of a station's ledger: words on artists and what songs left behind, newest first.

import type { NextRequest, PlayedTrack } from "@/lib/api/schemas";
import type { LedgerResponse } from "@/lib/api/tuning-schemas";
import type { WordEntry } from "./words";

/** What a line is, told by what happened and not by what it weighs. */
export type LineKind =
  | "more"
  | "less"
  | "never"
  | "rest"
  | "liked"
  | "disliked"
  | "skipped"
  | "heard"
  | "wanted";

export type LedgerLine = {
  readonly key: string;
  readonly kind: LineKind;
  readonly artist: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly everywhere: boolean;
  /** The song behind it; absent for a word on the artist alone. */
  readonly track?: PlayedTrack;
  /** Where it stands in the request: what the server's effects are told by. */
  readonly place: { readonly list: "tracks" | "said"; readonly position: number };
};

type Words = { readonly here: readonly WordEntry[]; readonly everywhere: readonly WordEntry[] };

/** Lines of what the request says; songs that say nothing are no lines. */
export function ledgerLines({ tracks, said = [] }: NextRequest, words: Words): LedgerLine[] {
  const ofWords = said.flatMap(({ artist, word, everywhere = false }, position): LedgerLine[] => {
    const list = everywhere ? words.everywhere : words.here;
    const at = list.find((entry) => entry.artist === artist && entry.word === word)?.at ?? 0;
    const key = `${word}:${everywhere}:${artist}`;
    return [{ key, kind: word, artist, at, everywhere, place: { list: "said", position } }];
  });
  const ofTracks = tracks.flatMap((track, position): LedgerLine[] => {
    const kind = kindOf(track);
    if (!kind || track.artist === undefined) return [];
    const at = track.at === undefined ? 0 : new Date(track.at).getTime();
    const place = { list: "tracks", position } as const;
    return [
      { key: `${at}:${track.track_id}`, kind, artist: track.artist, at, everywhere: false, track, place },
    ];
  });
  return [...ofWords, ...ofTracks].sort((a, b) => b.at - a.at);
}

/** Said by the listener, as against inferred by the radio. */
export const isSaid = ({ kind }: LedgerLine): boolean =>
  kind !== "skipped" && kind !== "heard" && kind !== "wanted";

/** Shorter songs tell nothing, nor does the middle of one. */
const SHORTEST_TELLING_SECONDS = 30;

function kindOf({ rating, ban, saved, play_seconds, length_seconds }: PlayedTrack): LineKind | undefined {
  if (ban) return "never";
  if (rating !== undefined) return rating > 0 ? "liked" : rating < 0 ? "disliked" : undefined;
  if (saved) return "wanted";
  if (length_seconds < SHORTEST_TELLING_SECONDS) return undefined;
  return play_seconds >= Math.min(0.5 * length_seconds, 240) ? "heard" : "skipped";
}

export type LineEffect = {
  /** Votes it has now; undefined = it is a word without a weight of its own, or nobody knows the artist. */
  readonly now: number | undefined;
  /** Votes it had when it was new. */
  readonly whenNew: number | undefined;
  readonly enters: readonly string[];
  readonly leaves: readonly string[];
};

/** What the server says of a line; undefined = it was not asked. */
export function effectOf({ place }: LedgerLine, ledger: LedgerResponse | undefined): LineEffect | undefined {
  const effect = ledger?.effects[place.list].find(({ position }) => position === place.position);
  if (!ledger || !effect) return undefined;
  const isTrack = place.list === "tracks";
  return {
    now: isTrack ? (ledger.weights[place.position] ?? undefined) : undefined,
    whenNew: isTrack ? ledger.grades[place.position] : undefined,
    enters: effect.enters,
    leaves: effect.leaves,
  };
}
