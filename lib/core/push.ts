// What the dislikes take: votes for and against artists, weighed against each other kind by kind, to a push on every artist.
// taste.ts makes one a query; score.ts applies it.

import { checkArtist, scaleOf } from "./scale";
import type { ArtistId, ArtistSpace, Taste, WeightedArtist } from "./types";
import { addArtist, addScaled, dot, dotRow } from "./vector";

/** One artist of a direction and what its row is multiplied by. */
export type Part = { readonly artist: ArtistId; readonly factor: number };

export type Push = {
  /** Length = dimensions; times a row = how far the dislikes speak against an artist, in votes times points. */
  readonly against: Float64Array;
  /** The same for the style and the likes, which speak for it. */
  readonly inFavour: Float64Array;
  /** Each disliked artist once: against = sum of factor * (row of artist). */
  readonly parts: readonly Part[];
  /** The disliked artists themselves, with their weight in (0, 1]: what each loses whatever the style is. */
  readonly own: ReadonlyMap<ArtistId, number>;
};

/** What the dislikes alone would take from an artist amid them, in points: far above the 1 that the style gives its best. */
const MOST_PUSH = 2;

/** The votes that full weights stand for. A dislike says more than a like: of the songs that are played few are disliked. */
const FOR = 0.6;
const AGAINST = -3;
/**
 * Variance of a vote of full weight, in parts of the taste's own. A fainter vote is smaller and less sure too. Simulated listeners
 * (npm run simulate) like and dislike about as much with 0.1 here, with votes for of 0.3 to 1, and with votes against of 2 to 4.
 */
const VARIANCE = 0.3;
/** A fainter vote, of a song that faded long ago, says nothing that shows. */
const FAINTEST = 0.05;

/**
 * Weighs the votes of a taste: Bayesian linear regression of votes on directions, w ~ N(0, I), vote = w.u + noise (Rasmussen and
 * Williams 2006, section 2.1), whose mean is w = sum a_j u_j with (UU' + V) a = votes. So two dislikes of a kind say more than
 * one but not twice as much, one amid likes says that the kind is not what displeases, and a skip, a faint vote, says little beside
 * songs that were heard out: half of all songs are skipped whatever they are. The sum is split into the dislikes' part and the
 * rest; {@link pushOf} puts them together again. Cost: artists of the taste x dimensions x a dozen.
 * @throws RangeError on an artist that the space does not hold.
 */
export function toPush(space: ArtistSpace, { style, likes, dislikes }: Taste): Push {
  const against = new Float64Array(space.dimensions);
  const inFavour = new Float64Array(space.dimensions);
  const parts = new Map<ArtistId, number>();
  const own = new Map<ArtistId, number>();
  for (const { artist, weight } of dislikes) {
    checkArtist(space, artist);
    parts.set(artist, 0);
    own.set(artist, Math.min(1, (own.get(artist) ?? 0) + weight));
  }
  if (dislikes.length > 0) {
    const bad = toVotes(space, dislikes, AGAINST);
    const votes = [...bad, ...toVotes(space, [...style, ...likes], FOR)];
    const { points } = scaleOf(space);
    const solution = regress(space, votes);
    votes.forEach(({ artist, inverseLength }, i) => {
      const factor = points * inverseLength * (solution[i] ?? 0);
      if (i < bad.length) parts.set(artist, -factor);
      else addArtist(inFavour, space, artist, factor);
    });
  }
  for (const [artist, factor] of parts) addArtist(against, space, artist, factor);
  return { against, inFavour, parts: [...parts].map(([artist, factor]) => ({ artist, factor })), own };
}

/**
 * What dislikes take of an artist, in points: MOST_PUSH * n / (1 + n), n = max(0, against - max(0, in favour)). Bounded, and 0
 * in the middle of a style, so that dislikes turn a station and never empty or undo it. A like vouches for its kind however far
 * the likes knob lets it move the station.
 * @param against inner product of the artist with `Push.against`, `inFavour` with `Push.inFavour`
 */
export function pushOf(against: number, inFavour: number): number {
  const net = Math.max(0, against - Math.max(0, inFavour));
  return (MOST_PUSH * net) / (1 + net);
}

type Vote = {
  readonly artist: ArtistId;
  /** 0 for an artist without a vector. */
  readonly inverseLength: number;
  readonly vote: number;
  readonly variance: number;
};

/** One vote an artist: several of one side are their mean by precision, which comes to the same. */
function toVotes(space: ArtistSpace, artists: readonly WeightedArtist[], vote: number): Vote[] {
  const sums = new Map<ArtistId, { precision: number; vote: number }>();
  for (const { artist, weight } of artists) {
    if (weight < FAINTEST) continue;
    const counted = Math.min(1, weight);
    const precision = counted ** 2 / VARIANCE;
    const before = sums.get(artist) ?? { precision: 0, vote: 0 };
    sums.set(artist, {
      precision: before.precision + precision,
      vote: before.vote + precision * counted * vote,
    });
  }
  const { inverseLengths } = scaleOf(space);
  return [...sums].map(([artist, sum]) => ({
    artist,
    inverseLength: inverseLengths[artist] ?? 0,
    vote: sum.vote / sum.precision,
    variance: 1 / sum.precision,
  }));
}

/** The error that is left, as a share of the votes'. Simulated listeners hear no difference to a third of it. */
const TOLERANCE = 1e-2;
const MOST_STEPS = 50;

/**
 * Solves (UU' + V) a = votes by conjugate gradients (Golub and Van Loan, 11.3), UU' never written down, in z = V^1/2 a:
 * (BB' + I) z = V^-1/2 votes with B = V^-1/2 U, whose smallest eigenvalue is 1.
 */
function regress(space: ArtistSpace, votes: readonly Vote[]): Float64Array {
  const [n, d] = [votes.length, space.dimensions];
  const B = new Float32Array(n * d);
  const transposed = new Float32Array(d * n);
  votes.forEach(({ artist, inverseLength, variance }, row) => {
    const factor = inverseLength / Math.sqrt(variance);
    for (let i = 0; i < d; i++) {
      const value = factor * (space.vectors[artist * d + i] ?? 0);
      B[row * d + i] = value;
      transposed[i * n + row] = value;
    }
  });
  const z = new Float64Array(n);
  const residual = Float64Array.from(votes, ({ vote, variance }) => vote / Math.sqrt(variance));
  const p = residual.slice();
  const image = new Float64Array(n);
  const direction = new Float64Array(d);
  let square = dot(residual, residual);
  const enough = TOLERANCE ** 2 * square;
  for (let step = 0; step < MOST_STEPS && square > enough; step++) {
    for (let i = 0; i < d; i++) direction[i] = dotRow(transposed, i, p);
    for (let row = 0; row < n; row++) image[row] = dotRow(B, row, direction) + (p[row] ?? 0);
    const along = square / dot(p, image);
    addScaled(z, p, along);
    addScaled(residual, image, -along);
    const next = dot(residual, residual);
    for (let i = 0; i < p.length; i++) p[i] = (residual[i] ?? 0) + (next / square) * (p[i] ?? 0);
    square = next;
  }
  return z.map((value, i) => value / Math.sqrt(votes[i]?.variance ?? 1));
}
