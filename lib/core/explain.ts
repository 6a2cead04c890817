// Why an artist has its score: terms in points, each split over the artists behind it. They add up to the score.

import { type Part, type Push, pushOf } from "./push";
import { scaleOf } from "./scale";
import { type Knobs, type Query, sharesOfParts } from "./taste";
import type { ArtistId, ArtistSpace, Reason } from "./types";
import { dotArtist } from "./vector";

/** Artists named behind a term, unless told; the rest come as one sum. */
const NAMED = 12;

/**
 * The reasons of an artist's score, in the order style, like, dislike, lean, familiarity; a term that gives nothing is left out.
 * The shares of the reasons add up to rank()'s score, and the shares of a reason's artists and others to the reason's, within
 * 1e-6. Artists come strongest first by size; familiarity has none. Cost: artists of the taste x dimensions.
 * @param named how many artists of a term at most, 1 or more
 */
export function explain(
  space: ArtistSpace,
  query: Query,
  artist: ArtistId,
  knobs: Knobs,
  named = NAMED,
): Reason[] {
  const { weights } = knobs;
  const familiarity =
    (knobs.familiarity ?? query.defaultFamiliarity) * (scaleOf(space).familiarity[artist] ?? 0);
  const { style, likes, dislikes, lean } = query;
  const reasons: Reason[] = [
    toReason("style", style, sharesOfParts(space, style, artist), { weight: weights.style, named }),
    toReason("like", likes, sharesOfParts(space, likes, artist), { weight: weights.likes, named }),
    toReason("dislike", dislikes, sharesOfPush(space, dislikes, artist), {
      weight: -weights.dislikes,
      named,
    }),
    toReason("lean", lean, sharesOfParts(space, lean, artist), { weight: knobs.lean ?? 0, named }),
    { term: "familiarity", share: familiarity, artists: [] },
  ];
  return reasons.filter(({ share, artists }) => share !== 0 || artists.length > 0);
}

/**
 * The dislikes term split over the disliked as what they say against the artist is, with what the artist itself loses when it
 * is disliked. In points and in the order of the parts.
 */
function sharesOfPush(space: ArtistSpace, push: Push, artist: ArtistId): Float64Array {
  const shares = new Float64Array(push.parts.length);
  const against = dotArtist(space, push.against, artist);
  const taken = pushOf(against, dotArtist(space, push.inFavour, artist));
  if (taken > 0) {
    const row = Float64Array.from(
      space.vectors.subarray(artist * space.dimensions, (artist + 1) * space.dimensions),
    );
    push.parts.forEach((part, i) => {
      shares[i] = (taken / against) * part.factor * dotArtist(space, row, part.artist);
    });
  }
  const own = push.parts.findIndex((part) => part.artist === artist);
  if (own >= 0) shares[own] = (shares[own] ?? 0) + (push.own.get(artist) ?? 0);
  return shares;
}

/** Leaves out the artists without a share. Weighs the shares in place. */
function toReason(
  term: Reason["term"],
  { parts }: { readonly parts: readonly Part[] },
  shares: Float64Array,
  { weight, named }: { readonly weight: number; readonly named: number },
): Reason {
  const sizes = new Float64Array(shares.length);
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    const share = weight * (shares[i] ?? 0);
    shares[i] = share;
    sizes[i] = Math.abs(share);
    sum += share;
  }
  const least = sizes.sort()[Math.max(0, sizes.length - named)] ?? 0;
  const strongest: ArtistShare[] = [];
  const others = { count: 0, share: 0 };
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i] ?? 0;
    if (share === 0) continue;
    if (Math.abs(share) < least) addShare(others, share);
    else strongest.push({ artist: parts[i]?.artist ?? 0, share });
  }
  strongest.sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.artist - b.artist);
  // More than one may be as strong as the last one named.
  for (const { share } of strongest.splice(named)) addShare(others, share);
  return { term, share: sum, artists: strongest, ...(others.count > 0 && { others }) };
}

type ArtistShare = { readonly artist: ArtistId; readonly share: number };

function addShare(sum: { count: number; share: number }, share: number): void {
  sum.count += 1;
  sum.share += share;
}
