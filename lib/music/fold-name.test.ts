import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName, isSameName } from "./fold-name";

describe("foldName", () => {
  it.each([
    ["Sigur Rós", "sigurros"],
    ["AC/DC", "acdc"],
    ["Earth, Wind & Fire", "earthwindandfire"],
    ["Mø", "mo"],
    ["Ke$ha", "kesha"],
    ["P!nk", "pink"],
    ["!!!", "!!!"],
    ["Кино", "кино"],
    ["椎名林檎", "椎名林檎"],
    ["ドーピングパンダ", "ドーピングパンダ"],
    [" ", ""],
  ])("%s -> %s", (name, expected) => {
    expect(foldName(name)).toBe(expected);
  });

  it("folds a fold to itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe("isSameName", () => {
  it.each([
    ["The Beatles", "beatles", true],
    ["Beatles", "The Beatles", true],
    ["The Band", "The Band Perry", false],
    ["The The", "the the", true],
    ["Theatre", "atre", false],
    ["Björk", "BJORK", true],
    ["!!!", "???", false],
  ])("%s and %s: %s", (first, second, expected) => {
    expect(isSameName(first, second)).toBe(expected);
  });
});
