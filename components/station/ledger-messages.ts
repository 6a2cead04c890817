// Words of the ledger; loaded with it.

import { listNames } from "@/components/messages";
import type { LineKind } from "./ledger-lines";

const some = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : listNames(names);
const votes = (count: number): string => `${count < 0 ? "−" : "+"}${Math.abs(count).toFixed(2)}`;
const seconds = (count: number): string =>
  count < 60
    ? `${Math.round(count)} seconds`
    : `${Math.floor(count / 60)}:${String(Math.floor(count % 60)).padStart(2, "0")}`;

export const ledgerMessages = {
  title: "Ledger",
  text: "All that this station goes by besides its style, and what each line does to the next ten artists at this moment.",
  empty: "Nothing yet. Like, dislike or skip a song, and it is written down here.",
  said: "What you said",
  inferred: "What the radio inferred",
  inferredText: "Weak evidence: each line halves every 30 songs. A rating of the same song takes its place.",
  kinds: {
    more: "More like this artist",
    less: "Less like this artist",
    never: "Never again",
    rest: "Not now",
    liked: "Liked",
    disliked: "Disliked",
    skipped: "Skipped",
    heard: "Heard",
    wanted: "Wanted again",
  } satisfies Record<LineKind, string>,
  skippedAfter: (played: number) => `Skipped after ${seconds(played)}`,
  heardFor: (played: number, length: number) =>
    played >= 0.95 * length ? "Heard to the end" : `Heard for ${seconds(played)}`,
  restUntil: (time: string) => `Not now, until ${time}`,
  weight: (now: number, then: number | undefined) =>
    then !== undefined && Math.abs(then - now) >= 0.005
      ? `${votes(now)} of a vote, ${votes(then)} when new`
      : `${votes(now)} of a vote`,
  unknown: "The radio does not know this artist.",
  effect: (enters: readonly string[], leaves: readonly string[]) =>
    `Without it ${some(enters)} would come in${leaves.length > 0 ? `, ${some(leaves)} go out` : ""}.`,
  noEffect: "It changes none of the next ten now.",
  reckoning: "Reckoning…",
  undo: (line: string) => `Take back: ${line}`,
  taken: (line: string) => `Taken back: ${line}`,
  scope: (line: string) => `Where it counts: ${line}`,
  here: "Only here",
  everywhere: "Everywhere",
  more: "Show more",
  failed: "What the lines do cannot be reckoned right now.",
} as const;
