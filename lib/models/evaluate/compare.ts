// Runs recommenders through both protocols of the evaluation, each on the same splits, and averages over seeds.
// lib/pipeline/evaluate.ts prints what comes out.

import { createRng } from "@/lib/core/rng";
import type { TrainingData } from "../model";
import { coverage, meanPopularityRank, ndcg, precision, type Ranking, recall, topOf } from "./metrics";
import { popularityOf, type Recommender, type Scorer } from "./recommender";
import { type Case, splitByListeners, splitWithinListeners } from "./splits";

/** P1 of one recommender, means over seeds. Shares are in [0, 1]. */
export type WithinListeners = {
  readonly recall10: number;
  readonly ndcg10: number;
  /** Artists that the first ten of all listeners hold. */
  readonly coverage: number;
  /** Of the first ten; 1 = best known. */
  readonly popularityRank: number;
};

/** P3 of one recommender at one number of seed artists. */
export type AcrossListeners = { readonly precision10: number; readonly ndcg20: number };

export type Comparison = {
  readonly name: string;
  readonly within: WithinListeners;
  /** By number of seed artists. */
  readonly across: ReadonlyMap<number, AcrossListeners>;
};

export type CompareOptions = {
  readonly recommenders: readonly Recommender[];
  readonly seeds: readonly number[];
  /** Numbers of seed artists of P3. */
  readonly counts: readonly number[];
  readonly onProgress?: (done: number, total: number) => void;
};

/** The largest cut of any metric. */
const LONGEST = 20;

/** A comparison for each scorer of each recommender, in order. Throws RangeError when a protocol has no case to ask. */
export async function compare(data: TrainingData, options: CompareOptions): Promise<Comparison[]> {
  const { recommenders, seeds, counts } = options;
  const total = recommenders.length * seeds.length * 2;
  let done = 0;
  const within = new Map<string, WithinListeners[]>();
  const across = new Map<string, ReadonlyMap<number, AcrossListeners>[]>();
  for (const seed of seeds) {
    const one = splitWithinListeners(data.documents, createRng(seed));
    const three = splitByListeners(data.documents, counts, createRng(seed));
    for (const recommender of recommenders) {
      const popularity = popularityOf(one.train);
      const inside = await recommender.learn({ ...data, documents: one.train });
      inside.forEach((scorer, i) => {
        append(within, recommender.names[i] ?? "", measureWithin(scorer, one.cases, popularity));
      });
      options.onProgress?.(++done, total);
      const outside = await recommender.learn({ ...data, documents: three.train });
      outside.forEach((scorer, i) => {
        append(across, recommender.names[i] ?? "", measureAcross(scorer, three.cases));
      });
      options.onProgress?.(++done, total);
    }
  }
  return [...within].map(([name, figures]) => ({
    name,
    within: meanOf(figures),
    across: new Map(
      counts.map((count) => [
        count,
        meanOf((across.get(name) ?? []).flatMap((byCount) => byCount.get(count) ?? [])),
      ]),
    ),
  }));
}

function append<T>(lists: Map<string, T[]>, name: string, value: T): void {
  lists.set(name, [...(lists.get(name) ?? []), value]);
}

function answer(scorer: Scorer, { seeds, hidden }: Case): Ranking {
  return topOf(scorer(seeds), [...seeds, ...hidden], LONGEST);
}

function measureWithin(scorer: Scorer, cases: readonly Case[], popularity: Float32Array): WithinListeners {
  if (cases.length === 0) throw new RangeError("No listener has enough artists to be tested");
  const rankings = cases.map((question) => answer(scorer, question));
  return {
    ...meanOf(
      cases.map((question, i) => ({
        recall10: recall(rankings[i] ?? [], question, 10),
        ndcg10: ndcg(rankings[i] ?? [], question, 10),
      })),
    ),
    coverage: coverage(rankings, 10),
    popularityRank: meanPopularityRank(rankings, popularity, 10),
  };
}

function measureAcross(
  scorer: Scorer,
  cases: ReadonlyMap<number, readonly Case[]>,
): ReadonlyMap<number, AcrossListeners> {
  return new Map(
    [...cases].map(([count, questions]) => {
      if (questions.length === 0) throw new RangeError(`No listener has enough artists for ${count} seeds`);
      const figures = questions.map((question) => {
        const ranking = answer(scorer, question);
        return { precision10: precision(ranking, question, 10), ndcg20: ndcg(ranking, question, 20) };
      });
      return [count, meanOf(figures)];
    }),
  );
}

/** The mean of each field. */
function meanOf<T extends Readonly<Record<string, number>>>(figures: readonly T[]): T {
  const [first] = figures;
  if (first === undefined) throw new RangeError("There is nothing to average");
  const mean = (field: string) => figures.reduce((sum, one) => sum + (one[field] ?? 0), 0) / figures.length;
  // The same fields with other numbers.
  return Object.fromEntries(Object.keys(first).map((field) => [field, mean(field)])) as T;
}
