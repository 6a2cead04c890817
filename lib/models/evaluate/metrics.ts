// What a list of answers is worth: hits, their places, and how far the answers reach beyond the best known artists.

import type { Case } from "./splits";

/** Ranked answers to a case, best first, long enough for the largest cut. */
export type Ranking = readonly number[];

/** Share of the targets among the first `cut`. */
export function recall(ranking: Ranking, { targets }: Case, cut: number): number {
  return hits(ranking, targets, cut).length / targets.length;
}

/** Share of the first `cut` that are targets. */
export function precision(ranking: Ranking, { targets }: Case, cut: number): number {
  return hits(ranking, targets, cut).length / cut;
}

/** Normalised discounted cumulative gain of the first `cut`, binary: a hit at place p (from 1) counts 1 / log2(p + 1). */
export function ndcg(ranking: Ranking, { targets }: Case, cut: number): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const reached = hits(ranking, targets, cut).reduce((sum, place) => sum + gain(place), 0);
  let best = 0;
  for (let place = 0; place < Math.min(targets.length, cut); place++) best += gain(place);
  return reached / best;
}

/** How many different artists the first `cut` of all rankings hold. */
export function coverage(rankings: readonly Ranking[], cut: number): number {
  return new Set(rankings.flatMap((ranking) => ranking.slice(0, cut))).size;
}

/** Mean place of the first `cut` of all rankings in the order of popularity; 1 = the best known artist. */
export function meanPopularityRank(
  rankings: readonly Ranking[],
  popularity: ArrayLike<number>,
  cut: number,
): number {
  const places = new Map(
    Array.from({ length: popularity.length }, (_, artist) => artist)
      .sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b)
      .map((artist, place) => [artist, place + 1]),
  );
  const shown = rankings.flatMap((ranking) => ranking.slice(0, cut));
  return shown.reduce((sum, artist) => sum + (places.get(artist) ?? 0), 0) / Math.max(1, shown.length);
}

/** The `count` artists of largest score, best first, ties by id, none of `excluded`. Scores are not changed. */
export function topOf(scores: Float64Array, excluded: Iterable<number>, count: number): number[] {
  const left = new Set(excluded);
  const best: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  scores.forEach((score, artist) => {
    // Ids come in rising order, so that of equals the earlier stays ahead.
    if (!(score > least) || left.has(artist)) return;
    let at = best.length;
    while (at > 0 && score > (scores[best[at - 1] ?? 0] ?? 0)) at--;
    best.splice(at, 0, artist);
    if (best.length > count) best.pop();
    if (best.length === count) least = scores[best[count - 1] ?? 0] ?? least;
  });
  return best;
}

/** The places (from 0) of the first `cut` that are targets. */
function hits(ranking: Ranking, targets: readonly number[], cut: number): number[] {
  const right = new Set(targets);
  return ranking.slice(0, cut).flatMap((artist, place) => (right.has(artist) ? [place] : []));
}
