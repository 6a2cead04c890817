// Implicit ALS: factors of documents and artists by alternating exact least squares; tags are further documents.
// Hu, Koren, Volinsky 2008, with the unobserved weight of Rendle et al. 2021 ("Revisiting iALS"). Published whitened.

import { createRng } from "@/lib/core/rng";
import { diagonalize, solveRows } from "./als-solve";
import { type Algorithm, FitError, type FitOptions, type FittedModel, type TrainingData } from "./model";
import { readParameters } from "./parameters";
import { checkFinite, checkTrainingData, meanValues, rowSums, stackRows, transpose } from "./sparse";

const DEFAULT_DIMENSIONS = 128;

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes over both sides. */
  iterations: 10,
  /** alpha_0: how much a cell nobody filled pulls to 0, beside the confidence of its row's filled cells. */
  unobservedWeight: 0.1,
  /** lambda, the same for every row and artist: only the product of the two sides' matters. */
  regularization: 3.5,
  /** What an artist's lambda grows by for each unit of confidence in it, as a share of lambda. */
  frequencyScaling: 0.005,
  /** What an entry of `tags` counts beside one of `documents`. */
  tagWeight: 0.5,
  /** Published vectors are Y (alpha_0 Y'Y + whitening lambda I)^-1/2. */
  whitening: 1,
  /** Standard deviation of the random start, before the division by sqrt(dimensions). */
  initialScale: 0.1,
};

export const als: Algorithm = { name: "als", fit };

async function fit(data: TrainingData, options: FitOptions): Promise<FittedModel> {
  checkTrainingData(data);
  const settings = readParameters("als", DEFAULTS, options.parameters);
  const d = options.dimensions ?? DEFAULT_DIMENSIONS;
  if (!Number.isInteger(d) || d < 1)
    throw new FitError(`dimensions must be a whole number above 0, got ${d}`);
  const rows = data.tags ? stackRows(data.documents, data.tags, settings.tagWeight) : data.documents;
  const columns = transpose(rows);
  const rng = createRng(options.seed);
  const deviation = settings.initialScale / Math.sqrt(d);
  const X = new Float32Array(rows.rows * d);
  const Y = new Float32Array(rows.columns * d).map(() => rng.normal() * deviation);
  const rowWeights = meanValues(rows);
  const forRows = {
    dimensions: d,
    unobservedWeight: settings.unobservedWeight,
    rowWeights,
    regularization: new Float64Array(rows.rows).fill(settings.regularization),
  };
  const forColumns = {
    ...forRows,
    rowWeights: new Float64Array(columns.rows).fill(1),
    regularization: rowSums(columns).map(
      (sum) => settings.regularization * (1 + settings.frequencyScaling * sum),
    ),
  };

  for (let done = 0; done < settings.iterations; done++) {
    solveRows(rows, X, Y, diagonalize(Y, d), forRows);
    solveRows(columns, Y, X, diagonalize(X, d, rowWeights), forColumns);
    options.onProgress?.(done + 1, settings.iterations);
    // Lets timers and signals through between passes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const eigenvalues = diagonalize(Y, d);
  const tagVectors = data.tags && solveTags(data, Y, eigenvalues, settings);
  const stretch = whiteningStretch(eigenvalues, settings);
  scaleColumns(Y, stretch);
  // A tag's factor x predicts y.x; dividing by the artists' stretch keeps that prediction.
  if (tagVectors)
    scaleColumns(
      tagVectors,
      stretch.map((value) => 1 / value),
    );
  checkFinite("artistVectors", Y);
  return {
    dimensions: d,
    artistVectors: Y,
    ...(tagVectors && { tagVectors }),
    parameters: { ...settings, dimensions: d, seed: options.seed },
  };
}

type Settings = typeof DEFAULTS;

/** The factors of the tags against the final Y, so that they fit the published artists. */
function solveTags(
  data: TrainingData,
  Y: Float32Array,
  eigenvalues: Float64Array,
  settings: Settings,
): Float32Array {
  const d = eigenvalues.length;
  if (!data.tags) return new Float32Array(0);
  const tags = { ...data.tags, values: data.tags.values.map((value) => value * settings.tagWeight) };
  const factors = new Float32Array(tags.rows * d);
  solveRows(tags, factors, Y, eigenvalues, {
    dimensions: d,
    unobservedWeight: settings.unobservedWeight,
    rowWeights: meanValues(tags),
    regularization: new Float64Array(tags.rows).fill(settings.regularization),
  });
  return factors;
}

/**
 * (alpha_0 G + lambda I)^-1/2 in G's eigenbasis, where it only stretches columns. After it y_i.y_j is ALS's own fold-in
 * of a listener who knows nothing but j, so that a plain mean of vectors answers as the model would.
 */
function whiteningStretch(eigenvalues: Float64Array, settings: Settings): Float64Array {
  const floor = settings.whitening * settings.regularization;
  return eigenvalues.map((value) => 1 / Math.sqrt(settings.unobservedWeight * Math.max(value, 0) + floor));
}

function scaleColumns(rows: Float32Array, factors: Float64Array): void {
  const d = factors.length;
  for (let start = 0; start < rows.length; start += d) {
    for (let k = 0; k < d; k++) rows[start + k] = (rows[start + k] ?? 0) * (factors[k] ?? 0);
  }
}
