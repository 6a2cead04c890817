import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import type { Catalogue } from "./catalogue";
import { createMapSheet } from "./map-sheet";
import { findPlaces } from "./places";

const COUNT = 400;

const SCENES = ["shoegaze", "techno", "salsa", "raga"];

/** A scene in each quarter of the map; everybody is "good", and a third word stands at two far corners. */
function createWorld(over: Partial<Catalogue> = {}): Catalogue {
  const rng = createRng(4);
  const map = Float32Array.from({ length: 2 * COUNT }, (_, i) => {
    const artist = i >> 1;
    const corner = artist % 10 === 0 ? (artist % 20 === 0 ? -0.9 : 0.9) : undefined;
    if (corner !== undefined) return corner + 0.02 * rng.normal();
    const isFar = i % 2 === 0 ? artist % 2 === 1 : artist % 4 > 1;
    return (isFar ? 0.5 : -0.5) + 0.04 * rng.normal();
  });
  const tagsOf = (artist: number) => [
    { name: artist % 10 === 0 ? "corner" : (SCENES[artist % 4] ?? ""), weight: 1 },
    { name: "good", weight: 0.8 },
  ];
  return {
    model: { name: "test", algorithm: "als", hash: "a".repeat(64) },
    space: {
      count: COUNT,
      dimensions: 1,
      vectors: new Float32Array(COUNT),
      popularity: Float32Array.from({ length: COUNT }, (_, artist) => artist),
    },
    names: Array.from({ length: COUNT }, (_, artist) => `Björk ${artist}`),
    map,
    find: () => undefined,
    complete: () => [],
    tags: tagsOf,
    completeTags: () => [],
    artistsOfTag: () => [],
    ...over,
  };
}

describe("findPlaces", () => {
  const places = findPlaces(createWorld());

  it("names regions by the words whose carriers stand together", () => {
    const shoegaze = places.find(({ name }) => name === "shoegaze");
    expect(shoegaze?.x).toBeCloseTo(-0.5, 1);
    expect(shoegaze?.y).toBeCloseTo(-0.5, 1);
    expect(places.map(({ artists }) => artists)).toEqual(
      places.map(({ artists }) => artists).sort((a, b) => b - a),
    );
  });

  it("names no region by a word that everybody carries", () => {
    expect(places.map(({ name }) => name)).not.toContain("good");
  });

  it("names two regions by one word where it lives in two", () => {
    const corners = places.filter(({ name }) => name === "corner").map(({ x }) => Math.round(x * 10) / 10);
    expect(corners.sort()).toEqual([-0.9, 0.9]);
  });
});

describe("createMapSheet", () => {
  it("holds the header, positions and names as its layout says, best known first", () => {
    const world = createWorld();
    const sheet = createMapSheet(world) ?? new Uint8Array(4);
    const view = new DataView(sheet.buffer);
    const padded = view.getUint32(0, true);
    const header: unknown = JSON.parse(new TextDecoder().decode(sheet.subarray(4, 4 + padded)));
    expect(header).toMatchObject({ version: 1, model: "test", hash: "a".repeat(64), count: COUNT });
    const x = view.getUint16(4 + padded, true);
    expect((x / 65_535) * 2 - 1).toBeCloseTo(world.map[2 * (COUNT - 1)] ?? 0, 4);
    expect(sheet[4 + padded + 4 * COUNT]).toBe(255);
    const names = new TextDecoder().decode(sheet.subarray(4 + padded + 5 * COUNT)).split("\n");
    expect([names.length, names[0], names[COUNT - 1]]).toEqual([COUNT, `Björk ${COUNT - 1}`, "Björk 0"]);
  });

  it("is not there for a model without a map", () => {
    expect(createMapSheet(createWorld({ map: new Float32Array(2 * COUNT) }))).toBeUndefined();
  });
});
