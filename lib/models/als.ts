// Implicit ALS: factors of documents and artists by alternating exact least squares; tags are further documents.
// Hu, Koren, Volinsky 2008, with the unobserved weight of Rendle et al. 2021 ("Revisiting iALS"). Published whitened.

import { createRng } from "@/lib/core/rng";
import { DEFAULT_GUESS } from "@/lib/core/taste";
import { createWorkshop, type Factors, type HalfStepOptions, type Workshop } from "./als-solve";
import type { Algorithm, FitOptions, FittedModel, SparseMatrix, TrainingData } from "./model";
import { readDimensions, readParameters } from "./parameters";
import { checkFinite, checkTrainingData, meanValues, rowSums, stackRows, transpose } from "./sparse";
import { dampTags } from "./tag-rows";
import { allThreads } from "./team";

const DEFAULT_DIMENSIONS = 128;
/** Entries times dimensions below which starting threads costs more than they save. */
const FEW = 10_000_000;
const NONE: Factors = { address: 0, rows: 0 };

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes over both sides. */
  iterations: 10,
  /** alpha_0: how much a cell nobody filled pulls to 0, beside the confidence of its row's filled cells. */
  unobservedWeight: 0.12,
  /** lambda, the same for every row and artist: only the product of the two sides' matters. */
  regularization: 6,
  /** What an artist's lambda grows by for each unit of confidence in it, as a share of lambda. */
  frequencyScaling: 0.005,
  /**
   * An entry counts by (confidence in its artist)^this, the mean of all entries kept: that somebody has an artist whom
   * everybody has says less of them.
   */
  fameExponent: -0.15,
  /** What an entry of `tags` with value 1 counts beside one of `documents`; others by log2(1 + value). */
  tagWeight: 0.5,
  /** Published vectors are Y (alpha_0 Y'Y + whitening lambda I)^-1/2. */
  whitening: 0.6,
  /** Standard deviation of the random start, before the division by sqrt(dimensions). */
  initialScale: 0.1,
};

export const als: Algorithm = { name: "als", fit };

async function fit(data: TrainingData, options: FitOptions): Promise<FittedModel> {
  checkTrainingData(data);
  const settings = readParameters("als", DEFAULTS, options.parameters);
  const d = readDimensions(options.dimensions, DEFAULT_DIMENSIONS);
  const tags = data.tags && dampTags(data.tags, settings.tagWeight);
  const rows = tags ? stackRows(data.documents, tags) : data.documents;
  const sums = rowSums(transpose(rows));
  const weighed = weighByFame(rows, sums, settings.fameExponent);
  const columns = transpose(weighed);
  const rowOptions = halfStep(rows, settings);
  const workshop = createWorkshop({
    dimensions: d,
    rows: [rows.rows, rows.columns, tags?.rows ?? 0],
    sides: [
      { matrix: weighed, options: rowOptions },
      { matrix: columns, options: columnStep(sums, settings) },
      ...(tags ? [{ matrix: tags, options: halfStep(tags, settings) }] : []),
    ],
    threads: options.threads ?? (rows.indices.length * d < FEW ? 1 : allThreads()),
  });
  try {
    const { artists, tagFactors, eigenvalues } = await alternate(workshop, settings, options, rowOptions);
    const stretch = whiteningStretch(eigenvalues, settings);
    const artistVectors = scaledColumns(artists, stretch);
    checkFinite("artistVectors", artistVectors);
    // A tag's factor x predicts y.x; dividing by the artists' stretch keeps that.
    const unstretch = stretch.map((value) => 1 / value);
    return {
      dimensions: d,
      artistVectors,
      ...(tagFactors && { tagVectors: scaledColumns(tagFactors, unstretch) }),
      guess: DEFAULT_GUESS,
      parameters: { ...settings, dimensions: d, seed: options.seed },
    };
  } finally {
    await workshop.close();
  }
}

type Result = {
  /** In the eigenbasis of their Gram matrix. */
  readonly artists: Float32Array;
  readonly eigenvalues: Float64Array;
  readonly tagFactors?: Float32Array;
};

async function alternate(
  workshop: Workshop,
  settings: Settings,
  options: FitOptions,
  { rowWeights }: HalfStepOptions,
): Promise<Result> {
  const [X = NONE, Y = NONE, Z = NONE] = workshop.factors;
  const [rows, columns, tags] = workshop.sides;
  if (!rows || !columns) throw new RangeError("ALS alternates two sides");
  fillAtRandom(workshop, Y, settings.initialScale, options.seed);
  for (let done = 0; done < settings.iterations; done++) {
    await workshop.solve(rows, { X, Y }, await workshop.diagonalize(Y));
    await workshop.solve(columns, { X: Y, Y: X }, await workshop.diagonalize(X, rowWeights));
    options.onProgress?.(done + 1, settings.iterations);
    // Lets timers and signals through between passes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const eigenvalues = await workshop.diagonalize(Y);
  const artists = workshop.read(Y);
  if (!tags) return { artists, eigenvalues };
  // The tags once more, against the final artists.
  await workshop.solve(tags, { X: Z, Y }, eigenvalues);
  return { artists, eigenvalues, tagFactors: workshop.read(Z) };
}

type Settings = typeof DEFAULTS;

function halfStep(matrix: SparseMatrix, settings: Settings): HalfStepOptions {
  return {
    unobservedWeight: settings.unobservedWeight,
    rowWeights: meanValues(matrix),
    regularization: new Float64Array(matrix.rows).fill(settings.regularization),
  };
}

/** @param sums the confidence in each artist. */
function columnStep(sums: Float64Array, settings: Settings): HalfStepOptions {
  return {
    unobservedWeight: settings.unobservedWeight,
    rowWeights: new Float64Array(sums.length).fill(1),
    regularization: sums.map((sum) => settings.regularization * (1 + settings.frequencyScaling * sum)),
  };
}

/** Each entry times its artist's sum^exponent, all scaled so that they add up to what they did. */
function weighByFame(rows: SparseMatrix, sums: Float64Array, exponent: number): SparseMatrix {
  const values = rows.values.map((value, e) => value * (sums[rows.indices[e] ?? 0] ?? 0) ** exponent);
  const total = (numbers: Float32Array) => numbers.reduce((sum, value) => sum + value, 0);
  const scale = total(rows.values) / (total(values) || 1);
  return { ...rows, values: values.map((value) => scale * value) };
}

function fillAtRandom(workshop: Workshop, Y: Factors, scale: number, seed: number): void {
  const rng = createRng(seed);
  for (let r = 0; r < Y.rows; r++) {
    const row = workshop.row(Y, r);
    const deviation = scale / Math.sqrt(row.length);
    for (let k = 0; k < row.length; k++) row[k] = deviation * rng.normal();
  }
}

/**
 * (alpha_0 G + lambda I)^-1/2 in G's eigenbasis, where it only stretches columns. After it y_i.y_j is ALS's own fold-in
 * of a listener who knows nothing but j, so that a plain mean of vectors answers as the model would.
 */
function whiteningStretch(eigenvalues: Float64Array, settings: Settings): Float64Array {
  const floor = settings.whitening * settings.regularization;
  return eigenvalues.map((value) => 1 / Math.sqrt(settings.unobservedWeight * Math.max(value, 0) + floor));
}

function scaledColumns(rows: Float32Array, factors: Float64Array): Float32Array {
  return rows.map((value, i) => value * (factors[i % factors.length] ?? 0));
}
