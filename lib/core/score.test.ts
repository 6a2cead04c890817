import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactIndex } from "@/lib/ann/exact";
import { augment, composeQuery, explain, type Knobs, rank, scoreArtist, searchVectors } from "./score";
import { randomSpace, spaceOf } from "./space.fixture";
import { sharesOfParts } from "./taste";
import { DEFAULT_WEIGHTS, type Taste } from "./types";

const COUNT = 60;
const space = randomSpace(COUNT, 8, 1);
const everyone = Array.from({ length: COUNT }, (_, artist) => artist);

const weighted = fc.array(
  fc.record({ artist: fc.nat(COUNT - 1), weight: fc.double({ min: 0.01, max: 3, noNaN: true }) }),
  { maxLength: 6 },
);
const tastes: fc.Arbitrary<Taste> = fc.record({ style: weighted, likes: weighted, dislikes: weighted });
const weight = fc.double({ min: 0, max: 2, noNaN: true });
const knobsets: fc.Arbitrary<Knobs> = fc.record(
  { weights: fc.record({ style: weight, likes: weight, dislikes: weight }), familiarity: weight },
  { requiredKeys: ["weights"] },
);
const votes = (...artists: number[]) => artists.map((artist) => ({ artist, weight: 1 }));
const taste = (parts: Partial<Taste>): Taste => ({ style: [], likes: [], dislikes: [], ...parts });
const sumOf = (parts: readonly { readonly share: number }[]) =>
  parts.reduce((sum, { share }) => sum + share, 0);
const defaults: Knobs = { weights: DEFAULT_WEIGHTS };

