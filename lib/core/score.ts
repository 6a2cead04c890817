// Scores of artists under a query and the knobs, and the search that finds candidates for them.
// score = weights.style * style + weights.likes * likes - weights.dislikes * dislikes + lean * lean term
//         + familiarity * familiarity term.

import { pushOf } from "./push";
import { checkArtist, scaleOf } from "./scale";
import type { Knobs, Query } from "./taste";
import type { ArtistId, ArtistSpace, RankedArtist, Terms } from "./types";
import { addScaled, dotArtist } from "./vector";

export { explain } from "./explain";
export { composeQuery, type Knobs, type Query } from "./taste";

/**
 * The unweighted terms of an artist's score, in points; a style neighbour that listeners know has about 0.5 to 1.
 * A disliked artist's own dislikes term has a full point per vote on top, since near the style little else would be left.
 * Cost: 5 x dimensions. @throws RangeError on an artist that the space does not hold.
 */
export function scoreArtist(space: ArtistSpace, query: Query, artist: ArtistId): Terms {
  checkArtist(space, artist);
  const { dislikes } = query;
  return {
    style: dotArtist(space, query.style.vector, artist),
    likes: dotArtist(space, query.likes.vector, artist),
    dislikes:
      dislikes.parts.length > 0
        ? pushOf(dotArtist(space, dislikes.against, artist), dotArtist(space, dislikes.inFavour, artist)) +
          (dislikes.own.get(artist) ?? 0)
        : 0,
    lean: query.lean.parts.length > 0 ? dotArtist(space, query.lean.vector, artist) : 0,
    familiarity: scaleOf(space).familiarity[artist] ?? 0,
  };
}

/** The score that terms amount to under the knobs: linear in the knobs. */
export function scoreOf(terms: Terms, query: Query, { weights, familiarity, lean = 0 }: Knobs): number {
  return (
    weights.style * terms.style +
    weights.likes * terms.likes -
    weights.dislikes * terms.dislikes +
    lean * terms.lean +
    (familiarity ?? query.defaultFamiliarity) * terms.familiarity
  );
}

/** The candidates with their exact scores, best first, ties by id; each once, none of `exclude`. */
export function rank(
  space: ArtistSpace,
  query: Query,
  candidates: Iterable<ArtistId>,
  knobs: Knobs,
  exclude: ReadonlySet<ArtistId> = new Set(),
): RankedArtist[] {
  const ranked: RankedArtist[] = [];
  for (const artist of new Set(candidates)) {
    if (exclude.has(artist)) continue;
    const terms = scoreArtist(space, query, artist);
    ranked.push({ artist, score: scoreOf(terms, query, knobs), terms });
  }
  return ranked.sort((a, b) => b.score - a.score || a.artist - b.artist);
}

/**
 * The rows for a nearest-neighbour index: each artist's vector and its familiarity as one more column, so that an inner
 * product with a search vector is the score. count x (dimensions + 1), row-major.
 */
export function augment(space: ArtistSpace): Float32Array {
  const { count, dimensions, vectors } = space;
  const { familiarity, points } = scaleOf(space);
  const rows = new Float32Array(count * (dimensions + 1));
  for (let artist = 0; artist < count; artist++) {
    rows.set(vectors.subarray(artist * dimensions, (artist + 1) * dimensions), artist * (dimensions + 1));
    // In the vectors' own unit: an index that compares lengths must not see one column dwarf the others.
    rows[artist * (dimensions + 1) + dimensions] = (familiarity[artist] ?? 0) / points;
  }
  return rows;
}

/**
 * What to ask an index over {@link augment}: the inner product with each row is the artist's score but for the dislikes, which
 * only take away. So whoever is not found scores no better than the last found would without them; search a few times what is
 * needed. Usually one vector; search each and rank the union.
 */
export function searchVectors(query: Query, { weights, familiarity, lean = 0 }: Knobs): Float32Array[] {
  const sum = new Float64Array(query.style.vector.length);
  addScaled(sum, query.style.vector, weights.style);
  addScaled(sum, query.likes.vector, weights.likes);
  addScaled(sum, query.lean.vector, lean);
  const vector = new Float32Array(sum.length + 1);
  vector.set(sum);
  vector[sum.length] = (familiarity ?? query.defaultFamiliarity) * query.points;
  return [vector];
}
