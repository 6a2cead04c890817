// Skip-gram with negative sampling over documents of artists: kindred artists are each other's company. Tags are further documents.
// Mikolov et al. 2013; over sets and with a tuned exponent as in Caselles-Dupre et al. 2018. One table of vectors instead of two.

import { createRng, type Rng } from "@/lib/core/rng";
import { prepare, SHAPE_DEFAULTS, toPublished } from "./artist-vectors";
import { trainInEpochs } from "./epochs";
import type { Algorithm, FitOptions, FittedModel, SparseMatrix, TrainingData } from "./model";
import { columnCounts, createWeightedSampler } from "./sampling";
import { createVectorMemory, type VectorMemory } from "./simd";

const DEFAULT_DIMENSIONS = 64;
const GUESS = { stretch: 1, flatness: 0.1, prior: 0.35, fall: 0.35 };

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes over the documents. */
  epochs: 40,
  /** Step at the start; it falls to 0 in a straight line. */
  learningRate: 0.05,
  /** Fellows of its document that an artist is to predict, drawn anew in each pass: the window is the whole document. */
  contexts: 5,
  /** Artists of elsewhere that it is to tell from them. */
  negatives: 10,
  /** Negatives are drawn by listeners^exponent; .75, right for words, would unlearn popularity. */
  negativeExponent: 0,
  /** t: an entry of an artist with share f of all entries is kept with probability sqrt(t / f) + t / f. 0 keeps all. */
  subsampling: 0.001,
  /**
   * Added to each inner product: the log-odds of two artists who have nothing to do with each other. Inner products of one
   * table cannot all be far below 0, so that without it kinship would have to say that strangers are strangers.
   */
  offset: -4,
  /** What an entry of `tags` with value 1 counts beside one of `documents`; others by log2(1 + value). */
  tagWeight: 0.2,
  ...SHAPE_DEFAULTS,
};

type Settings = typeof DEFAULTS;

/**
 * The usual second table, of contexts, is left out: with one table the trained score of two artists is the inner product of
 * their published vectors, and that of an artist in company the sum of them, which is what a query is. With two tables the
 * mean of the first ranks far worse than the model's own answer (Recall@10 .06 to .17 on design section 8, P1; one table .20).
 */
export const word2vec: Algorithm = { name: "word2vec", fit };

async function fit(data: TrainingData, options: FitOptions): Promise<FittedModel> {
  const own = { name: "word2vec", defaults: DEFAULTS, dimensions: DEFAULT_DIMENSIONS } as const;
  const { settings, dimensions: d, tags, rows } = prepare(own, data, options);
  const counts = columnCounts(rows);
  const rng = createRng(options.seed);
  const memory = createVectorMemory(d, [rows.columns, 1]);
  const [vectors = 0, gradient = 0] = memory.addresses;
  for (let artist = 0; artist < rows.columns; artist++) {
    const row = memory.row(vectors + artist * memory.stride);
    for (let k = 0; k < d; k++) row[k] = (rng.next() - 0.5) / Math.sqrt(d);
  }
  const table = { memory, vectors, gradient };
  const negatives = createWeightedSampler(
    counts.map((count) => (count > 0 ? count ** settings.negativeExponent : 0)),
    rng,
  );
  const trainer = { table, settings, rng, drawNegative: negatives.draw };
  const sampled = createDocumentSampler(rows, counts, settings.subsampling, rng);
  const order = Array.from({ length: rows.rows }, (_, r) => r);

  await trainInEpochs(settings, options.onProgress, (learningRate) => {
    for (const r of rng.shuffle(order)) trainDocument(trainer, sampled(r), learningRate);
  });
  return {
    ...toPublished(memory.read(vectors, rows.columns), {
      ...settings,
      dimensions: d,
      counts,
      tags,
      guess: GUESS,
    }),
    parameters: { ...settings, dimensions: d, seed: options.seed },
  };
}

/**
 * How likely an entry of each artist is kept (the formula of Mikolov's program, also gensim's): famous artists are in
 * nearly every document and say little about it. 1 for artists without entries.
 */
export function keepProbabilities(counts: Float64Array, subsampling: number): Float64Array {
  const entries = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => {
    if (count === 0 || subsampling <= 0) return 1;
    const ratio = (subsampling * entries) / count;
    return Math.min(1, Math.sqrt(ratio) + ratio);
  });
}

/** The artists of a document that this pass looks at: thinned by fame, and by the confidence of the entry where below 1. */
function createDocumentSampler(
  rows: SparseMatrix,
  counts: Float64Array,
  subsampling: number,
  rng: Rng,
): (r: number) => Uint32Array {
  const keep = keepProbabilities(counts, subsampling);
  const longest = rows.offsets.reduce((most, end, r) => Math.max(most, end - (rows.offsets[r - 1] ?? 0)), 0);
  const kept = new Uint32Array(longest);
  return (r) => {
    let length = 0;
    for (let e = rows.offsets[r] ?? 0; e < (rows.offsets[r + 1] ?? 0); e++) {
      const artist = rows.indices[e] ?? 0;
      if (rng.next() < (keep[artist] ?? 0) * Math.min(1, rows.values[e] ?? 0)) kept[length++] = artist;
    }
    return kept.subarray(0, length);
  };
}

type Table = {
  readonly memory: VectorMemory;
  /** Addresses of the artists' vectors and of one spare row. */
  readonly vectors: number;
  readonly gradient: number;
};

type Trainer = {
  readonly table: Table;
  readonly settings: Settings;
  readonly rng: Rng;
  readonly drawNegative: () => number;
};

/** One step for each artist of a document: towards some of its fellows, away from some strangers. */
function trainDocument(trainer: Trainer, artists: Uint32Array, learningRate: number): void {
  const { table, settings, rng, drawNegative } = trainer;
  const { memory, vectors, gradient } = table;
  if (artists.length < 2) return;
  const fellows = artists.length - 1;
  const contexts = Math.min(settings.contexts, fellows);
  for (let c = 0; c < artists.length; c++) {
    const center = artists[c] ?? 0;
    const address = vectors + center * memory.stride;
    memory.combine(gradient, 0, address, 0);
    for (let n = 0; n < contexts; n++) {
      const place = rng.int(fellows);
      const fellow = artists[place < c ? place : place + 1] ?? 0;
      pull(table, center, fellow, { target: 1, offset: settings.offset, learningRate });
    }
    for (let n = 0; n < settings.negatives; n++) {
      const stranger = drawNegative();
      if (stranger !== center)
        pull(table, center, stranger, { target: 0, offset: settings.offset, learningRate });
    }
    // The center moves last, so that all its partners met it where it was.
    memory.combine(address, 1, gradient, 1);
  }
}

type Step = { readonly target: 0 | 1; readonly offset: number; readonly learningRate: number };

/** A step up the gradient of ln P(target | center, other) for the other; the center's share is added to the spare row. */
function pull({ memory, vectors, gradient }: Table, center: number, other: number, step: Step): void {
  const a = vectors + center * memory.stride;
  const b = vectors + other * memory.stride;
  const probability = 1 / (1 + Math.exp(-memory.dot(a, b) - step.offset));
  const size = step.learningRate * (step.target - probability);
  memory.combine(gradient, 1, b, size);
  memory.combine(b, 1, a, size);
}
