import { describe, expect, test } from "vitest";
import { cue, HISTORY_LIMIT, remember } from "./history";
import { EMPTY_RECORD, toRecord, viewOf } from "./record";
import { createSavedStations, parseSaved } from "./saved";
import { pickOf } from "./station.fixture";

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
    ["another version", '{"version":9,"history":[],"past":[],"knobs":{}}'],
    ["a missing record", '{"version":2,"past":[]}'],
    ["a missing history", '{"version":1,"past":[],"knobs":{}}'],
    ["a list", "[]"],
  ])("starts fresh from %s", (_, text) => {
    expect(parseSaved(text)).toBeUndefined();
  });
});

describe("the first form", () => {
  test("loses no line, knob or place", () => {
    const history = [entry(3), { ...entry(9), rating: 1 }];
    const rest = { past: [pickOf("Low")], current: cue(pickOf("Grouper"), 12, 4_000) };
    const knobs = { variety: 0.5, weights: { style: 1, likes: 2, dislikes: 0 } };
    const read = parseSaved(JSON.stringify({ version: 1, history, knobs, ...rest }));
    expect(read).toMatchObject({ version: 2, ...rest });
    expect(viewOf(read?.record ?? EMPTY_RECORD)).toEqual({ history, knobs });
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
    saved.save("rainy", { version: 2, record: toRecord({ history, knobs: {} }), past: [] });
    const read = viewOf(saved.load("rainy")?.record ?? EMPTY_RECORD).history;
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
