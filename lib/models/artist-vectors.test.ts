import { describe, expect, it } from "vitest";
import { clearUnseen, meanOfCarriers } from "./artist-vectors";
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
