import { describe, expect, it } from "vitest";
import { createMemoryStore } from "@/lib/store/memory";
import { noteKnownArtists, readKnownArtists } from "./known-artists";

function openTwoReplicas() {
  let time = 1_000_000;
  const store = createMemoryStore({ now: () => time });
  const now = () => time;
  return {
    here: { store, now },
    elsewhere: { store: { ...store }, now },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe("readKnownArtists", () => {
  it("knows names however they are spelled, until their tracks expire", async () => {
    const { here, pass } = openTwoReplicas();
    await noteKnownArtists(here, ["Björk", "LOW"]);
    const known = await readKnownArtists(here);
    expect(["björk", "BJO\u0308RK", "Low", "Lows"].map(known.has)).toEqual([true, true, true, false]);
    pass(8 * 86_400_000);
    expect((await readKnownArtists(here)).keys).toEqual(new Set());
  });

  it("hears at once of what is noted here, and within a second of what is noted elsewhere", async () => {
    const { here, elsewhere, pass } = openTwoReplicas();
    expect((await readKnownArtists(here)).has("Low")).toBe(false);
    await noteKnownArtists(here, ["Low"]);
    expect((await readKnownArtists(here)).has("Low")).toBe(true);
    await noteKnownArtists(elsewhere, ["Ride"]);
    pass(1_000);
    expect((await readKnownArtists(here)).has("Ride")).toBe(true);
  });
});
