// Passes over the data with a step that falls. What bpr, word2vec and lightfm are trained by.

import type { FitOptions } from "./model";

export type EpochOptions = {
  readonly epochs: number;
  /** Step of the first pass; it falls to 0 in a straight line. */
  readonly learningRate: number;
};

/** Calls `pass` with its step once an epoch, and lets timers and signals through between epochs. */
export async function trainInEpochs(
  { epochs, learningRate }: EpochOptions,
  onProgress: FitOptions["onProgress"],
  pass: (learningRate: number) => void,
): Promise<void> {
  for (let done = 0; done < epochs; done++) {
    pass(learningRate * (1 - done / epochs));
    onProgress?.(done + 1, epochs);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
