import { describe, expect, test } from "vitest";
import { isWeighed, readClauses } from "./clauses";
import { addRows, artistRow, playlistRow, shareOf, suggestName, toSources, wordsRow } from "./sources";

describe("readClauses", () => {
  test.each([
    [
      "60 % Rainy Sunday, 40 % Workout, less metal",
      [
        ["Rainy Sunday", 60],
        ["Workout", 40],
        ["metal", -50],
      ],
    ],
    [
      "60% of Rainy Sunday and 40% Workout but no metal",
      [
        ["Rainy Sunday", 60],
        ["Workout", 40],
        ["metal", -100],
      ],
    ],
    [
      "mostly Low, a little dreamy shoegaze",
      [
        ["Low", 100],
        ["dreamy shoegaze", 25],
      ],
    ],
    ["metal 30 %", [["metal", 30]]],
    [
      "Low + Grouper",
      [
        ["Low", undefined],
        ["Grouper", undefined],
      ],
    ],
    ["Belle and Sebastian", [["Belle and Sebastian", undefined]]],
    ["No Doubt", [["Doubt", -100]]],
    ["250 % loud", [["loud", 100]]],
    [" , ", []],
  ] as const)("reads %s", (text, expected) => {
    expect(readClauses(text).map((clause) => [clause.text, clause.weight])).toEqual(expected);
  });

  test("knows a mixture from a name", () => {
    expect(isWeighed(readClauses("dreamy, shoegaze"))).toBe(false);
    expect(isWeighed(readClauses("Low, less metal"))).toBe(true);
  });
});

describe("sources", () => {
  const rainy = playlistRow({ id: "p", name: "radio: Rainy Sunday" }, 60);
  const workout = playlistRow({ id: "q", name: "Workout" }, 40);
  const metal = wordsRow(["metal"], -50);

  test("have a share of what is above nothing", () => {
    const rows = [rainy, workout, metal, artistRow("Low", 0)];
    expect(rows.map((row) => shareOf(rows, row))).toEqual([60, 40, undefined, undefined]);
  });

  test("go to the server without those at nothing", () => {
    expect(toSources([rainy, metal, artistRow("Low", 0), artistRow("Low", 25)])).toEqual([
      { kind: "playlist", id: "p", weight: 0.6 },
      { kind: "words", words: ["metal"], weight: -0.5 },
      { kind: "artist", name: "Low", weight: 0.25 },
    ]);
  });

  test("are each there once, with the latest weight", () => {
    expect(addRows([rainy], [workout, { ...rainy, weight: 10 }]).map(({ weight }) => weight)).toEqual([
      10, 40,
    ]);
  });

  test("make a name", () => {
    expect(suggestName([metal, workout, rainy, artistRow("Low", 10)])).toBe("Rainy Sunday & Workout");
    expect(suggestName([wordsRow(["dreamy", "90s"])])).toBe("dreamy 90s");
    expect(suggestName([metal])).toBe("");
  });
});
