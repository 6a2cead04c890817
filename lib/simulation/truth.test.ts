import { describe, expect, it } from "vitest";
import { toSparse } from "@/lib/models/sparse";
import { centroidOf, fitTruth, toPpmi, truthOf } from "./truth";

const row = (...artists: number[]) => artists.map((artist) => [artist, 1] as const);

describe("toPpmi", () => {
  it("is the logarithm of how much more often two meet than by chance", () => {
    const ppmi = toPpmi(toSparse([row(0, 1), row(2, 3)], 4));
    // P(context, artist) = 1/4, P(context) = 1/2, P(artist) = 1/4.
    for (const value of ppmi.values) expect(value).toBeCloseTo(Math.log(2), 6);
  });

  it("is never negative", () => {
    const ppmi = toPpmi(toSparse([row(0, 1, 2, 3, 4), row(0), row(0), row(0, 1)], 5));
    expect([...ppmi.values].every((value) => value >= 0)).toBe(true);
  });
});

describe("fitTruth", () => {
  const contexts = toSparse([row(0, 1, 2), row(0, 2), row(1, 2), row(3, 4), row(4, 5), row(3, 4, 5)], 7);
  const truth = fitTruth(contexts, { dimensions: 2, seed: 1 });
  const cosine = (a: number, b: number) => truthOf(truth, a, centroidOf(truth, [b]));

  it("puts artists that keep company together and the others apart", () => {
    expect(cosine(0, 1)).toBeGreaterThan(0.9);
    expect(cosine(3, 5)).toBeGreaterThan(0.9);
    expect(Math.abs(cosine(0, 4))).toBeLessThan(0.1);
  });

  it("gives rows of unit length, and 0 to an artist without a context", () => {
    expect(cosine(2, 2)).toBeCloseTo(1, 5);
    expect([...truth.vectors.subarray(6 * 2)]).toEqual([0, 0]);
  });

  it("is the same for the same seed", () => {
    expect(fitTruth(contexts, { dimensions: 2, seed: 1 })).toEqual(truth);
  });
});
