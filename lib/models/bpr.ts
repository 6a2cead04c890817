// Bayesian personalised ranking: factors under which a listener's artists outrank sampled others; tags are further documents.
// Rendle et al. 2009, with negatives by popularity (Rendle and Freudenthaler 2014, section 4). Plain artist factors are published.

import { createRng, type Rng } from "@/lib/core/rng";
import { prepare, SHAPE_DEFAULTS, toPublished } from "./artist-vectors";
import { trainInEpochs } from "./epochs";
import type { Algorithm, FitOptions, FittedModel, SparseMatrix, TrainingData } from "./model";
import { columnCounts, createWeightedSampler, hasEntry, rowsOfEntries } from "./sampling";
import { createVectorMemory, type VectorMemory } from "./simd";
import { transpose } from "./sparse";

const DEFAULT_DIMENSIONS = 64;
const GUESS = { stretch: 0.7, flatness: 0.35, prior: 0.8, fall: 0.5 };

/** Draws of a negative before a document that holds nearly everything is passed over. */
const MAX_TRIES = 20;

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes; one draws as many (document, artist, other) triples as the entries weigh together. */
  epochs: 100,
  /** Step at the start; it falls to 0 in a straight line. */
  learningRate: 0.1,
  /** lambda: how much a step shrinks the factors it touches. */
  regularization: 0.02,
  /**
   * Negatives are drawn by listeners^exponent: 0 is uniform, 1 by popularity. Nearly all artists have a listener or two, and
   * to outrank them teaches nothing; too large an exponent unlearns popularity, which the factors must hold.
   */
  negativeExponent: 0.5,
  /** What an entry of `tags` with value 1 counts beside one of `documents`; others by log2(1 + value). */
  tagWeight: 0.2,
  /** Standard deviation of the random start, before the division by sqrt(dimensions). */
  initialScale: 0.1,
  ...SHAPE_DEFAULTS,
};

/**
 * The model has no artist bias: popularity shows in the factors' lengths and in a direction they share, so that the mean
 * of a listener's artists ranks like the listener's own factor (measured: better), and a bias would be lost in it.
 */
export const bpr: Algorithm = { name: "bpr", fit };

async function fit(data: TrainingData, options: FitOptions): Promise<FittedModel> {
  const own = { name: "bpr", defaults: DEFAULTS, dimensions: DEFAULT_DIMENSIONS } as const;
  const prepared = prepare(own, data, options);
  const { settings, dimensions: d, tags } = prepared;
  // Twice transposed = columns in rising order, which hasEntry needs.
  const rows = transpose(transpose(prepared.rows));
  const counts = columnCounts(rows);
  const rng = createRng(options.seed);
  const factors = startFactors(d, rows, settings.initialScale, rng);
  const triple = createTripleSampler(rows, counts, settings.negativeExponent, rng);
  const draws = Math.ceil(rows.values.reduce((sum, value) => sum + value, 0));

  await trainInEpochs(settings, options.onProgress, (learningRate) => {
    for (let n = 0; n < draws; n++) {
      if (triple.next()) step(factors, triple, learningRate, settings.regularization);
    }
  });
  return {
    ...toPublished(factors.memory.read(factors.Q, rows.columns), {
      ...settings,
      dimensions: d,
      counts,
      tags,
      guess: GUESS,
    }),
    parameters: { ...settings, dimensions: d, seed: options.seed },
  };
}

type Factors = {
  readonly memory: VectorMemory;
  /** Addresses of the documents' and of the artists' factors: an artist's score in a document is p.q. */
  readonly P: number;
  readonly Q: number;
  /** Address of one spare row. */
  readonly spare: number;
};

function startFactors(d: number, rows: SparseMatrix, scale: number, rng: Rng): Factors {
  const memory = createVectorMemory(d, [rows.rows, rows.columns, 1]);
  const [P = 0, Q = 0, spare = 0] = memory.addresses;
  const deviation = scale / Math.sqrt(d);
  for (let address = P; address < spare; address += memory.stride) {
    const row = memory.row(address);
    for (let k = 0; k < d; k++) row[k] = rng.normal() * deviation;
  }
  return { memory, P, Q, spare };
}

/** A document, an artist of it, and one that is not of it. `next` draws another; false when it found no such artist. */
type TripleSampler = { row: number; liked: number; other: number; next(): boolean };

/** Entries are drawn by their value, negatives by listeners^exponent among all artists but those of the document. */
function createTripleSampler(
  rows: SparseMatrix,
  counts: Float64Array,
  exponent: number,
  rng: Rng,
): TripleSampler {
  const entries = createWeightedSampler(rows.values, rng);
  const others = createWeightedSampler(
    counts.map((count) => (count > 0 ? count ** exponent : 0)),
    rng,
  );
  const rowOf = rowsOfEntries(rows);
  const triple: TripleSampler = { row: 0, liked: 0, other: 0, next };
  return triple;

  function next(): boolean {
    const entry = entries.draw();
    triple.row = rowOf[entry] ?? 0;
    triple.liked = rows.indices[entry] ?? 0;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      triple.other = others.draw();
      if (!hasEntry(rows, triple.row, triple.other)) return true;
    }
    return false;
  }
}

/** One step up the gradient of ln sigmoid(p.(q - r)) - lambda/2 (|p|^2 + |q|^2 + |r|^2) (Rendle et al. 2009, figure 4). */
function step(factors: Factors, triple: TripleSampler, learningRate: number, lambda: number): void {
  const { memory, spare } = factors;
  const p = factors.P + triple.row * memory.stride;
  const q = factors.Q + triple.liked * memory.stride;
  const r = factors.Q + triple.other * memory.stride;
  const pull = learningRate / (1 + Math.exp(memory.dot(p, q) - memory.dot(p, r)));
  const keep = 1 - learningRate * lambda;
  memory.combine(spare, 0, q, 1);
  memory.combine(spare, 1, r, -1);
  memory.combine(q, keep, p, pull);
  memory.combine(r, keep, p, -pull);
  memory.combine(p, keep, spare, pull);
}
