import { describe, expect, it } from "vitest";
import { findArtistsOfTags } from "./artists-of-tags";

const carriers: Record<string, number[]> = { shoegaze: [0, 3, 1], "90s": [2, 3, 1] };
const catalogue = { artistsOfTag: (tag: string, limit: number) => (carriers[tag] ?? []).slice(0, limit) };

describe("findArtistsOfTags", () => {
  it("prefers artists that carry all of the words, those nearer to the top first", () => {
    expect(findArtistsOfTags(catalogue, ["shoegaze", "90s"], 3)).toEqual([3, 1, 0]);
  });

  it("keeps a word's own order, without regard to case and repetition", () => {
    expect(findArtistsOfTags(catalogue, ["Shoegaze", "shoegaze "], 9)).toEqual([0, 3, 1]);
  });

  it("finds nobody for words it does not know", () => {
    expect(findArtistsOfTags(catalogue, ["polka"], 9)).toEqual([]);
  });
});
