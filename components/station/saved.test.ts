import { describe, expect, test } from "vitest";
import { HISTORY_LIMIT, remember } from "./history";
import { createSavedStations, parseSaved } from "./saved";

const entry = (number: number) => ({
  track_id: `t${number}`,
  play_seconds: 1,
  length_seconds: 2,
  at: number,
});

describe("parseSaved", () => {
  test.each([
    ["nothing", null],
    ["broken JSON", "{"],
    ["another version", '{"version":2,"history":[],"past":[],"knobs":{}}'],
    ["a missing history", '{"version":1,"past":[],"knobs":{}}'],
    ["a list", "[]"],
  ])("starts fresh from %s", (_, text) => {
    expect(parseSaved(text)).toBeUndefined();
  });
});

describe("createSavedStations", () => {
  test("keeps the newest lines where the storage is small", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (value.length > 3_000) throw new DOMException("full", "QuotaExceededError");
        kept.set(key, value);
      },
    } as Storage;
    const saved = createSavedStations("ada", storage);
    const history = Array.from({ length: 400 }, (_, number) => entry(number));
    saved.save("rainy", { version: 1, history, knobs: {}, past: [] });
    const read = saved.load("rainy")?.history ?? [];
    expect(read.length).toBeGreaterThan(10);
    expect(read.at(-1)).toEqual(entry(399));
  });
});

describe("remember", () => {
  test("holds the last entries only", () => {
    let history: ReturnType<typeof remember> = [];
    for (let number = 0; number < HISTORY_LIMIT + 3; number++) history = remember(history, entry(number));
    expect([history.length, history[0]?.at]).toEqual([HISTORY_LIMIT, 3]);
  });
});
