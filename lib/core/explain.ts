// Why an artist has its score: terms in points, each split over the artists behind it. They add up to the score.

import { scaleOf } from "./scale";
import { type Direction, type Knobs, type Query, sharesOfParts, sharesOfPush } from "./taste";
import type { ArtistId, ArtistSpace, Reason } from "./types";

/**
 * The reasons of an artist's score, in the order style, like, dislike, lean, familiarity; a term that gives nothing is left out.
 * The shares of the reasons add up to rank()'s score, and the shares of a reason's artists to the reason's, within 1e-6.
 * Artists come strongest first by size; familiarity has none. Cost: artists of the taste x dimensions.
 */
export function explain(space: ArtistSpace, query: Query, artist: ArtistId, knobs: Knobs): Reason[] {
  const { weights } = knobs;
  const familiarity =
    (knobs.familiarity ?? query.defaultFamiliarity) * (scaleOf(space).familiarity[artist] ?? 0);
  const { style, likes, dislikes, lean } = query;
  const reasons: Reason[] = [
    toReason("style", style, sharesOfParts(space, style, artist), weights.style),
    toReason("like", likes, sharesOfParts(space, likes, artist), weights.likes),
    toReason("dislike", dislikes, sharesOfPush(space, dislikes, artist), -weights.dislikes),
    toReason("lean", lean, sharesOfParts(space, lean, artist), knobs.lean ?? 0),
    { term: "familiarity", share: familiarity, artists: [] },
  ];
  return reasons.filter(({ share, artists }) => share !== 0 || artists.length > 0);
}

/** Leaves out the artists without a share. */
function toReason(
  term: Reason["term"],
  { parts }: Direction,
  shares: readonly number[],
  weight: number,
): Reason {
  const artists: { readonly artist: ArtistId; readonly share: number }[] = [];
  let sum = 0;
  parts.forEach(({ artist }, i) => {
    const share = weight * (shares[i] ?? 0);
    sum += share;
    if (share !== 0) artists.push({ artist, share });
  });
  artists.sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.artist - b.artist);
  return { term, share: sum, artists };
}
