// The hidden taste of a held-out listener on one station: one or two clusters of their artists are liked, the next one is not.
// Kinds are judged by the truth alone; the station is told nothing but a few liked artists to start from.

import type { Rng } from "@/lib/core/rng";
import type { Kind } from "./listener";
import { centroidOf, type Truth, truthOf } from "./truth";

export type HiddenTaste = {
  readonly listener: number;
  /** What the station starts from. */
  readonly seeds: readonly number[];
  /** Kind of each artist of the world, by id. */
  readonly kinds: readonly Kind[];
};

/** Artists of a listener that belong together. */
export type Cluster = {
  readonly artists: readonly number[];
  readonly centroid: Float32Array;
};

export type TasteOptions = {
  readonly truth: Truth;
  /** Number of artists of the world. */
  readonly artists: number;
  readonly rng: Rng;
};

export const SEEDS = 5;
const CLUSTERS_PER_LISTENER = 3;
/** Fewer artists than this are a chance meeting, not a taste. */
const SMALLEST_CLUSTER = 6;
const TWO_CLUSTERS_CHANCE = 0.5;
/** A kind of music is this share of the catalogue: the artists nearest to the cluster's centroid. */
const KIND_SHARE = 0.05;

/** The clusters of each listener's artists by spherical k-means in the truth, largest first, small ones left out. */
export function findClusters(
  listeners: ReadonlyMap<number, readonly number[]>,
  options: Pick<TasteOptions, "truth" | "rng">,
): Map<number, Cluster[]> {
  return new Map(
    [...listeners].map(([listener, artists]) => [
      listener,
      cluster(artists, CLUSTERS_PER_LISTENER, options)
        .filter((members) => members.length >= SMALLEST_CLUSTER)
        .sort((a, b) => b.length - a.length)
        .map((members) => ({ artists: members, centroid: centroidOf(options.truth, members) })),
    ]),
  );
}

/**
 * Draws the taste of a listener. What is disliked is music that they listen to elsewhere and that is out of place here: who has
 * a station of metal does not want their own jazz on it. Company leads there, so a recommender is tempted.
 * @param clusters the listener's own, largest first
 * @returns undefined when there are no two
 */
export function drawTaste(
  listener: number,
  clusters: readonly Cluster[],
  options: TasteOptions,
): HiddenTaste | undefined {
  const { rng } = options;
  const wanted = rng.next() < TWO_CLUSTERS_CHANCE ? 2 : 1;
  const liked = clusters.slice(0, Math.min(wanted, clusters.length - 1));
  const disliked = clusters[liked.length];
  if (!disliked || liked.length === 0) return undefined;
  const likeness = highest(liked, options);
  const likedKind = new Set([
    ...liked.flatMap((one) => nearest(one, options)),
    ...liked.flatMap(({ artists }) => artists),
  ]);
  const dislikedKind = new Set(nearest(disliked, options));
  const aversion = highest([disliked], options);
  const own = new Set(liked.flatMap(({ artists }) => artists));
  const kindOf = (artist: number): Kind => {
    if (own.has(artist)) return "liked";
    const isNearer = (likeness[artist] ?? 0) >= (aversion[artist] ?? 0);
    if (likedKind.has(artist) && (isNearer || !dislikedKind.has(artist))) return "liked";
    return dislikedKind.has(artist) ? "disliked" : "neutral";
  };
  return {
    listener,
    seeds: drawSeeds(liked, rng),
    kinds: Array.from({ length: options.artists }, (_, artist) => kindOf(artist)),
  };
}

/** Seeds in turn from each liked cluster. */
function drawSeeds(liked: readonly Cluster[], rng: Rng): number[] {
  const shuffled = liked.map(({ artists }) => rng.shuffle([...artists]));
  const longest = Math.max(...shuffled.map((artists) => artists.length));
  const inTurn = Array.from({ length: longest }, (_, i) => shuffled.flatMap((artists) => artists[i] ?? []));
  return inTurn.flat().slice(0, SEEDS);
}

/** The likeness of each artist to the nearest of some clusters. */
function highest(clusters: readonly Cluster[], { truth, artists }: TasteOptions): Float64Array {
  return Float64Array.from({ length: artists }, (_, artist) =>
    Math.max(...clusters.map(({ centroid }) => truthOf(truth, artist, centroid))),
  );
}

function nearest(one: Cluster, options: TasteOptions): number[] {
  const likeness = highest([one], options);
  const wanted = Math.max(1, Math.round(KIND_SHARE * options.artists));
  return [...likeness.keys()]
    .sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0) || a - b)
    .slice(0, wanted);
}

const PASSES = 10;

/** Spherical k-means from random members; an empty cluster stays empty. */
function cluster(
  artists: readonly number[],
  count: number,
  { truth, rng }: Pick<TasteOptions, "truth" | "rng">,
): number[][] {
  let centroids = rng
    .shuffle([...artists])
    .slice(0, count)
    .map((artist) => centroidOf(truth, [artist]));
  let members: number[][] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    members = centroids.map(() => []);
    for (const artist of artists) {
      const likeness = centroids.map((centroid) => truthOf(truth, artist, centroid));
      members[likeness.indexOf(Math.max(...likeness))]?.push(artist);
    }
    centroids = members.map((own) => centroidOf(truth, own));
  }
  return members;
}
