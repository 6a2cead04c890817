// The table of algorithms: a name in, an implementation out. The pipeline asks only here.

import { als } from "./als";
import { bpr } from "./bpr";
import { content } from "./content";
import { lightfm } from "./lightfm";
import { type Algorithm, type AlgorithmName, FitError } from "./model";
import { word2vec } from "./word2vec";

const ALGORITHMS: Partial<Record<AlgorithmName, Algorithm>> = { als, bpr, word2vec, lightfm, content };

/** The algorithm of this name. Throws FitError when it is not built in. */
export function getAlgorithm(name: AlgorithmName): Algorithm {
  const algorithm = ALGORITHMS[name];
  if (!algorithm)
    throw new FitError(`There is no algorithm ${name}; there is ${Object.keys(ALGORITHMS).join(", ")}`);
  return algorithm;
}
