// Recommenders to compare: the radio's own query on a model's vectors, and the rules it must beat on the same vectors.
// item-based.ts holds those that need no vectors.

import { augment, composeQuery, searchVectors } from "@/lib/core/score";
import { type ArtistSpace, DEFAULT_WEIGHTS } from "@/lib/core/types";
import { addArtist, dotArtist, dotArtists } from "@/lib/core/vector";
import { getAlgorithm } from "../algorithms";
import type { AlgorithmName, SparseMatrix, TrainingData } from "../model";
import { rowSums, transpose } from "../sparse";

/** From seeds to a score for every artist; the seeds' own scores do not matter. */
export type Scorer = (seeds: readonly number[]) => Float64Array;

/** A way to learn a matrix that yields one scorer or several over the same vectors. */
export type Recommender = {
  /** A name for each scorer, in order. */
  readonly names: readonly string[];
  readonly learn: (data: TrainingData) => Promise<readonly Scorer[]>;
};

export type ModelRecommenderOptions = {
  readonly algorithm: AlgorithmName;
  readonly seed: number;
  readonly withTags?: boolean;
  /** Also the prototype's query on the same vectors. */
  readonly withPrototype?: boolean;
};

/** The radio on a model: lib/core's query and exact scores, the very code that plays. */
export function createModelRecommender(options: ModelRecommenderOptions): Recommender {
  const name = `${options.algorithm}${options.withTags ? " with tags" : ""}, our query`;
  const prototypes = ["the prototype's query on it", "the same + 0.1 log popularity"];
  return {
    names: options.withPrototype ? [name, ...prototypes] : [name],
    learn: async ({ documents, tags }) => {
      const data = options.withTags && tags ? { documents, tags } : { documents };
      const model = await getAlgorithm(options.algorithm).fit(data, { seed: options.seed });
      const space: ArtistSpace = {
        count: documents.columns,
        dimensions: model.dimensions,
        vectors: model.artistVectors,
        popularity: popularityOf(documents),
        guess: model.guess,
      };
      const ours = createRadioScorer(space);
      return options.withPrototype ? [ours, createPrototype(space, 0), createPrototype(space, 0.1)] : [ours];
    },
  };
}

/** Listeners of each artist. */
export function popularityOf(documents: SparseMatrix): Float32Array {
  return Float32Array.from(rowSums(transpose(documents)));
}

/** Every score as the radio's search has it: the inner product of a row of the index and the search vector. */
function createRadioScorer(space: ArtistSpace): Scorer {
  const rows = { ...space, vectors: augment(space), dimensions: space.dimensions + 1 };
  return (seeds) => {
    const style = seeds.map((artist) => ({ artist, weight: 1 }));
    const query = composeQuery(space, { style, likes: [], dislikes: [] }, "probable");
    const [vector] = searchVectors(query, { weights: DEFAULT_WEIGHTS });
    const scores = new Float64Array(space.count);
    for (let artist = 0; vector && artist < space.count; artist++) {
      scores[artist] = dotArtist(rows, vector, artist);
    }
    return scores;
  };
}

/** Mean of the unit vectors, cosine, plus `prior` times log(1 + popularity): the rule of 2021, without and with a prior. */
function createPrototype(space: ArtistSpace, prior: number): Scorer {
  const lengths = Float64Array.from(
    { length: space.count },
    (_, a) => Math.sqrt(dotArtists(space, a, a)) || 1,
  );
  return (seeds) => {
    const mean = new Float64Array(space.dimensions);
    for (const seed of seeds) addArtist(mean, space, seed, 1 / (lengths[seed] ?? 1));
    const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0)) || 1;
    return lengths.map(
      (own, artist) =>
        dotArtist(space, mean, artist) / (own * length) + prior * Math.log1p(space.popularity[artist] ?? 0),
    );
  };
}
