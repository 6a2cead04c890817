import { describe, expect, it } from "vitest";
import { readPhrase } from "./phrase";

const TAGS = [
  "dreamy",
  "shoegaze",
  "90s",
  "hip-hop",
  "melancholic",
  "rock",
  "post-rock",
  "drum and bass",
  "rnb",
];
const catalogue = {
  completeTags: (text: string) =>
    TAGS.filter((tag) => tag.replace(/\W/g, "").includes(text.replace(/\W/g, ""))).map((name) => ({
      name,
      artists: 1,
    })),
};

describe("readPhrase", () => {
  it.each([
    ["dreamy shoegaze 90s", ["dreamy", "shoegaze", "90s"], ""],
    ["Some dreamy music from the nineties, please", ["dreamy", "90s"], "please"],
    ["melancholy", ["melancholic"], ""],
    ["Hip Hop", ["hip-hop"], ""],
    ["1990s hiphop and R&B", ["90s", "hip-hop", "rnb"], ""],
    ["drum & bass", ["drum and bass"], ""],
    ["post rock", ["post-rock"], ""],
    ["rock rock", ["rock"], ""],
    ["dreamy shoeg", ["dreamy"], "shoeg"],
    ["Beach House", [], "beach house"],
    ["", [], ""],
    ["music", [], ""],
  ])("reads %s", (text, words, rest) => {
    expect(readPhrase(catalogue, text)).toEqual({ words, rest });
  });
});
