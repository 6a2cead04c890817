// What each algorithm is fitted with on the sources, where it differs from the algorithm's own defaults.
// The defaults suit plain listeners; here most documents are airplay at a fifth of a listener's confidence.

import type { AlgorithmName } from "@/lib/models/model";

export const SOURCE_PARAMETERS: Partial<Record<AlgorithmName, Readonly<Record<string, number>>>> = {
  // Five times as many documents at a fifth of the weight: the empty cells must count that much less.
  als: { unobservedWeight: 0.005, regularization: 0.3 },
};
