import { describe, expect, it } from "vitest";
import { completeSeeds } from "./complete-seeds";
import { createDeps } from "./station.fixture";

const deps = createDeps();
const complete = (text: string) => completeSeeds(deps, text, 5);

describe("completeSeeds", () => {
  it("reads a phrase whole, with artists for example", () => {
    expect(complete("rock and jazz")).toMatchObject({ whole: true, phrases: [{ words: ["rock", "jazz"] }] });
    expect(complete("jazz").phrases[0]?.examples).toHaveLength(3);
  });

  it("keeps the words understood and completes the one that is begun", () => {
    expect(complete("rock ja")).toMatchObject({ whole: false, phrases: [{ words: ["rock", "jazz"] }] });
  });

  it("takes a name for a name", () => {
    expect(complete("Ghost Rock")).toMatchObject({ whole: false, phrases: [] });
    expect(complete("rock 1")).toMatchObject({ exact: "Rock 1" });
    expect(complete("")).toMatchObject({ whole: false, phrases: [], artists: [] });
  });
});