describe("scoreArtist and rank", () => {
  it("are finite and linear in the knobs, whatever the taste", () => {
    fc.assert(
      fc.property(tastes, knobsets, (wish, knobs) => {
        const query = composeQuery(space, wish);
        const b = knobs.familiarity ?? query.defaultFamiliarity;
        for (const { score, terms } of rank(space, query, everyone, knobs)) {
          const { style, likes, dislikes } = knobs.weights;
          const sum =
            style * terms.style + likes * terms.likes - dislikes * terms.dislikes + b * terms.familiarity;
          expect(Number.isFinite(score)).toBe(true);
          expect(score).toBeCloseTo(sum, 9);
        }
      }),
    );
  });

  it("order by score, then id; each candidate once, none excluded", () => {
    const flat = spaceOf([
      [1, 0],
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    const query = composeQuery(flat, taste({ style: votes(0) }));
    const ranked = rank(flat, query, [3, 2, 1, 3, 0], defaults, new Set([0]));
    expect(ranked.map(({ artist }) => artist)).toEqual([1, 3, 2]);
  });

  it("give a weight of 0 no effect at all", () => {
    fc.assert(
      fc.property(tastes, tastes, (wish, other) => {
        const order = (a: Taste, weights: Knobs["weights"]) =>
          rank(space, composeQuery(space, a), everyone, { weights, familiarity: 0.1 });
        const scores = (a: Taste, weights: Knobs["weights"]) => order(a, weights).map(({ score }) => score);
        const likes = { ...wish, likes: other.likes };
        // Of what is disliked a like tells whatever its own pull is.
        expect(scores(wish, { style: 1, likes: 0, dislikes: 0 })).toEqual(
          scores(likes, { style: 1, likes: 0, dislikes: 0 }),
        );
        const dislikes = { ...wish, dislikes: other.dislikes };
        expect(scores(wish, { style: 1, likes: 1, dislikes: 0 })).toEqual(
          scores(dislikes, { style: 1, likes: 1, dislikes: 0 }),
        );
      }),
    );
  });

  it("bring up what is near the likes and push down what is near the dislikes", () => {
    const corners = spaceOf([
      [1, 0.1, 0.1],
      [0.1, 1, 0.1],
      [0.1, 0.1, 1],
    ]);
    const query = composeQuery(corners, taste({ style: votes(0), likes: votes(1), dislikes: votes(2) }));
    const [first, second, third] = [0, 1, 2].map((artist) => scoreArtist(corners, query, artist));
    expect(first?.style).toBeGreaterThan(second?.style ?? 1);
    expect(second?.likes).toBeGreaterThan(first?.likes ?? 1);
    expect(third?.dislikes).toBeGreaterThan(1);
    expect(second?.dislikes).toBeLessThan(0.3);
  });

  it("let dislikes speak only where they outweigh the style and the likes, more so where two agree", () => {
    // 0 and 1 are the style, 2 lies between them and what 3, 4 and 5 are.
    const rows = spaceOf([
      [1, 0],
      [1, 0.1],
      [1, 1],
      [0.1, 1],
      [0, 1],
      [0.05, 1],
    ]);
    const push = (artist: number, parts: Partial<Taste>) =>
      scoreArtist(rows, composeQuery(rows, taste({ style: votes(0), ...parts })), artist).dislikes;
    const weak = [{ artist: 3, weight: 0.4 }];
    expect(push(1, { dislikes: votes(3, 4) })).toBe(0);
    expect(push(2, { dislikes: weak })).toBe(0);
    expect(push(5, { dislikes: weak })).toBeGreaterThan(0);
    expect(push(5, { dislikes: [...weak, { artist: 4, weight: 0.4 }] })).toBeGreaterThan(
      push(5, { dislikes: weak }),
    );
    expect(push(5, { dislikes: weak, likes: votes(4) })).toBe(0);
  });

  it("bound the dislikes and never make a bonus of them", () => {
    fc.assert(
      fc.property(tastes, fc.nat(COUNT - 1), (wish, artist) => {
        const query = composeQuery(space, wish);
        const { dislikes } = scoreArtist(space, query, artist);
        expect(dislikes).toBeGreaterThanOrEqual(0);
        expect(dislikes).toBeLessThan(2 + (query.dislikes.own.get(artist) ?? 0) + 1e-9);
      }),
    );
  });

  it("push an artist disliked in the middle of its own style below its neighbours", () => {
    const tight = spaceOf([
      [1, 0.02],
      [1, 0],
      [1, -0.02],
      [0.98, 0.01],
    ]);
    const query = composeQuery(tight, taste({ style: votes(0, 2), dislikes: votes(1) }));
    const ranked = rank(tight, query, [0, 1, 2, 3], { weights: DEFAULT_WEIGHTS, familiarity: 0 });
    expect(ranked.at(-1)?.artist).toBe(1);
  });

  it("fall back to the likes without a style, and to popularity without either", () => {
    const rows = spaceOf(
      [
        [1, 0],
        [0, 1],
        [0.1, 0.9],
      ],
      [5, 1, 1],
    );
    const liked = rank(rows, composeQuery(rows, taste({ likes: votes(1) })), [0, 1, 2], {
      weights: DEFAULT_WEIGHTS,
      familiarity: 0,
    });
    expect(liked.map(({ artist }) => artist)).toEqual([1, 2, 0]);
    const nothing = rank(rows, composeQuery(rows, taste({})), [0, 1, 2], defaults);
    expect(nothing[0]?.artist).toBe(0);
  });

  it("survive artists without a vector", () => {
    const rows = spaceOf(
      [
        [0, 0],
        [1, 0],
      ],
      [0, 0],
    );
    const query = composeQuery(rows, taste({ style: votes(0), likes: votes(0), dislikes: votes(0, 1) }));
    expect(rank(rows, query, [0, 1], defaults).every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it("refuse an artist that the model does not hold", () => {
    expect(() => composeQuery(space, taste({ style: votes(COUNT) }))).toThrow(RangeError);
    expect(() => scoreArtist(space, composeQuery(space, taste({})), -1)).toThrow(RangeError);
  });
});

describe("composeQuery", () => {
  it("trusts popularity less the larger the style is", () => {
    const familiarity = (n: number) =>
      composeQuery(space, taste({ style: votes(...everyone.slice(0, n)) })).defaultFamiliarity;
    expect(familiarity(1)).toBeGreaterThan(familiarity(5));
    expect(familiarity(5)).toBeGreaterThan(familiarity(40));
    expect(familiarity(40)).toBeGreaterThan(0);
  });

  it("leans on the model's strong axes while the style is small", () => {
    // Artist 0 is half on the strong axis (with 1) and half on the faint one (with 2).
    const rows = spaceOf([
      [1, 1],
      [4, 0],
      [0, 2],
      [1, 1],
    ]);
    const ratio = (style: readonly number[]) => {
      const { vector } = composeQuery(rows, taste({ style: votes(...style) }), "probable").style;
      return (vector[0] ?? 0) / (vector[1] ?? 1);
    };
    expect(ratio([0])).toBeGreaterThan(ratio([0, 3]));
    expect(ratio([0, 3])).toBeGreaterThan(1);
  });

  it("guesses as the model says, down to raising the faint axes for a large style", () => {
    const rows = {
      ...spaceOf([
        [1, 1],
        [4, 0],
        [0, 2],
        [1, 1],
      ]),
      guess: { stretch: 1, flatness: 1, prior: 0.6, fall: 0.5 },
    };
    const [one, four] = [votes(0), [0, 1, 2, 3].flatMap((artist) => votes(artist))].map((style) =>
      composeQuery(rows, taste({ style }), "probable"),
    );
    expect(one?.defaultFamiliarity).toBeCloseTo(0.6);
    expect(four?.defaultFamiliarity).toBeCloseTo(0.3);
    expect(one?.style.stretch).toEqual(Float64Array.of(1, 1));
    expect(four?.style.stretch[1]).toBeGreaterThan(1);
  });

  it("leans on fame and on strong axes more for a guess than for a radio", () => {
    const axes = spaceOf([
      [1, 1],
      [4, 0],
      [0, 2],
    ]);
    const [radio, guess] = (["akin", "probable"] as const).map((aim) =>
      composeQuery(axes, taste({ style: votes(0) }), aim),
    );
    const strongPart = (query: typeof radio) =>
      (query?.style.vector[0] ?? 0) / (query?.style.vector[1] ?? Number.NaN);
    expect(strongPart(guess)).toBeGreaterThan(strongPart(radio));
    expect(guess?.defaultFamiliarity).toBeGreaterThan(radio?.defaultFamiliarity ?? Number.NaN);
  });

  it("counts a famous artist less than an unknown one beside it, and in full alone", () => {
    const axes = spaceOf(
      [
        [1, 0],
        [0, 1],
      ],
      [1000, 1],
    );
    const factors = (...style: number[]) =>
      composeQuery(axes, taste({ style: votes(...style) })).style.parts.map(({ factor }) => factor);
    const [famous = Number.NaN, unknown = Number.NaN] = factors(0, 1);
    const [alone = Number.NaN] = factors(0);
    expect(famous).toBeLessThan(unknown);
    expect(famous).toBeGreaterThan(unknown / 2);
    expect(famous + unknown).toBeCloseTo(alone, 9);
  });

  it("does not depend on the scale of the model's vectors", () => {
    const large = { ...space, vectors: space.vectors.map((value) => value * 64) };
    const wish = taste({ style: votes(1, 2), likes: votes(3), dislikes: votes(4) });
    const scores = (s: typeof space) =>
      rank(s, composeQuery(s, wish), everyone, defaults).map(({ artist }) => artist);
    expect(scores(large)).toEqual(scores(space));
  });
});

describe("explain", () => {
  it("gives shares that add up to the score, and to each term", () => {
    fc.assert(
      fc.property(tastes, knobsets, fc.nat(COUNT - 1), (wish, knobs, artist) => {
        const query = composeQuery(space, wish);
        const reasons = explain(space, query, artist, knobs);
        const [ranked] = rank(space, query, [artist], knobs);
        expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(
          ranked?.score ?? Number.NaN,
          6,
        );
        for (const { term, share, artists } of reasons) {
          if (term === "familiarity") expect(artists).toEqual([]);
          else expect(sumOf(artists)).toBeCloseTo(share, 6);
          const sizes = artists.map((part) => Math.abs(part.share));
          expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        }
      }),
    );
  });

  it("names the twelve that count most, strongest first, and sums up the others", () => {
    const query = composeQuery(space, taste({ style: votes(...everyone.slice(0, 40)) }));
    const [style] = explain(space, query, 3, defaults);
    const shares = sharesOfParts(space, query.style, 3);
    const sorted = [...shares].sort((a, b) => Math.abs(b) - Math.abs(a));
    expect(style?.artists.map(({ share }) => share)).toEqual(sorted.slice(0, 12));
    expect(style?.others?.count).toBe(28);
    expect(sumOf(style?.artists ?? []) + (style?.others?.share ?? 0)).toBeCloseTo(style?.share ?? 0, 9);
  });

  it("names no more than twelve where all count the same", () => {
    const alike = spaceOf(Array.from({ length: 15 }, () => [1, 0]));
    const query = composeQuery(alike, taste({ style: votes(...everyone.slice(0, 15)) }));
    const [style] = explain(alike, query, 14, defaults);
    expect(style?.artists.map(({ artist }) => artist)).toEqual(everyone.slice(0, 12));
    expect(style?.others?.count).toBe(3);
  });

  it("names the liked and the disliked artist behind a term", () => {
    const wish = taste({ style: votes(1), likes: votes(2), dislikes: votes(3) });
    const reasons = explain(space, composeQuery(space, wish), 3, defaults);
    expect(reasons.map(({ term, artists }) => [term, ...artists.map(({ artist }) => artist)])).toEqual([
      ["style", 1],
      ["like", 2],
      ["dislike", 3],
      ["familiarity"],
    ]);
  });
});

describe("searchVectors over augment", () => {
  it("finds the exact scores but for what the dislikes take", () => {
    fc.assert(
      fc.property(tastes, knobsets, (wish, knobs) => {
        const query = composeQuery(space, wish);
        const index = createExactIndex({
          vectors: augment(space),
          count: COUNT,
          dimensions: space.dimensions + 1,
        });
        const [vector] = searchVectors(query, knobs);
        const found = index.search(vector ?? new Float32Array(9), COUNT);
        for (const { id, similarity } of found) {
          const [ranked] = rank(space, query, [id], knobs);
          const taken = knobs.weights.dislikes * (ranked?.terms.dislikes ?? Number.NaN);
          expect(similarity).toBeCloseTo((ranked?.score ?? Number.NaN) + taken, 4);
        }
      }),
    );
  });
});
