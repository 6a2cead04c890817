import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { createRadio } from "@/components/station/radio";
import { createSavedStations } from "@/components/station/saved";
import { answerOf, memoryStorage, pickOf } from "@/components/station/station.fixture";
import type { NextRequest } from "@/lib/api/schemas";
import { dropPick, heardSince, movePick, rateLine } from "./queue-edits";

async function playing() {
  const bodies: NextRequest[] = [];
  const names = [..."ABCDEFGHIJKLMN"];
  const player = createFakePlayer();
  const now = () => Date.now();
  const radio = createRadio({
    player: createPlayerStore({ player, lock: createFakeLock(), now }),
    saved: createSavedStations("ada", memoryStorage()),
    next: async (_, body) => {
      bodies.push(structuredClone(body));
      const played = body.tracks.map(({ artist }) => artist);
      return answerOf(...names.filter((name) => !played.includes(name)).slice(0, body.count));
    },
    now,
  });
  const station = radio.station("rainy");
  station.open();
  await flush();
  await station.play();
  player.sound(Date.now());
  const queue = () => station.store.getState().queue.map(({ artist }) => artist);
  return { station, player, bodies, queue };
}

const flush = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("movePick", () => {
  test("puts a song where it is wanted, and a new answer leaves it there", async () => {
    const { station, queue } = await playing();
    expect(queue().slice(0, 5)).toEqual(["B", "C", "D", "E", "F"]);
    movePick(station, "t-E", 0);
    expect(queue().slice(0, 5)).toEqual(["E", "B", "C", "D", "F"]);
    await station.refresh();
    expect(queue().slice(0, 4)).toEqual(["E", "B", "C", "D"]);
  });

  test("keeps a place beyond the end within the queue", async () => {
    const { station, queue } = await playing();
    movePick(station, "t-B", 99);
    expect(queue()).toEqual([..."CDEFGHIJKLB"]);
    movePick(station, "nobody", 0);
    expect(queue()).toEqual([..."CDEFGHIJKLB"]);
  });

  test("what was put first is played next, and the rest of the order follows", async () => {
    const { station, player, queue } = await playing();
    movePick(station, "t-D", 0);
    await vi.advanceTimersByTimeAsync(200_000);
    player.emit({ type: "ended", trackId: "t-A" });
    await flush();
    expect(station.store.getState().current?.pick.artist).toBe("D");
    expect(queue().slice(0, 2)).toEqual(["B", "C"]);
  });

  test("does not swap the song that is only ready for one that comes later", async () => {
    const { station } = await playing();
    const idle = station.store.getState().current;
    if (idle) station.store.setState({ current: { ...idle, started: false } });
    movePick(station, "t-D", 1);
    await station.refresh();
    expect(station.store.getState().current?.pick.artist).toBe("A");
  });
});

describe("dropPick", () => {
  test("takes a song out, fills up behind it, and brings it back", async () => {
    const { station, queue, bodies } = await playing();
    const undo = dropPick(station, "t-C", 5);
    await flush();
    expect(queue().slice(0, 5)).toEqual(["B", "D", "E", "F", "G"]);
    expect(bodies.at(-1)?.tracks).toContainEqual(
      expect.objectContaining({ track_id: "t-C", play_seconds: 0, length_seconds: 0 }),
    );
    undo();
    expect(queue().slice(0, 5)).toEqual(["B", "C", "D", "E", "F"]);
    expect(station.store.getState().history).toEqual([]);
  });
});

describe("what was heard", () => {
  test("can be rated later and rated back, and is asked about again", async () => {
    const { station, bodies } = await playing();
    await vi.advanceTimersByTimeAsync(10_000);
    await station.skip();
    const [line] = station.store.getState().history;
    if (!line) throw new Error("The skip left no line.");
    const undo = rateLine(station, line, -1);
    await flush();
    expect(bodies.at(-1)?.tracks[0]).toMatchObject({ track_id: "t-A", rating: -1 });
    undo();
    await flush();
    expect(bodies.at(-1)?.tracks[0]).toEqual(line);
  });

  test("is listed newest first, without what nobody heard", () => {
    const line = (id: string, at: number, rest = {}) => ({
      track_id: id,
      artist: id,
      play_seconds: 3,
      length_seconds: 200,
      at,
      ...rest,
    });
    const history = [
      line("t-old", 1),
      line("t-A", 20),
      line("t-put-aside", 30, { length_seconds: 0 }),
      line("t-B", 40, { length_seconds: 0, rating: 1 }),
    ];
    expect(heardSince(history, [pickOf("A")], 10)).toEqual([
      { line: history[3], pick: undefined },
      { line: history[1], pick: pickOf("A") },
    ]);
  });

  test("plays again at once, as something wanted, and the queue stays", async () => {
    const { station, player, queue } = await playing();
    const before = queue();
    await station.replay(pickOf("Z"));
    expect(player.calls.at(-1)).toBe("play t-Z 0");
    expect(station.store.getState().current).toMatchObject({ wanted: true, started: true });
    expect(queue().slice(0, before.length)).toEqual(before);
    expect(station.store.getState().history).toMatchObject([{ track_id: "t-A" }]);
  });
});
