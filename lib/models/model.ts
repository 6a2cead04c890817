// The contract of the models: a sparse matrix of documents in, vectors of artists out. Pure and seeded.
// als, bpr, word2vec, lightfm and content implement it; the pipeline, the evaluation and the tests know only this.

import type { Guess } from "@/lib/core/types";

/**
 * Compressed sparse rows. Row r holds the entries `offsets[r]` up to (not including) `offsets[r + 1]` of
 * `indices` (column numbers, each at most once in a row) and `values` (finite).
 */
export type SparseMatrix = {
  readonly rows: number;
  readonly columns: number;
  /** Length rows + 1, from 0, never falling. */
  readonly offsets: Uint32Array;
  readonly indices: Uint32Array;
  readonly values: Float32Array;
};

export type TrainingData = {
  /** Documents x artists; value = confidence > 0 (1 = one plain listener). */
  readonly documents: SparseMatrix;
  /** Tags x artists; value > 0 (how strongly the artist carries the tag). */
  readonly tags?: SparseMatrix;
};

export type FitOptions = {
  /** Same data, options and seed: same bytes. */
  readonly seed: number;
  /** Length of a vector; default: the algorithm's own. */
  readonly dimensions?: number;
  /** Most threads to use; default: all that the machine runs at once. The result does not depend on it. */
  readonly threads?: number;
  /** Called as the work goes on; `total` does not change during one fit. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The algorithm's own settings by name; what is absent takes its default. */
  readonly parameters?: Readonly<Record<string, number>>;
};

export type FittedModel = {
  readonly dimensions: number;
  /** artists x dimensions, row-major. Similar = large inner product; a mean of rows is a fair query. */
  readonly artistVectors: Float32Array;
  /** tags x dimensions, row-major, in the artists' space; absent when no tags were given. */
  readonly tagVectors?: Float32Array;
  /** How it is best asked what somebody has: measured on held-out listeners of HetRec. */
  readonly guess: Guess;
  /** What it was fitted with, defaults included, for the manifest. */
  readonly parameters: Readonly<Record<string, number | string>>;
};

export const ALGORITHM_NAMES = ["als", "bpr", "word2vec", "lightfm", "content"] as const;

export type AlgorithmName = (typeof ALGORITHM_NAMES)[number];

export interface Algorithm {
  readonly name: AlgorithmName;
  /** Throws FitError when the data or the result holds a NaN, or a parameter is unknown. */
  fit(data: TrainingData, options: FitOptions): Promise<FittedModel>;
}

/** The data or the numbers of a fit are broken; the message names where. */
export class FitError extends Error {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = "FitError";
  }
}
