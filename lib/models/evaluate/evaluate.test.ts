import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { toSparse } from "../sparse";
import { compare } from "./compare";
import { createEase, createItemKnn, popularity } from "./item-based";
import { coverage, meanPopularityRank, ndcg, precision, recall, topOf } from "./metrics";
import { createModelRecommender } from "./recommender";
import { splitByListeners, splitWithinListeners } from "./splits";

/** Listeners of two camps: artists 0-9 and 10-19. */
function camps(listeners: number) {
  const rng = createRng(3);
  return toSparse(
    Array.from({ length: listeners }, (_, u) =>
      rng
        .shuffle(Array.from({ length: 10 }, (_, i) => (u % 2) * 10 + i))
        .slice(0, 8)
        .map((artist) => [artist, 1] as const),
    ),
    20,
  );
}

describe("splitWithinListeners", () => {
  it("parts each listener's artists 8:1:1 without loss, and tests nobody who has two", () => {
    const row = (n: number) => Array.from({ length: n }, (_, i) => [i, 1] as const);
    const { train, cases } = splitWithinListeners(toSparse([row(50), row(2), row(7)], 50), createRng(1));
    expect(cases.map(({ seeds, hidden, targets }) => [seeds.length, hidden.length, targets.length])).toEqual([
      [40, 5, 5],
      [5, 1, 1],
    ]);
    expect([...train.offsets]).toEqual([0, 40, 42, 47]);
    const [first] = cases;
    expect(new Set([...(first?.seeds ?? []), ...(first?.hidden ?? []), ...(first?.targets ?? [])]).size).toBe(
      50,
    );
  });
});

describe("splitByListeners", () => {
  it("asks a fifth of the listeners and trains on the others", () => {
    const { train, cases } = splitByListeners(camps(20), [1, 40], createRng(1));
    expect(train.rows).toBe(16);
    expect(cases.get(1)?.map(({ seeds, targets }) => [seeds.length, targets.length])).toEqual(
      Array(4).fill([1, 7]),
    );
    expect(cases.get(40)).toEqual([]);
  });
});

describe("metrics", () => {
  const question = { seeds: [], hidden: [], targets: [1, 2, 3] };
  it("are those worked out by hand", () => {
    expect(recall([1, 9, 2, 3], question, 3)).toBeCloseTo(2 / 3, 12);
    expect(precision([1, 9, 2, 3], question, 4)).toBe(0.75);
    const best = 1 + 1 / Math.log2(3) + 0.5;
    expect(ndcg([1, 9, 2], question, 3)).toBeCloseTo((1 + 0.5) / best, 12);
    expect(coverage([[1, 2], [2, 3], [4]], 1)).toBe(3);
    expect(meanPopularityRank([[0, 1], [2]], [5, 9, 1], 2)).toBe(2);
  });

  it("rank by score, ties by id, without the excluded", () => {
    expect(topOf(Float64Array.from([1, 3, 2, 3, 2]), [1], 3)).toEqual([3, 2, 4]);
    expect(topOf(Float64Array.from([1, 2]), [0], 5)).toEqual([1]);
  });
});

describe("the recommenders", () => {
  it("EASE scores as its definition does, written out for two listeners and three artists", async () => {
    // X = [[1, 1, 0], [0, 1, 1]], lambda = 1: G + I = [[2, 1, 0], [1, 3, 1], [0, 1, 2]], its inverse times 8:
    // [[5, -2, 1], [-2, 4, -2], [1, -2, 5]]. B_ij = -P_ij / P_jj.
    const documents = toSparse(
      [
        [
          [0, 1],
          [1, 1],
        ],
        [
          [1, 1],
          [2, 1],
        ],
      ],
      3,
    );
    const [ease] = await createEase(1).learn({ documents });
    const scores = ease?.([0]) ?? new Float64Array(0);
    expect(scores[1]).toBeCloseTo(2 / 4, 12);
    expect(scores[2]).toBeCloseTo(-1 / 5, 12);
  });

  it("ItemKNN adds cosines of the nearest", async () => {
    const documents = toSparse(
      [
        [
          [0, 1],
          [1, 1],
        ],
        [
          [0, 1],
          [1, 1],
          [2, 1],
        ],
      ],
      4,
    );
    const [knn] = await createItemKnn(1).learn({ documents });
    expect([...(knn?.([0, 2]) ?? [])]).toEqual([1 / Math.sqrt(2), 1, 0, 0]);
  });

  it("beat popularity where listeners fall into camps", async () => {
    const model = createModelRecommender({ algorithm: "als", seed: 1, withPrototype: true });
    const results = await compare(
      { documents: camps(60) },
      { recommenders: [popularity, createItemKnn(), createEase(1), model], seeds: [1], counts: [1, 3] },
    );
    expect(results.map(({ name }) => name)).toEqual([
      "popularity",
      "ItemKNN",
      "EASE",
      "als, our query",
      "the prototype's query on it",
      "the same + 0.1 log popularity",
    ]);
    const [plain, ...others] = results;
    for (const { name, across, within } of others) {
      expect([name, (across.get(3)?.precision10 ?? 0) > (plain?.across.get(3)?.precision10 ?? 1)]).toEqual([
        name,
        true,
      ]);
      expect(within.recall10).toBeGreaterThanOrEqual(plain?.within.recall10 ?? 1);
    }
  });
});
