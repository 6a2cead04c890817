import { describe, expect, it } from "vitest";
import { createSpellingIndex, isSlip } from "./spelling";

describe("isSlip", () => {
  it.each([
    ["metalica", "metallica"],
    ["mettalica", "metallica"],
    ["radiohaed", "radiohead"],
    ["joy divison", "joy division"],
    ["elliot smith", "elliott smith"],
    ["ringo star", "ringo starr"],
    ["nck jonas", "nick jonas"],
    ["cindy lauper", "cyndi lauper"],
    ["rolling stone", "rolling stones"],
    ["herb albert and the tijuana brass", "herb alpert and the tijuana brass"],
    ["chemical brohters", "chemical brothers"],
    ["credence clearwater revival", "creedence clearwater revival"],
  ])("%s for %s", (typed, known) => {
    expect(isSlip(typed, known)).toBe(true);
  });

  it.each([
    ["johnny nash", "johnny cash"],
    ["louis gordon", "louis jordan"],
    ["doug dillard", "doug gillard"],
    ["sandra ball", "sandra bell"],
    ["passengers", "passenger"],
    ["jeremiah", "jeremih"],
    ["killer", "killers"],
    ["nirvana uk", "nirvana"],
    ["muse", "mus"],
    ["blink 183", "blink 182"],
    ["stef and bob", "stef bos"],
    ["tape off", "takeoff"],
    ["black flag", "black flak"],
    ["metallica", "metallica"],
  ])("not %s for %s", (typed, known) => {
    expect(isSlip(typed, known)).toBe(false);
  });
});

describe("createSpellingIndex", () => {
  it("puts the nearest first, then the best known", () => {
    const index = createSpellingIndex([
      { id: 0, fold: "deftones", popularity: 90 },
      { id: 1, fold: "megadeth", popularity: 100 },
      { id: 2, fold: "elliott smith", popularity: 80 },
      { id: 3, fold: "elliott smyth", popularity: 900 },
    ]);
    expect(index.suggest("elliot smith")).toEqual([2, 3]);
    expect(index.suggest("megadeath")).toEqual([1]);
    expect(index.suggest("unheard of")).toEqual([]);
    expect(index.suggest("abc")).toEqual([]);
  });

  it("offers no name outside the best known", () => {
    const crowd = Array.from({ length: 12_000 }, (_, id) => ({
      id,
      fold: `zq${id.toString(36)}`,
      popularity: 9,
    }));
    const index = createSpellingIndex([...crowd, { id: 12_000, fold: "obscure names", popularity: 1 }]);
    expect(index.suggest("obscrue names")).toEqual([]);
  });
});
