// The two protocols of the evaluation: how listeners are parted into what is learnt from and what is asked for.
// Pure and seeded; compare.ts runs them.

import type { Rng } from "@/lib/core/rng";
import type { SparseMatrix } from "../model";
import { toSparse } from "../sparse";

/** One question: from these artists, which others? */
export type Case = {
  /** What the recommender is given. */
  readonly seeds: readonly number[];
  /** Neither given nor right: left out of its answers. */
  readonly hidden: readonly number[];
  /** The right answers, at least one. */
  readonly targets: readonly number[];
};

export type Split = { readonly train: SparseMatrix; readonly cases: readonly Case[] };

/**
 * P1, as RecBole splits: of each listener's artists, shuffled, 8 parts to train, 1 to validate, 1 to test. Trained on the
 * first, asked for the third, the second masked. A listener of fewer than three artists is only trained on.
 */
export function splitWithinListeners(documents: SparseMatrix, rng: Rng): Split {
  const cases: Case[] = [];
  const rows = listeners(documents).map((artists) => {
    const shuffled = rng.shuffle([...artists]);
    const tenth = shuffled.length < 3 ? 0 : Math.max(1, Math.floor(shuffled.length / 10));
    const seeds = shuffled.slice(0, shuffled.length - 2 * tenth);
    const hidden = shuffled.slice(seeds.length, seeds.length + tenth);
    const targets = shuffled.slice(seeds.length + tenth);
    if (targets.length > 0) cases.push({ seeds, hidden, targets });
    return seeds;
  });
  return { train: toBinary(rows, documents.columns), cases };
}

/**
 * P3: a fifth of the listeners is never trained on; `counts[i]` random artists of each must predict the rest. From 40 on, only
 * listeners with ten more artists are asked, so that there is something to hit.
 * @returns the training matrix, and the cases of each count.
 */
export function splitByListeners(
  documents: SparseMatrix,
  counts: readonly number[],
  rng: Rng,
): { readonly train: SparseMatrix; readonly cases: ReadonlyMap<number, readonly Case[]> } {
  const all = rng.shuffle([...listeners(documents)]);
  const asked = all.slice(0, Math.floor(all.length / 5));
  const cases = counts.map((count) => {
    const least = count >= 40 ? count + 10 : count + 1;
    const questions = asked
      .filter((artists) => artists.length >= least)
      .map((artists): Case => {
        const shuffled = rng.shuffle([...artists]);
        return { seeds: shuffled.slice(0, count), hidden: [], targets: shuffled.slice(count) };
      });
    return [count, questions] as const;
  });
  return { train: toBinary(all.slice(asked.length), documents.columns), cases: new Map(cases) };
}

function listeners({ rows, offsets, indices }: SparseMatrix): number[][] {
  return Array.from({ length: rows }, (_, r) => [...indices.subarray(offsets[r], offsets[r + 1])]);
}

function toBinary(rows: readonly (readonly number[])[], columns: number): SparseMatrix {
  return toSparse(
    rows.map((artists) => artists.map((artist) => [artist, 1] as const)),
    columns,
  );
}
