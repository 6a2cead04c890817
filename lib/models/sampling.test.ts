import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { columnCounts, createWeightedSampler, hasEntry, rowsOfEntries } from "./sampling";
import { toSparse } from "./sparse";

describe("createWeightedSampler", () => {
  it("draws in proportion to the weights (chi-square, 5 degrees of freedom)", () => {
    const weights = [5, 0, 1, 0.5, 20, 3.5, 10];
    const draws = 40_000;
    const sampler = createWeightedSampler(weights, createRng(7));
    const counts = weights.map(() => 0);
    for (let i = 0; i < draws; i++) {
      const drawn = sampler.draw();
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    const chiSquare = weights
      .map((weight, i) => ({ expected: (draws * weight) / 40, count: counts[i] ?? 0 }))
      .filter(({ expected }) => expected > 0)
      .reduce((sum, { expected, count }) => sum + (count - expected) ** 2 / expected, 0);
    // The 99.9 % point of the distribution.
    expect(chiSquare).toBeLessThan(20.5);
  });

  it("never draws an index of weight 0", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0.1, 1, 7), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        (some, seed) => {
          const weights = [...some, 1];
          const sampler = createWeightedSampler(weights, createRng(seed));
          for (let i = 0; i < 50; i++) expect(weights[sampler.draw()]).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("refuses weights that choose nothing", () => {
    expect(() => createWeightedSampler([0, 0], createRng(1))).toThrow("add up to 0");
    expect(() => createWeightedSampler([1, Number.NaN], createRng(1))).toThrow("add up to NaN");
  });
});

describe("columnCounts, rowsOfEntries and hasEntry", () => {
  const matrix = toSparse(
    [
      [
        [0, 2],
        [3, 1],
      ],
      [],
      [[3, 5]],
    ],
    4,
  );

  it("count rows, name rows and find entries", () => {
    expect([...columnCounts(matrix)]).toEqual([1, 0, 0, 2]);
    expect([...rowsOfEntries(matrix)]).toEqual([0, 0, 2]);
    const held = [0, 1, 2].map((r) => [0, 1, 2, 3].filter((c) => hasEntry(matrix, r, c)));
    expect(held).toEqual([[0, 3], [], [3]]);
  });
});
