import { describe, expect, it } from "vitest";
import { repairText, toLostKey } from "./repair";

describe("repairText", () => {
  it.each([
    ["BeyoncÃ©", "Beyoncé"],
    ["Ð\u009aÐ¸Ð½Ð¾", "Кино"],
    ["Sigur%20R%C3%B3s", "Sigur Rós"],
    ["Guns N&#39; Roses", "Guns N' Roses"],
    ["Guns N&#x27; Roses", "Guns N' Roses"],
    ["M&ouml;tley Cr&uuml;e", "Mötley Crüe"],
    ["AT&amp;T", "AT&T"],
  ])("%s was %s", (garbled, name) => {
    expect(repairText(garbled)).toBe(name);
  });

  it.each([
    "Beyoncé",
    "Ärzte",
    "Ünloco",
    "Кино",
    "100% Hits",
    "50%AB",
    "A&B; C",
    "JoÃo",
    "&#9999999;",
    "µ-Ziq",
  ])("leaves %s as it is", (name) => {
    expect(repairText(name)).toBe(name);
  });
});

describe("toLostKey", () => {
  it("meets a name whose letters were lost with the name", () => {
    for (const [lost, name] of [
      ["Ti?sto", "Tiësto"],
      ["bj\ufffdrk", "Björk"],
      ["Sigur R??s", "Sigur Rós"],
    ] as const)
      expect(toLostKey(lost, "lost")).toBe(toLostKey(name, "foreign"));
  });

  it("has none for a name with nothing lost, or with hardly a letter left", () => {
    expect([toLostKey("Tiesto", "lost"), toLostKey("M?", "lost"), toLostKey("???", "lost")]).toEqual([
      "",
      "",
      "",
    ]);
    expect([
      toLostKey("Tiesto", "foreign"),
      toLostKey("Mø", "foreign"),
      toLostKey("Кино", "foreign"),
    ]).toEqual(["", "", ""]);
  });
});
