import { describe, expect, test } from "vitest";
import type { ReasonBody } from "@/lib/api/schemas";
import { reasonLines, shortReason, termsOf } from "./because";

const because: ReasonBody[] = [
  {
    term: "style",
    share: 0.6,
    artists: [
      { name: "Low", share: 0.4 },
      { name: "Codeine", share: 0.2 },
    ],
  },
  { term: "like", share: 0.3, artists: [{ name: "Mojave 3", share: 0.3 }] },
  { term: "dislike", share: -0.05, artists: [{ name: "Coldplay", share: -0.05 }] },
  { term: "familiarity", share: 0.1, artists: [] },
];

describe("reasonLines", () => {
  test("shares what pulls up, names who is behind it, and shows what holds back", () => {
    expect(reasonLines(because)).toEqual([
      { term: "style", percent: 60, text: "your style: Low and Codeine" },
      { term: "like", percent: 30, text: "you liked Mojave 3" },
      { term: "familiarity", percent: 10, text: "well known" },
      { term: "dislike", percent: -5, text: "held back, you disliked Coldplay" },
    ]);
  });

  test("says nothing where nothing pulled", () => {
    expect(reasonLines([{ term: "style", share: 0, artists: [] }])).toEqual([]);
  });
});

describe("shortReason", () => {
  test.each([
    ["near Low", because],
    ["because you liked Mojave 3", because.slice(1)],
    ["because you liked Mojave 3", [{ term: "familiarity", share: 2, artists: [] }, ...because.slice(1, 2)]],
    ["well known around here", because.slice(3)],
    ["near your style", []],
  ] as const)("%s", (text, reasons) => {
    expect(shortReason(reasons as ReasonBody[], "Grouper")).toBe(text);
  });
});

describe("shortReason of the station's own artists", () => {
  test("does not call an artist near itself", () => {
    expect(shortReason(because, "Low")).toBe("from your own style");
    expect(shortReason(because.slice(1), "Mojave 3")).toBe("you liked it");
  });
});

describe("termsOf", () => {
  test("turns shares back into terms", () => {
    expect(termsOf(because, { style: 2, likes: 0.6, dislikes: 0 }, 0.05)).toEqual({
      style: 0.3,
      likes: 0.5,
      dislikes: 0,
      familiarity: 2,
    });
  });
});
