import { describe, expect, test } from "vitest";
import type { Knobs } from "./history";
import { createListenerBook } from "./listener-book";
import { isInUse, presetsOf, removePreset, renamePreset, savePreset, withPreset } from "./presets";
import type { SavedStation } from "./saved";

function createBook() {
  let kept: SavedStation | undefined;
  const options = {
    load: () => kept,
    save: (book: SavedStation) => {
      kept = book;
    },
    now: () => 1_700_000_000_000,
  };
  return { book: createListenerBook(options), reopen: () => createListenerBook(options) };
}

const knobs: Knobs = {
  variety: 0.9,
  new_to_me: true,
  model: "bpr",
  "word:x": { artist: "Low", word: "never", at: 1 },
};

describe("settings under a name", () => {
  test("hold knobs and rules, neither the model nor words, and outlive the page", () => {
    const { book, reopen } = createBook();
    savePreset(book, "  Evening ", knobs);
    expect(presetsOf(reopen().store.getState())).toMatchObject([
      { name: "Evening", knobs: { variety: 0.9, new_to_me: true } },
    ]);
  });

  test("put back what they do not hold, and leave the rest of a station alone", () => {
    const other: Knobs = { familiarity: 0.2, artist_gap: { songs: 20, minutes: 60 }, model: "als" };
    expect(withPreset(other, { variety: 0.9 })).toEqual({ variety: 0.9, model: "als" });
  });

  test("are renamed, deleted and brought back", () => {
    const { book } = createBook();
    savePreset(book, "Evening", knobs);
    const [preset] = presetsOf(book.store.getState());
    if (!preset) throw new Error("nothing was saved");
    expect(isInUse(knobs, preset)).toBe(true);
    expect(isInUse({ ...knobs, variety: 0.1 }, preset)).toBe(false);
    const undo = renamePreset(book, preset, "Night");
    const [renamed = preset] = presetsOf(book.store.getState());
    expect(renamed.name).toBe("Night");
    undo();
    expect(presetsOf(book.store.getState())).toEqual([preset]);
    renamePreset(book, preset, "Night");
    const back = removePreset(book, renamed);
    expect(presetsOf(book.store.getState())).toEqual([]);
    back();
    expect(presetsOf(book.store.getState())).toEqual([renamed]);
  });
});
