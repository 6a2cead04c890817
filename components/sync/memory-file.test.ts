import { describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { createRadio } from "@/components/station/radio";
import type { StationRecord } from "@/components/station/record";
import { createSavedStations } from "@/components/station/saved";
import { answerOf, memoryStorage } from "@/components/station/station.fixture";
import { readMemoryFile, takeIn, toMemoryFile } from "./memory-file";

const line = (at: number, rating?: number) => ({
  track_id: `t${at}`,
  artist: "Low",
  play_seconds: 10,
  length_seconds: 200,
  at,
  ...(rating === undefined ? {} : { rating }),
});
const record: StationRecord = {
  lines: { "5:t5": { edited: 5, value: line(5, 1), rev: 77 }, "6:t6": { edited: 9, value: null } },
  knobs: { variety: { edited: 8, value: 0.9 } },
};
const check = async (checked: StationRecord) => checked;

function openRadio() {
  const now = () => 100;
  return createRadio({
    player: createPlayerStore({ player: createFakePlayer(), lock: createFakeLock(), now }),
    saved: createSavedStations("ada", memoryStorage()),
    next: async () => answerOf("A"),
    now,
  });
}

describe("a file", () => {
  test("brings back what was written, without the server's revisions and without empty stations", async () => {
    const empty = { id: "empty", name: "Empty", record: { lines: {}, knobs: {} } };
    const text = toMemoryFile([{ id: "rainy", name: "Rainy Sunday", record }, empty], 0);
    const { "5:t5": first, "6:t6": second } = record.lines;
    expect(await readMemoryFile(text, check)).toEqual([
      {
        id: "rainy",
        name: "Rainy Sunday",
        record: {
          lines: { "5:t5": { edited: first?.edited, value: first?.value }, "6:t6": second },
          knobs: record.knobs,
        },
      },
    ]);
  });

  test.each([
    ["no JSON", "hello"],
    ["something else", '{"format":"other","version":1,"stations":[]}'],
    ["a newer form", '{"format":"longwave-stations","version":2,"stations":[]}'],
    ["a station without an id", '{"format":"longwave-stations","version":1,"stations":[{"name":"x"}]}'],
  ])("is refused when it is %s", async (_, text) => {
    await expect(readMemoryFile(text, check)).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("is refused as a whole when one record is not as it should be", async () => {
    const text = toMemoryFile([{ id: "rainy", name: "Rainy Sunday", record }], 0);
    const refuse = vi.fn().mockRejectedValue(new Error("not well formed"));
    await expect(readMemoryFile(text, refuse)).rejects.toThrow("not well formed");
  });
});

describe("takeIn", () => {
  test("joins with what is there, newer words standing, and can be undone", () => {
    const radio = openRadio();
    const station = radio.station("rainy");
    station.change({ history: [line(6), line(7, -1)], knobs: { variety: 0.2, familiarity: 0.1 } });
    const before = station.store.getState();
    const undo = takeIn(radio, [{ id: "rainy", name: "Rainy Sunday", record }]);
    // Line 6 and the variety were edited here at 100, after the file was written.
    expect(station.store.getState()).toMatchObject({
      history: [line(5, 1), line(6), line(7, -1)],
      knobs: { variety: 0.2, familiarity: 0.1 },
    });
    undo();
    expect(station.store.getState()).toMatchObject({ history: before.history, knobs: before.knobs });
  });
});
