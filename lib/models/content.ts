// Artists by their tags alone: weights of rare tags raised (TF-IDF), then the strongest directions (truncated SVD).
// Salton and Buckley 1988; latent semantic analysis of Deerwester et al. 1990. Documents are not looked at.

import { createRng } from "@/lib/core/rng";
import { meanOfCarriers } from "./artist-vectors";
import {
  type Algorithm,
  FitError,
  type FitOptions,
  type FittedModel,
  type SparseMatrix,
  type TrainingData,
} from "./model";
import { readDimensions, readParameters } from "./parameters";
import { checkFinite, checkTrainingData, transpose } from "./sparse";
import { dampTags } from "./tag-rows";
import { truncatedSvd } from "./truncated-svd";

const DEFAULT_DIMENSIONS = 128;
const GUESS = { stretch: 1.1, flatness: 0.2, prior: 0.4, fall: 0.55 };

/** What `parameters` may set, with the defaults. */
const DEFAULTS = {
  /** Passes of the singular value decomposition. */
  iterations: 8,
  /**
   * What is kept of the length of an artist's row of tags: 0 = all alike, 1 = as it is. A long row is that of an artist of
   * whom much is known, hence usually a famous one.
   */
  lengthExponent: 0.75,
  /**
   * Published are the left singular vectors times singular values to this power: at 1 the few broadest genres drown what
   * is fine in a mean of vectors, at 0 noise counts as much as genre.
   */
  singularExponent: 0.5,
};

export const content: Algorithm = { name: "content", fit };

/** @throws FitError also when there are no tags. */
async function fit(data: TrainingData, options: FitOptions): Promise<FittedModel> {
  checkTrainingData(data);
  const settings = readParameters("content", DEFAULTS, options.parameters);
  const d = readDimensions(options.dimensions, DEFAULT_DIMENSIONS);
  if (!data.tags || data.tags.indices.length === 0)
    throw new FitError(
      "content is fitted on tags alone, and there are none: give tags, or choose another algorithm",
    );
  const total = settings.iterations + 1;
  const tags = dampTags(data.tags);
  const { singularValues, projections } = await truncatedSvd(tagWeights(tags, settings.lengthExponent), {
    dimensions: d,
    iterations: settings.iterations,
    rng: createRng(options.seed),
    onIteration: async (done) => {
      options.onProgress?.(done, total);
      // Lets timers and signals through between passes.
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  const stretch = singularValues.map((value) => (value > 0 ? value ** (settings.singularExponent - 1) : 0));
  const artistVectors = projections.map((value, i) => value * (stretch[i % d] ?? 0));
  checkFinite("artistVectors", artistVectors);
  options.onProgress?.(total, total);
  return {
    dimensions: d,
    artistVectors,
    tagVectors: meanOfCarriers(tags, artistVectors, d),
    guess: GUESS,
    parameters: { ...settings, dimensions: d, seed: options.seed },
  };
}

/**
 * Artists x tags: value x ln(1 + artists / carriers of the tag), each row then scaled to its length^lengthExponent.
 * @param tags tags x artists.
 */
export function tagWeights(tags: SparseMatrix, lengthExponent: number): SparseMatrix {
  const values = tags.values.slice();
  for (let t = 0; t < tags.rows; t++) {
    const start = tags.offsets[t] ?? 0;
    const end = tags.offsets[t + 1] ?? 0;
    const rarity = Math.log(1 + tags.columns / (end - start));
    for (let e = start; e < end; e++) values[e] = (values[e] ?? 0) * rarity;
  }
  const rows = transpose({ ...tags, values });
  for (let artist = 0; artist < rows.rows; artist++) {
    const row = rows.values.subarray(rows.offsets[artist], rows.offsets[artist + 1]);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    row.forEach((value, e) => {
      row[e] = value * length ** (lengthExponent - 1);
    });
  }
  return rows;
}
