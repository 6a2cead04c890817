// Implicit ALS: factors of documents and artists by alternating exact least squares; tags are further documents.
// Hu, Koren, Volinsky 2008, with the unobserved weight of Rendle et al. 2021 ("Revisiting iALS"). Published whitened.

import { createRng } from "@/lib/core/rng";
import { diagonalize, type Factors, type HalfStepOptions, solveRows } from "./als-solve";
import type { Algorithm, FitOptions, FittedModel, SparseMatrix, TrainingData } from "./model";
import { readDimensions, readParameters } from "./parameters";
import { createVectorMemory, type VectorMemory } from "./simd";
import { checkFinite, checkTrainingData, meanValues, rowSums, stackRows, transpose } from "./sparse";

const DEFAULT_DIMENSIONS = 128;

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes over both sides. */
  iterations: 10,
  /** alpha_0: how much a cell nobody filled pulls to 0, beside the confidence of its row's filled cells. */
  unobservedWeight: 0.1,
  /** lambda, the same for every row and artist: only the product of the two sides' matters. */
  regularization: 5,
  /** What an artist's lambda grows by for each unit of confidence in it, as a share of lambda. */
  frequencyScaling: 0.005,
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
  const tags = data.tags && toTagRows(data.tags, settings.tagWeight);
  const rows = tags ? stackRows(data.documents, tags) : data.documents;
  const columns = transpose(rows);
  const memory = createVectorMemory(d, [rows.rows, rows.columns, d + 2, tags?.rows ?? 0]);
  const [atRows = 0, atColumns = 0, work = 0, atTags = 0] = memory.addresses;
  const shop = { memory, dimensions: d, work };
  const X = { address: atRows, rows: rows.rows };
  const Y = { address: atColumns, rows: rows.columns };
  fillAtRandom(memory, Y, { deviation: settings.initialScale / Math.sqrt(d), seed: options.seed });
  const forRows = halfStep(rows, settings);
  const forColumns = {
    ...forRows,
    rowWeights: new Float64Array(columns.rows).fill(1),
    regularization: rowSums(columns).map(
      (sum) => settings.regularization * (1 + settings.frequencyScaling * sum),
    ),
  };

  for (let done = 0; done < settings.iterations; done++) {
    solveRows(shop, rows, { X, Y, eigenvalues: diagonalize(shop, Y) }, forRows);
    const eigenvalues = diagonalize(shop, X, forRows.rowWeights);
    solveRows(shop, columns, { X: Y, Y: X, eigenvalues }, forColumns);
    options.onProgress?.(done + 1, settings.iterations);
    // Lets timers and signals through between passes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const eigenvalues = diagonalize(shop, Y);
  const stretch = whiteningStretch(eigenvalues, settings);
  const artistVectors = scaledColumns(memory.read(Y.address, Y.rows), stretch);
  checkFinite("artistVectors", artistVectors);
  const result = {
    dimensions: d,
    artistVectors,
    parameters: { ...settings, dimensions: d, seed: options.seed },
  };
  if (!tags) return result;
  // The tags once more, against the final artists. Their factor x predicts y.x; dividing by the artists' stretch keeps that.
  const Z = { address: atTags, rows: tags.rows };
  solveRows(shop, tags, { X: Z, Y, eigenvalues }, halfStep(tags, settings));
  const unstretch = stretch.map((value) => 1 / value);
  return { ...result, tagVectors: scaledColumns(memory.read(Z.address, Z.rows), unstretch) };
}

type Settings = typeof DEFAULTS;

/** A tag given by a hundred people says more than one given by one, but not a hundred times as much. */
function toTagRows(tags: SparseMatrix, weight: number): SparseMatrix {
  return { ...tags, values: tags.values.map((value) => weight * Math.log2(1 + value)) };
}

function halfStep(matrix: SparseMatrix, settings: Settings): HalfStepOptions {
  return {
    unobservedWeight: settings.unobservedWeight,
    rowWeights: meanValues(matrix),
    regularization: new Float64Array(matrix.rows).fill(settings.regularization),
  };
}

function fillAtRandom(
  memory: VectorMemory,
  { address, rows }: Factors,
  { deviation, seed }: { readonly deviation: number; readonly seed: number },
): void {
  const rng = createRng(seed);
  for (let r = 0; r < rows; r++) {
    const row = memory.row(address + r * memory.stride);
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
