import { describe, expect, it } from "vitest";
import { clearUnseen, meanOfCarriers, SHAPE_DEFAULTS, toPublished } from "./artist-vectors";
import { toSparse } from "./sparse";

describe("clearUnseen", () => {
  it("leaves only artists that somebody has", () => {
    const vectors = Float32Array.from([1, 2, 3, 4, 5, 6]);
    clearUnseen(vectors, 2, [1, 0, 3]);
    expect([...vectors]).toEqual([1, 2, 0, 0, 5, 6]);
  });
});

describe("meanOfCarriers", () => {
  it("weighs artists by how strongly they carry the tag", () => {
    const tags = toSparse(
      [
        [
          [0, 3],
          [1, 1],
        ],
        [],
      ],
      2,
    );
    expect([...meanOfCarriers(tags, Float32Array.from([4, 0, 0, 8]), 2)]).toEqual([3, 2, 0, 0]);
  });
});

describe("toPublished", () => {
  const guess = { stretch: 1, flatness: 0.25, prior: 0.5, fall: 0.5 };
  const options = { ...SHAPE_DEFAULTS, dimensions: 2, counts: [1, 1, 1], tags: undefined, guess };
  /** Columns at right angles already, with energies 16 and 1. */
  const vectors = () => Float32Array.from([4, 0, 0, 1, 0, 0]);

  it("leaves lengths and inner products as trained by default", () => {
    expect([...toPublished(vectors(), options).artistVectors]).toEqual([4, 0, 0, 1, 0, 0]);
  });

  it("raises faint axes by the whitening", () => {
    const { artistVectors } = toPublished(vectors(), { ...options, whitening: 0.5 });
    expect([...artistVectors]).toEqual([4, 0, 0, 2, 0, 0]);
  });

  it("is asked as it is when nothing is whitened, else more by the strong axes and less by fame", () => {
    expect(toPublished(vectors(), options).guess).toEqual(guess);
    const asked = toPublished(vectors(), { ...options, whitening: 0.5 }).guess;
    for (const votes of [1, 4, 40]) {
      const exponentOf = ({ stretch, flatness }: typeof guess) => stretch / Math.sqrt(votes) - flatness;
      expect(exponentOf(asked)).toBeCloseTo((exponentOf(guess) + 0.5) / 0.6);
    }
    expect(asked).toMatchObject({ prior: 0.3, fall: 0.5 });
  });
});
