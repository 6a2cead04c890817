import { describe, expect, it } from "vitest";
import { cosine } from "@/lib/core/scale";
import { composeQuery } from "@/lib/core/score";
import { findArtistsOfWords } from "./artists-of-words";
import { createCatalogue } from "./station.fixture";

const catalogue = createCatalogue();
const names = (found: readonly { artist: number }[]) =>
  found.map(({ artist }) => catalogue.names[artist] ?? "");

describe("findArtistsOfWords", () => {
  it("finds those who carry the word, best first", () => {
    const found = findArtistsOfWords(catalogue, ["jazz"], { count: 10 });
    expect(found).toHaveLength(10);
    expect(names(found).every((name) => name.startsWith("Jazz"))).toBe(true);
    expect(found.map(({ fit }) => fit)).toEqual(found.map(({ fit }) => fit).sort((a, b) => b - a));
  });

  it("asks for all of the words at once, so that what lies between them comes first", () => {
    const between = catalogue.find("Rock 79");
    const tags = (artist: number) =>
      artist === between
        ? [
            { name: "jazz", weight: 0.5 },
            { name: "rock", weight: 0.5 },
          ]
        : catalogue.tags(artist);
    const found = findArtistsOfWords({ ...catalogue, tags }, ["rock", "jazz"], { count: 5 });
    expect(names(found)[0]).toBe("Rock 79");
  });

  it("prefers those near to what else is asked for", () => {
    const artist = catalogue.find("Jazz 5") ?? 0;
    const near = composeQuery(catalogue.space, { style: [{ artist, weight: 1 }], likes: [], dislikes: [] });
    const closest = (options: { near?: typeof near }) =>
      findArtistsOfWords(catalogue, ["rock"], { count: 5, ...options }).reduce(
        (sum, found) => sum + cosine(catalogue.space, found.artist, artist),
        0,
      );
    expect(closest({ near })).toBeGreaterThan(closest({}));
  });

  it("leaves out who is not there, and finds nobody for words it does not know", () => {
    const holds = (artist: number) => artist % 2 === 0;
    const found = findArtistsOfWords(catalogue, ["rock"], { count: 9, holds });
    expect(found.every(({ artist }) => holds(artist))).toBe(true);
    expect(findArtistsOfWords(catalogue, ["polka"], { count: 9 })).toEqual([]);
  });
});
