import { describe, expect, test } from "vitest";
import { toGroups } from "./use-seeds";

const seeds = {
  phrases: [{ words: ["dreamy", "shoegaze"], examples: ["Slowdive"] }],
  whole: true,
  artists: [{ name: "Dreamy Band", tags: ["indie"] }],
};
const nothing = { phrases: [], whole: false, artists: [] };
const playlists = [
  { id: "a", name: "radio: Rainy Sunday", tracks: 30, is_station: true },
  { id: "b", name: "Songs for Sunday", tracks: 1, is_station: false },
];
const shape = (...parameters: Parameters<typeof toGroups>) =>
  toGroups(...parameters).map(({ name, options }) => [name, ...options.map(({ label }) => label)]);

describe("toGroups", () => {
  test("puts words first when they say it all, and keeps artists apart", () => {
    expect(shape("dreamy shoegaze", seeds, playlists)).toEqual([
      ["Words", "dreamy · shoegaze"],
      ["Artists", "Dreamy Band"],
    ]);
  });

  test("puts the artist first that bears the very name", () => {
    const named = { ...seeds, exact: "Dreamy Band" };
    expect(shape("dreamy", named, playlists).map(([name]) => name)).toEqual(["Artists", "Words"]);
  });

  test("finds playlists by how they begin, then by what they hold", () => {
    expect(shape("sunday", nothing, playlists)).toEqual([
      ["Your stations and playlists", "Rainy Sunday", "Songs for Sunday"],
    ]);
    expect(shape("rainy", nothing, playlists)).toEqual([["Your stations and playlists", "Rainy Sunday"]]);
  });

  test("offers a mixture as a whole, unless somebody is called so", () => {
    const text = "60 % Rainy Sunday, less metal";
    expect(shape(text, nothing, playlists)).toEqual([["A mixture", "Add Rainy Sunday, metal"]]);
    const band = { ...nothing, artists: [{ name: "No Doubt", tags: [] }], exact: "No Doubt" };
    expect(shape("No Doubt", band, playlists)).toEqual([["Artists", "No Doubt"]]);
    expect(shape("dreamy, shoegaze", seeds, playlists)[0]?.[0]).toBe("Words");
  });
});
