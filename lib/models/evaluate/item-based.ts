// Recommenders without vectors: popularity, neighbours of items, EASE. The published baselines, computed on the same splits.

import { invertSymmetric } from "../linear-algebra";
import type { SparseMatrix } from "../model";
import { transpose } from "../sparse";
import { popularityOf, type Recommender, type Scorer } from "./recommender";

/** Everyone gets what most listeners have. */
export const popularity: Recommender = {
  names: ["popularity"],
  learn: async ({ documents }) => {
    const scores = Float64Array.from(popularityOf(documents));
    return [() => scores];
  },
};

/** Sarwar et al. 2001: the cosines of an artist with the seeds, over the `neighbours` nearest of each seed. */
export function createItemKnn(neighbours = 100): Recommender {
  return {
    names: ["ItemKNN"],
    learn: async ({ documents }) => {
      const nearest = nearestItems(documents, neighbours);
      return [
        (seeds) => {
          const scores = new Float64Array(documents.columns);
          for (const seed of seeds) {
            for (const { item, similarity } of nearest(seed)) scores[item] = (scores[item] ?? 0) + similarity;
          }
          return scores;
        },
      ];
    },
  };
}

type Similar = { readonly item: number; readonly similarity: number };

/** The nearest items of an item by cosine, worked out when first asked for. */
function nearestItems(documents: SparseMatrix, neighbours: number): (item: number) => readonly Similar[] {
  const listeners = transpose(documents);
  const known = new Map<number, readonly Similar[]>();
  const size = (item: number) => (listeners.offsets[item + 1] ?? 0) - (listeners.offsets[item] ?? 0);
  return (item) => {
    const before = known.get(item);
    if (before) return before;
    const shared = new Map<number, number>();
    for (const row of listeners.indices.subarray(listeners.offsets[item], listeners.offsets[item + 1])) {
      for (const other of documents.indices.subarray(documents.offsets[row], documents.offsets[row + 1])) {
        shared.set(other, (shared.get(other) ?? 0) + 1);
      }
    }
    shared.delete(item);
    const nearest = [...shared]
      .map(([other, count]) => ({ item: other, similarity: count / Math.sqrt(size(item) * size(other)) }))
      .sort((a, b) => b.similarity - a.similarity || a.item - b.item)
      .slice(0, neighbours);
    known.set(item, nearest);
    return nearest;
  };
}

/**
 * EASE (Steck 2019): B = I - P / diag(P) with P = (X'X + lambda I)^-1, scores = x B. With fewer listeners than artists, P comes
 * from the smaller M = (X X' + lambda I)^-1 by P = (I - X' M X) / lambda; artists x artists are never held.
 */
export function createEase(lambda = 200): Recommender {
  return {
    names: ["EASE"],
    learn: async ({ documents }) => {
      const M = invertSymmetric(listenerGram(documents, lambda), documents.rows);
      return [createEaseScorer(documents, M)];
    },
  };
}

/** X X' + lambda I, rows x rows. */
function listenerGram(documents: SparseMatrix, lambda: number): Float64Array {
  const n = documents.rows;
  const G = new Float64Array(n * n);
  const listeners = transpose(documents);
  for (let item = 0; item < listeners.rows; item++) {
    const rows = listeners.indices.subarray(listeners.offsets[item], listeners.offsets[item + 1]);
    for (const a of rows) for (const b of rows) G[a * n + b] = (G[a * n + b] ?? 0) + 1;
  }
  for (let a = 0; a < n; a++) G[a * n + a] = (G[a * n + a] ?? 0) + lambda;
  return G;
}

function createEaseScorer(documents: SparseMatrix, M: Float64Array): Scorer {
  const { rows: n, columns, offsets, indices } = documents;
  const listeners = transpose(documents);
  // lambda P_ii; lambda itself cancels out of x P / diag(P).
  const diagonal = Float64Array.from({ length: columns }, (_, item) => {
    const rows = listeners.indices.subarray(listeners.offsets[item], listeners.offsets[item + 1]);
    let sum = 1;
    for (const a of rows) for (const b of rows) sum -= M[a * n + b] ?? 0;
    return sum;
  });
  return (seeds) => {
    const shared = new Float64Array(n);
    for (const seed of seeds) {
      for (const row of listeners.indices.subarray(listeners.offsets[seed], listeners.offsets[seed + 1])) {
        shared[row] = (shared[row] ?? 0) + 1;
      }
    }
    const scores = new Float64Array(columns);
    for (let row = 0; row < n; row++) {
      let weight = 0;
      for (let other = 0; other < n; other++) weight += (M[row * n + other] ?? 0) * (shared[other] ?? 0);
      for (const item of indices.subarray(offsets[row], offsets[row + 1]))
        scores[item] = (scores[item] ?? 0) + weight;
    }
    return scores.map((score, item) => score / (diagonal[item] ?? 1));
  };
}
