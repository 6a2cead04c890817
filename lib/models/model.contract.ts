// The suite every algorithm passes, after implicit's recommender_base_test. model.test.ts runs it over all of them.

import { describe, expect, it } from "vitest";
import { checkerboard, scoresOf } from "./checkerboard.fixture";
import type { Algorithm, FitOptions, TrainingData } from "./model";
import { toSparse } from "./sparse";

export type ModelSuite = {
  readonly algorithm: Algorithm;
  /** What the small data of the suite need. */
  readonly options: Omit<FitOptions, "seed">;
};

export function describeModel({ algorithm, options }: ModelSuite): void {
  const train = (data: TrainingData, seed = 1) => algorithm.fit(data, { seed, ...options });

  describe(`${algorithm.name}, as every model`, () => {
    it("finds the withheld diagonal of a checkerboard", async () => {
      const documents = checkerboard(50);
      const model = await train({ documents, tags: checkerboard(50) });
      let found = 0;
      for (let r = 0; r < 50; r++) {
        const seeds = [...documents.indices.subarray(documents.offsets[r], documents.offsets[r + 1])];
        const scores = scoresOf(model, seeds);
        for (const seed of seeds) scores[seed] = Number.NEGATIVE_INFINITY;
        if (scores.indexOf(Math.max(...scores)) === r) found++;
      }
      expect(found).toBeGreaterThanOrEqual(49);
    });

    it("gives the same bytes for the same seed", async () => {
      const data = { documents: checkerboard(20), tags: checkerboard(20) };
      expect(await train(data, 5)).toEqual(await train(data, 5));
    });

    it("survives empty documents, artists nobody has, and empty tags", async () => {
      const documents = toSparse(
        [
          [],
          [
            [1, 1],
            [2, 1],
          ],
          [
            [1, 2],
            [2, 1],
          ],
          [],
        ],
        5,
      );
      const tags = toSparse(
        [
          [],
          [
            [1, 1],
            [2, 1],
          ],
        ],
        5,
      );
      const model = await train({ documents, tags });
      expect(model.artistVectors.length).toBe(5 * model.dimensions);
      expect(model.tagVectors?.length).toBe(2 * model.dimensions);
      expect([...model.artistVectors, ...(model.tagVectors ?? [])].every(Number.isFinite)).toBe(true);
    });

    it("has a row for each artist and tag, and reports progress to the end", async () => {
      const steps: [number, number][] = [];
      const model = await algorithm.fit(
        { documents: checkerboard(12), tags: checkerboard(12) },
        { seed: 1, ...options, onProgress: (done, total) => steps.push([done, total]) },
      );
      expect(model.artistVectors.length).toBe(12 * model.dimensions);
      expect(steps.at(-1)?.[0]).toBe(steps.at(-1)?.[1]);
      expect(new Set(steps.map(([, total]) => total)).size).toBe(1);
    });

    it("refuses NaN, matrices of other widths and unknown parameters", async () => {
      const documents = checkerboard(6);
      const tags = checkerboard(6);
      const broken = { ...documents, values: documents.values.map(() => Number.NaN) };
      await expect(train({ documents: broken, tags })).rejects.toThrow(/documents\.values\[0\] is NaN/);
      await expect(train({ documents, tags: toSparse([[[0, 1]]], 3) })).rejects.toThrow(/3 columns/);
      const unknown = { ...options, seed: 1, parameters: { nonsense: 1 } };
      await expect(algorithm.fit({ documents, tags }, unknown)).rejects.toThrow(/no parameter nonsense/);
    });
  });
}
