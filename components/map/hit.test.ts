import { describe, expect, it } from "vitest";
import { wordsAround } from "./around";
import { dotAlpha, dotRadius } from "./dots";
import { artistAt, neighbourTowards } from "./hit";
import { createSheet } from "./map.fixture";
import { pointOf } from "./map-sheet";
import { createMarks } from "./marks";
import { planNames } from "./plan";
import { fitScale, toScreen, wholeView } from "./projection";
import { createNameSearch } from "./search-names";

const sheet = createSheet();
const size = { width: 1_000, height: 1_000 };
const view = wholeView(size);
const plan = planNames(sheet, { marks: [] }, fitScale(size));
const target = { sheet, plan, view, size, isMarked: () => false };
const placeOf = (artist: number) => toScreen(view, size, pointOf(sheet, artist));

describe("artistAt", () => {
  it("finds the artist under the finger, a little beside it too, and nobody in the open", () => {
    const { x, y } = placeOf(44);
    expect(artistAt({ x, y }, target)).toBe(44);
    expect(artistAt({ x: x - 9, y: y + 9 }, target)).toBe(44);
    expect(artistAt({ x: x - 30, y: y + 48 }, target)).toBeUndefined();
  });

  it("takes a name for its artist", () => {
    const { x, y } = placeOf(0);
    expect(artistAt({ x: x + 40, y }, target)).toBe(0);
  });

  it("takes a dot for its own artist, though another's name lies over it", () => {
    const close = { ...view, scale: view.scale / 4 };
    const { x, y } = toScreen(close, size, pointOf(sheet, 45));
    const among = {
      ...target,
      plan: { ...plan, namesArtist: (artist: number) => artist === 44 },
      view: close,
    };
    expect(artistAt({ x: x + 6, y }, among)).toBe(44);
    expect(artistAt({ x, y }, among)).toBe(45);
  });

  it("prefers the station's own where two are as near", () => {
    const close = { ...view, scale: view.scale / 5 };
    const nobodyNamed = { ...plan, namesArtist: () => false };
    const middle = toScreen(close, size, {
      x: (pointOf(sheet, 44).x + pointOf(sheet, 45).x) / 2,
      y: pointOf(sheet, 44).y,
    });
    const among = { ...target, plan: nobodyNamed, view: close };
    expect(artistAt(middle, { ...among, isMarked: (artist) => artist === 45 })).toBe(45);
    expect(artistAt(middle, { ...among, isMarked: (artist) => artist === 44 })).toBe(44);
  });
});

describe("neighbourTowards", () => {
  it("walks the map by the arrow keys, and stops at its edge", () => {
    expect(neighbourTowards({ sheet }, 44, { x: 1, y: 0 })).toBe(45);
    expect(neighbourTowards({ sheet }, 44, { x: 0, y: -1 })).toBe(34);
    expect(neighbourTowards({ sheet }, 9, { x: 1, y: 0 })).toBeUndefined();
  });
});

describe("the grid", () => {
  it("finds the nearest in order, as looking at all does", () => {
    const at = { x: 0.03, y: -0.27 };
    const far = (artist: number) => {
      const { x, y } = pointOf(sheet, artist);
      return (x - at.x) ** 2 + (y - at.y) ** 2;
    };
    const all = Array.from({ length: sheet.count }, (_, artist) => artist);
    expect(sheet.grid.nearest(at, 6)).toEqual(all.sort((a, b) => far(a) - far(b) || a - b).slice(0, 6));
    expect(sheet.grid.nearest(at, 500)).toHaveLength(sheet.count);
  });
});

describe("createMarks", () => {
  it("marks each artist once, by what counts most, and draws the way of the music", () => {
    const { of, route, now } = createMarks(sheet, {
      playing: ["Artist 3"],
      coming: ["Artist 4", "Artist 5"],
      past: ["Artist 1", "Artist 4"],
      style: ["Artist 1", "Artist 3", "Artist 9", "nobody"],
    });
    expect([...of].map(([artist, { kind, place }]) => [artist, kind, place])).toEqual([
      [3, "playing", undefined],
      [4, "coming", 1],
      [5, "coming", 2],
      [1, "past", undefined],
      [9, "style", undefined],
    ]);
    expect([route, now]).toEqual([[1, 4, 3, 4, 5], 2]);
  });
});

describe("planNames", () => {
  it("names the station's own before all others", () => {
    const marks = createMarks(sheet, { style: ["Artist 99"] });
    expect(planNames(sheet, marks, 40).namesArtist(99, 0)).toBe(true);
    expect(planNames(sheet, { marks: [] }, 40).namesArtist(99, 0)).toBe(false);
  });
});

describe("createNameSearch", () => {
  it("finds by beginnings, words and parts, whatever the accents", () => {
    const search = createNameSearch(["Sigur Rós", "The Roses", "Guns N' Roses", "Prose", "Кино"]);
    expect(search("ros", 9)).toEqual([1, 0, 2, 3]);
    expect(search("roses", 1)).toEqual([1]);
    expect(search("ки", 9)).toEqual([4]);
    expect(search("  ", 9)).toEqual([]);
  });
});

describe("dots and words", () => {
  it("draw the well known larger and darker, and all larger from near", () => {
    expect(dotRadius(1, 1)).toBeGreaterThan(dotRadius(0.2, 1));
    expect(dotRadius(0.2, 20)).toBeGreaterThan(dotRadius(0.2, 1));
    expect(dotAlpha(0, 1)).toBeGreaterThan(0);
    expect(dotAlpha(1, 40)).toBe(1);
  });

  it("name a place by the region it lies in, and the open by none", () => {
    expect(wordsAround(sheet, { x: -0.45, y: 0.02 })).toEqual(["shoegaze"]);
    expect(wordsAround(sheet, { x: 0, y: 0.8 })).toEqual([]);
  });
});
