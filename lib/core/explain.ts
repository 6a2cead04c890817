// Why an artist has its score: terms in points, each split over the artists behind it. They add up to the score.

import { scaleOf } from "./scale";
import { type Direction, type Knobs, type Query, shareOfPart, shareOfPush } from "./taste";
import type { ArtistId, ArtistSpace, Reason } from "./types";

type Share = { readonly artist: ArtistId; readonly share: number };

/**
 * The reasons of an artist's score, in the order style, like, dislike, familiarity; a term that gives nothing is left out.
 * The shares of the reasons add up to rank()'s score, and the shares of a reason's artists to the reason's, within 1e-6.
 * Artists come strongest first by size; familiarity has none. Cost: artists of the taste x dimensions.
 */
export function explain(space: ArtistSpace, query: Query, artist: ArtistId, knobs: Knobs): Reason[] {
  const { weights } = knobs;
  const familiarity =
    (knobs.familiarity ?? query.defaultFamiliarity) * (scaleOf(space).familiarity[artist] ?? 0);
  const reasons: Reason[] = [
    toReason("style", sharesOf(space, query.style, artist, weights.style)),
    toReason("like", sharesOf(space, query.likes, artist, weights.likes)),
    toReason("dislike", dislikeShares(space, query, artist, weights.dislikes)),
    { term: "familiarity", share: familiarity, artists: [] },
  ];
  return reasons.filter(({ share, artists }) => share !== 0 || artists.length > 0);
}

function sharesOf(space: ArtistSpace, direction: Direction, artist: ArtistId, weight: number): Share[] {
  return direction.parts.map((part) => ({
    artist: part.artist,
    share: weight * shareOfPart(space, direction, part, artist),
  }));
}

function dislikeShares(space: ArtistSpace, query: Query, artist: ArtistId, weight: number): Share[] {
  const push = query.dislikes;
  const shares = push.parts.map((part) => ({
    artist: part.artist,
    share: -weight * shareOfPush(space, push, part, artist),
  }));
  const own = push.own.get(artist);
  return own === undefined ? shares : [...shares, { artist, share: -weight * own }];
}

/** Adds up what belongs to one artist and leaves out those without a share. */
function toReason(term: Reason["term"], shares: readonly Share[]): Reason {
  const byArtist = new Map<ArtistId, number>();
  for (const { artist, share } of shares) byArtist.set(artist, (byArtist.get(artist) ?? 0) + share);
  const artists = [...byArtist]
    .map(([artist, share]) => ({ artist, share }))
    .filter(({ share }) => share !== 0)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.artist - b.artist);
  return { term, share: artists.reduce((sum, { share }) => sum + share, 0), artists };
}
