import { describe, expect, it } from "vitest";
import { findArtistsOfTags } from "./artists-of-tags";

const carried = [
  [{ name: "shoegaze", weight: 1 }],
  [
    { name: "shoegaze", weight: 0.6 },
    { name: "90s", weight: 0.5 },
  ],
  [{ name: "90s", weight: 1 }],
  [
    { name: "90s", weight: 0.9 },
    { name: "shoegaze", weight: 0.9 },
  ],
];
const catalogue = {
  tags: (artist: number) => carried[artist] ?? [],
  artistsOfTag: (tag: string, limit: number) =>
    carried
      .flatMap((tags, artist) => (tags.some(({ name }) => name === tag) ? [artist] : []))
      .slice(0, limit),
};

describe("findArtistsOfTags", () => {
  it("prefers artists that carry all of the words", () => {
    expect(findArtistsOfTags(catalogue, ["shoegaze", "90s"], 3)).toEqual([3, 1, 0]);
  });

  it("orders by weight for one word, without regard to case and repetition", () => {
    expect(findArtistsOfTags(catalogue, ["Shoegaze", "shoegaze "], 9)).toEqual([0, 3, 1]);
  });

  it("finds nobody for words it does not know", () => {
    expect(findArtistsOfTags(catalogue, ["polka"], 9)).toEqual([]);
  });
});
