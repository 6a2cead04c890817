// Implicit ALS: factors of documents and artists by alternating exact least squares; tags are further documents.
// Hu, Koren, Volinsky 2008; frequency-scaled regularisation of Rendle et al. 2021 ("Revisiting iALS"). Published whitened.

import { createRng } from "@/lib/core/rng";
import { diagonalize, solveRows } from "./als-solve";
import {
  type Algorithm,
  FitError,
  type FitOptions,
  type FittedModel,
  type SparseMatrix,
  type TrainingData,
} from "./model";
import { readParameters } from "./parameters";
import { checkFinite, checkTrainingData, rowSums, stackRows, transpose } from "./sparse";

const DEFAULT_DIMENSIONS = 128;

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes over both sides. */
  iterations: 12,
  /** alpha_0: how much a cell nobody filled pulls to 0; a plain listener's cell counts 1. */
  unobservedWeight: 0.1,
  /** lambda; each row's is lambda * (its confidence + alpha_0 * columns)^exponent, scaled to the mean row. */
  regularization: 5,
  /** nu: 0 = every row alike, 1 = proportional to how much is known of it. */
  regularizationExponent: 0.5,
  /** What an entry of `tags` counts beside one of `documents`. */
  tagWeight: 0.5,
  /** Added to the Gram matrix before its root is inverted, as a share of its mean eigenvalue. */
  whitening: 0.1,
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
  const half = { dimensions: d, unobservedWeight: settings.unobservedWeight };
  const forRows = { ...half, regularization: scaledRegularization(rows, settings) };
  const forColumns = { ...half, regularization: scaledRegularization(columns, settings) };

  for (let done = 0; done < settings.iterations; done++) {
    solveRows(rows, X, Y, diagonalize(Y, d), forRows);
    solveRows(columns, Y, X, diagonalize(X, d), forColumns);
    options.onProgress?.(done + 1, settings.iterations);
    // Lets timers and signals through between passes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const eigenvalues = diagonalize(Y, d);
  const tagVectors = data.tags && solveTags(data, Y, eigenvalues, settings);
  const stretch = whiteningStretch(eigenvalues, settings.whitening);
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

/** Rendle et al. 2021, equation 10. A row without entries is never solved, so its value does not matter. */
function scaledRegularization(matrix: SparseMatrix, settings: Settings): Float64Array {
  const floor = settings.unobservedWeight * matrix.columns;
  return rowSums(matrix).map(
    (sum) => settings.regularization * (sum + floor) ** settings.regularizationExponent,
  );
}

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
    regularization: scaledRegularization(tags, settings),
  });
  return factors;
}

/**
 * (G + lambda I)^-1/2 in G's eigenbasis, where it only stretches columns. After it y_i.y_j is ALS's own fold-in of
 * a listener who knows nothing but j, so that a plain mean of vectors answers as the model would.
 */
function whiteningStretch(eigenvalues: Float64Array, whitening: number): Float64Array {
  const mean = eigenvalues.reduce((sum, value) => sum + value, 0) / eigenvalues.length;
  return eigenvalues.map((value) => 1 / Math.sqrt(Math.max(value, 0) + whitening * mean || 1));
}

function scaleColumns(rows: Float32Array, factors: Float64Array): void {
  const d = factors.length;
  for (let start = 0; start < rows.length; start += d) {
    for (let k = 0; k < d; k++) rows[start + k] = (rows[start + k] ?? 0) * (factors[k] ?? 0);
  }
}
