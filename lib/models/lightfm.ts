// Hybrid factorisation: an artist is its own factor plus those of its tags, so that few listens suffice for a good place.
// Kula 2015 (LightFM), under the WARP loss of Weston et al. 2011. Published are the sums, own and tags.

import { createRng, type Rng } from "@/lib/core/rng";
import { prepare, SHAPE_DEFAULTS, toPublished } from "./artist-vectors";
import { trainInEpochs } from "./epochs";
import { createFeatures, type Features } from "./lightfm-features";
import type { Algorithm, FitOptions, FittedModel, SparseMatrix, TrainingData } from "./model";
import { columnCounts, createWeightedSampler, hasEntry, rowsOfEntries } from "./sampling";
import { toSparse, transpose } from "./sparse";

const DEFAULT_DIMENSIONS = 64;
const GUESS = { stretch: 0.75, flatness: 0.3, prior: 0.6, fall: 0.7 };
/** Refreshes of the artists' sums in one pass. */
const REFRESHES = 8;

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes; one draws as many entries as the entries of the documents weigh together. */
  epochs: 40,
  /** Step at the start, for the gravest violation; it falls to 0 in a straight line. */
  learningRate: 0.1,
  /** How much a step shrinks the factors of the document and of the artists it touches. */
  regularization: 0.1,
  /** The same for the factors of tags. */
  tagRegularization: 0.002,
  /** Length of an artist's tag weights, beside 1 for its own factor. */
  tagShare: 0.5,
  /** An artist's strongest tags, so many, count. */
  tagsPerArtist: 12,
  /** By how much an artist of the document must outrank the others. */
  margin: 1,
  /** Artists drawn in search of one that ranks too high. */
  maxTrials: 20,
  /** They are drawn by listeners^exponent; 0 is uniform, as Weston et al. have it. */
  negativeExponent: 0,
  /** Standard deviation of the random start, before the division by sqrt(dimensions). */
  initialScale: 0.1,
  ...SHAPE_DEFAULTS,
};

type Settings = typeof DEFAULTS;

/** There are no biases, for the reason that bpr.ts gives. */
export const lightfm: Algorithm = { name: "lightfm", fit };

async function fit(data: TrainingData, options: FitOptions): Promise<FittedModel> {
  const own = { name: "lightfm", defaults: DEFAULTS, dimensions: DEFAULT_DIMENSIONS } as const;
  const prepared = prepare(own, data, options);
  const { settings, dimensions: d } = prepared;
  // Twice transposed = columns in rising order, which hasEntry needs.
  const rows = transpose(transpose(prepared.rows));
  const tags = prepared.tags ?? toSparse([], rows.columns);
  const counts = columnCounts(rows);
  const rng = createRng(options.seed);
  const features = createFeatures({ ...settings, d, documents: rows.rows, tags, listened: counts, rng });
  const search = createSearch(rows, counts, features, settings, rng);
  const draws = Math.ceil(rows.values.reduce((sum, value) => sum + value, 0));

  await trainInEpochs(settings, options.onProgress, (learningRate) => {
    for (let n = 0; n < draws; n++) {
      // The sums of artists who share a tag go stale as it moves.
      if (n % Math.ceil(draws / REFRESHES) === 0) features.refresh();
      if (search.next()) features.step(search, learningRate * search.weight);
    }
  });
  const tagged = columnCounts(tags);
  const known = counts.map((count, artist) => count + (tagged[artist] ?? 0));
  return {
    ...toPublished(features.read(), {
      ...settings,
      dimensions: d,
      counts: known,
      tags: prepared.tags,
      guess: GUESS,
    }),
    parameters: { ...settings, dimensions: d, seed: options.seed },
  };
}

/**
 * WARP's weight of a violation that was found at this trial among so many others: ln of the rank that it suggests, as a share
 * of the worst one's, in [0, 1]. Weston et al. 2011, equation 7, with ln for the harmonic sum (as in Kula's program).
 */
export function rankWeight(trial: number, others: number): number {
  return others > 1 ? Math.log(Math.max(1, Math.floor(others / trial))) / Math.log(others) : 1;
}

/** The last violation found: a document, an artist of it, and one that is not of it and ranks too high. */
type Search = { row: number; liked: number; other: number; weight: number; next(): boolean };

function createSearch(
  rows: SparseMatrix,
  counts: Float64Array,
  features: Features,
  settings: Settings,
  rng: Rng,
): Search {
  const entries = createWeightedSampler(rows.values, rng);
  // Artists nobody has would all be pushed away from everybody: only those with listeners stand against others.
  const weights = counts.map((count) => (count > 0 ? count ** settings.negativeExponent : 0));
  const others = createWeightedSampler(weights, rng);
  const known = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const rowOf = rowsOfEntries(rows);
  const search: Search = { row: 0, liked: 0, other: 0, weight: 0, next };
  return search;

  function next(): boolean {
    const entry = entries.draw();
    search.row = rowOf[entry] ?? 0;
    search.liked = rows.indices[entry] ?? 0;
    const least = features.score(search.row, search.liked) - settings.margin;
    for (let trial = 1; trial <= settings.maxTrials; trial++) {
      search.other = others.draw();
      if (features.score(search.row, search.other) <= least) continue;
      if (hasEntry(rows, search.row, search.other)) continue;
      search.weight = rankWeight(trial, known - 1);
      return true;
    }
    return false;
  }
}
