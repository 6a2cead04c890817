// A station before it is made: what its playlist would hold and what it would play. Nothing is written.

import { AppError } from "@/lib/errors";
import type { StationDeps } from "./deps";
import { mix, type Source } from "./mixture";
import { readSources } from "./read-sources";
import { type Recommendation, recommend } from "./recommend";
import type { StationSeed } from "./style";

const EMPTY_HISTORY = { plays: [], timeline: [], now: 0, unknown: [] };
/** Any: the playlist has no id yet, by which its station would be seeded. */
const DRAFT_ID = "draft";

export type Draft = { readonly seed: StationSeed; readonly recommendation: Recommendation };

/** Throws AppError("invalid_request") when the sources leave nobody. */
export async function draftStation(
  deps: StationDeps,
  { sources, count }: { readonly sources: readonly Source[]; readonly count: number },
): Promise<Draft> {
  const read = await readSources(deps, sources);
  const artists = mix(deps, read.sources);
  if (artists.length === 0) throw nobody(read.unknown);
  const seed: StationSeed = { id: DRAFT_ID, name: "", version: "", artists, feedback: [] };
  const recommendation = recommend(deps, { seed, history: EMPTY_HISTORY, knobs: {}, count });
  return {
    seed,
    recommendation: { ...recommendation, unknown: [...read.unknown, ...recommendation.unknown] },
  };
}

/** A mixture that has no artist in it. */
export function nobody(unknown: readonly string[]): AppError {
  const why =
    unknown.length > 0
      ? `The radio does not know ${unknown.map((word) => `“${word}”`).join(", ")}.`
      : "Nobody is left of this mixture.";
  return new AppError("invalid_request", `${why} Add an artist, a word or a playlist.`);
}
