// What everything that the listener said and did on a station amounts to now, and what would play without it.
// No service call; each effect is the radio's own next ten with and without the line.

import { gradePlay, weighPlays } from "@/lib/core/feedback";
import type { StationDeps } from "./deps";
import { readHistory } from "./history";
import type { PreviewInput } from "./preview";
import { type RecommendInput, recommend } from "./recommend";

export type LedgerInput = PreviewInput & {
  /** Lines whose effect is wanted, by their positions among the tracks and the words. */
  readonly effectsOf: { readonly tracks: readonly number[]; readonly said: readonly number[] };
};

/** Who would come in, and who go out, if the line were gone. */
export type LedgerEffect = { readonly enters: readonly string[]; readonly leaves: readonly string[] };

export type Ledger = {
  /** What each track that was sent says of its artist now, in votes; undefined for artists that nobody knows. */
  readonly weights: readonly (number | undefined)[];
  /** What each said when it was new; the rest has faded or was overruled. */
  readonly grades: readonly number[];
  readonly effects: {
    readonly tracks: ReadonlyMap<number, LedgerEffect>;
    readonly said: ReadonlyMap<number, LedgerEffect>;
  };
};

/** Cost: one recommendation for each effect. Gives way to other requests between them. */
export async function readLedger(
  deps: Pick<StationDeps, "catalogue" | "index" | "store" | "holds">,
  { effectsOf, tracks, ...given }: LedgerInput,
): Promise<Ledger> {
  const history = await readHistory(deps, tracks);
  const input: RecommendInput = { ...given, history };
  const order = (changed: Partial<RecommendInput>) =>
    recommend(deps, { ...input, ...changed }).order.map(({ name }) => name);
  const now = order({});
  const effectOf = async (changed: Partial<RecommendInput>): Promise<LedgerEffect> => {
    await new Promise((resolve) => setImmediate(resolve));
    const without = order(changed);
    return {
      enters: without.filter((name) => !now.includes(name)),
      leaves: now.filter((name) => !without.includes(name)),
    };
  };

  const weights = new Array<number | undefined>(tracks.length).fill(undefined);
  weighPlays(history.plays).forEach((weight, play) => {
    weights[history.positions[play] ?? 0] = weight;
  });
  const ofTracks = new Map<number, LedgerEffect>();
  for (const position of effectsOf.tracks) {
    const play = history.positions.indexOf(position);
    if (play < 0) continue;
    const plays = history.plays.map((other, i) => (i === play ? withoutWord(other) : other));
    ofTracks.set(position, await effectOf({ history: { ...history, plays } }));
  }
  const ofSaid = new Map<number, LedgerEffect>();
  for (const position of effectsOf.said) {
    ofSaid.set(position, await effectOf({ said: given.said?.filter((_, i) => i !== position) }));
  }
  return {
    weights,
    grades: tracks.map((track) => track.rating ?? gradePlay(track)),
    effects: { tracks: ofTracks, said: ofSaid },
  };
}

/** What a line says once it is taken back: a rating of 0 silences the play, its artist rests as before. */
const withoutWord = <T extends object>(play: T) => ({ ...play, rating: 0, banned: false });
