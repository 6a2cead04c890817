import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { movePick } from "@/components/queue/queue-edits";
import { AppError } from "@/lib/api/client";
import type { NextRequest, NextResponse } from "@/lib/api/schemas";
import { createRadio } from "./radio";
import { createSavedStations } from "./saved";
import { answerOf, memoryStorage } from "./station.fixture";

function setUp(storage = memoryStorage()) {
  const player = createFakePlayer();
  const now = () => Date.now();
  const next = vi.fn<(body: NextRequest) => Promise<NextResponse>>();
  // As the server does: an artist that was just played rests.
  next.mockImplementation(async ({ tracks }) => {
    const played = tracks.map((entry) => entry.artist);
    return answerOf(...["A", "B", "C", "D", "E", "F"].filter((name) => !played.includes(name)));
  });
  const radio = createRadio({
    player: createPlayerStore({ player, lock: createFakeLock(), now }),
    saved: createSavedStations("ada", storage),
    next: (_, body) => next(structuredClone(body)),
    now,
  });
  const station = radio.station("rainy");
  const lastBody = () => next.mock.lastCall?.[0];
  const artist = () => station.store.getState().current?.pick.artist;
  const queue = () => station.store.getState().queue.map((pick) => pick.artist);
  return { player, next, radio, station, storage, lastBody, artist, queue };
}

const flush = () => vi.advanceTimersByTimeAsync(0);

async function playing() {
  const context = setUp();
  context.station.open();
  await flush();
  await context.station.play();
  context.player.sound(Date.now());
  return context;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a station", () => {
  test("keeps the model with its knobs, and goes on with the usual one when that is gone", async () => {
    const { station, storage, next, lastBody, artist } = setUp();
    station.open();
    await flush();
    station.setKnobs({ variety: 0.5, model: "bpr" });
    await vi.advanceTimersByTimeAsync(300);
    expect(lastBody()).toMatchObject({ variety: 0.5, model: "bpr" });

    const again = setUp(storage);
    again.next.mockImplementation(async ({ model }) => {
      if (model) throw new AppError("invalid_request", `There is no model "${model}" here.`);
      return answerOf("Z");
    });
    again.station.open();
    await flush();
    expect(again.next.mock.calls.map(([body]) => body.model)).toEqual(["bpr", undefined]);
    expect(again.artist()).toBe("Z");
    expect(again.station.store.getState()).toMatchObject({ error: undefined, knobs: { variety: 0.5 } });
    expect(next).toHaveBeenCalledTimes(2);
    expect(artist()).toBe("A");
  });

  test("opens with the first pick ready and five to come", async () => {
    const { station, artist, queue, lastBody } = setUp();
    station.open();
    await flush();
    expect(artist()).toBe("A");
    expect(queue()).toEqual(["B", "C", "D", "E", "F"]);
    expect(lastBody()).toEqual({ tracks: [], count: 12 });
  });

  test("replaces a pick that is only proposed when a knob rests", async () => {
    const { station, artist, next, lastBody } = setUp();
    station.open();
    await flush();
    next.mockResolvedValue(answerOf("X", "Y"));
    station.setKnobs({ familiarity: 0.2 });
    station.setKnobs({ familiarity: 0.1 });
    await vi.advanceTimersByTimeAsync(299);
    expect(next).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(next).toHaveBeenCalledTimes(2);
    expect(lastBody()).toEqual({ tracks: [], familiarity: 0.1, count: 12 });
    expect(artist()).toBe("X");
  });

  test("plays on at the end of a track and tells how long it was heard", async () => {
    const { player, artist, lastBody } = await playing();
    await vi.advanceTimersByTimeAsync(200_000);
    player.emit({ type: "ended", trackId: "t-A" });
    await flush();
    expect(artist()).toBe("B");
    expect(player.calls.filter((call) => call.startsWith("play"))).toEqual(["play t-A 0", "play t-B 0"]);
    expect(lastBody()?.tracks[0]).toMatchObject({
      track_id: "t-A",
      artist: "A",
      play_seconds: 200,
      length_seconds: 200,
    });
  });

  test("keeps what is announced when a song just ends, and asks only what follows it", async () => {
    const { player, next, queue, lastBody } = await playing();
    next.mockResolvedValue(answerOf("G", "H"));
    await vi.advanceTimersByTimeAsync(200_000);
    player.emit({ type: "ended", trackId: "t-A" });
    await flush();
    expect(queue()).toEqual(["C", "D", "E", "F", "G", "H"]);
    expect(lastBody()?.count).toBe(20);
    const tracks = lastBody()?.tracks ?? [];
    expect(tracks.map(({ artist }) => artist)).toEqual(["A", "B", "C", "D", "E", "F"]);
    const [first = 0, ...later] = tracks.slice(1).map(({ at }) => Number(at));
    expect(later).toEqual([1, 2, 3, 4].map((place) => first + place));
  });

  test("takes a skip for a word on a song", async () => {
    const { station, next, queue } = await playing();
    next.mockResolvedValue(answerOf("G"));
    await station.skip();
    await flush();
    expect(queue()).toEqual(["C", "D", "E", "F", "G"]);
    next.mockResolvedValue(answerOf("H"));
    await station.skip();
    await flush();
    expect(queue()).toEqual(["D", "E", "F", "G", "H"]);
  });

  /** Two songs were skipped; the next skip is the third in a row. */
  async function skippedTwice() {
    const context = await playing();
    await context.station.skip();
    await context.station.skip();
    await flush();
    expect(context.queue()).toEqual(["D", "E", "F"]);
    return context;
  }

  test("after three skips in a row keeps the plan but for those who are not chosen again", async () => {
    const { station, next, queue, lastBody } = await skippedTwice();
    next.mockResolvedValue(answerOf("F", "X", "E", "Y"));
    await station.skip();
    await flush();
    expect([queue(), lastBody()?.count]).toEqual([["E", "F", "X", "Y"], 24]);
  });

  test("makes a new plan after three skips in a row when its first choice is none of the old one", async () => {
    const { station, next, queue } = await skippedTwice();
    next.mockResolvedValue(answerOf("X", "F", "Y", "E"));
    await station.skip();
    await flush();
    expect(queue()).toEqual(["X", "F", "Y", "E"]);
  });

  test("a word weighs more than three skips whose answer is on its way", async () => {
    const { station, next, queue } = await skippedTwice();
    const answers: ((answer: NextResponse) => void)[] = [];
    next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    await station.skip();
    station.rate(1);
    answers[0]?.(answerOf("F", "E"));
    await flush();
    answers[1]?.(answerOf("F", "X", "E"));
    await flush();
    expect(queue()).toEqual(["F", "X", "E"]);
  });

  test("passes over an artist who comes up before having rested, and plays one if nobody has", async () => {
    const { station, next, artist, queue } = await playing();
    next.mockResolvedValue(answerOf("A", "G", "H"));
    await station.refresh();
    next.mockResolvedValue(answerOf("I"));
    await station.skip();
    await flush();
    expect([artist(), queue()]).toEqual(["G", ["H", "I"]]);
    next.mockResolvedValue(answerOf("A"));
    await station.refresh();
    await station.skip();
    expect(artist()).toBe("A");
    await vi.advanceTimersByTimeAsync(90 * 60_000);
    next.mockResolvedValue(answerOf("G", "H"));
    await station.refresh();
    await station.skip();
    expect(artist()).toBe("G");
  });

  test("chooses all of the queue anew after a word, even while it asks what follows", async () => {
    const { player, station, next, queue } = await playing();
    const answers: ((answer: NextResponse) => void)[] = [];
    next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    player.emit({ type: "ended", trackId: "t-A" });
    await flush();
    station.rate(1);
    answers[0]?.(answerOf("G"));
    await flush();
    answers[1]?.(answerOf("X", "Y"));
    await flush();
    expect(queue()).toEqual(["X", "Y"]);
  });

  test("what is put in order while an answer is under way stands", async () => {
    const { station, next, queue } = await playing();
    let answer = (_: NextResponse) => {};
    next.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    void station.refresh();
    await flush();
    movePick(station, "t-D", 0);
    answer(answerOf("X", "Y", "D", "Z"));
    await flush();
    expect(queue()[0]).toBe("D");
    expect(queue()).toEqual(expect.arrayContaining(["X", "Y", "Z"]));
    expect(queue().filter((artist) => artist === "D")).toHaveLength(1);
  });

  test("a skip leaves the seconds of real sound, pauses excluded", async () => {
    const { player, station } = await playing();
    await vi.advanceTimersByTimeAsync(12_000);
    player.sound(Date.now(), { paused: true, positionMs: 12_000 });
    await vi.advanceTimersByTimeAsync(60_000);
    await station.skip();
    expect(station.store.getState().history).toMatchObject([{ track_id: "t-A", play_seconds: 12 }]);
  });

  test("a like is sent at once with the track that plays, and can be taken back", async () => {
    const { station, lastBody } = await playing();
    station.rate(1);
    await flush();
    expect(lastBody()?.tracks).toMatchObject([{ track_id: "t-A", length_seconds: 0, rating: 1 }]);
    station.rate(0);
    await flush();
    expect(lastBody()?.tracks[0]).not.toHaveProperty("rating");
  });

  test("a dislike changes the very next song, and its undo brings everything back", async () => {
    const { station, next, player, artist, lastBody } = await playing();
    await vi.advanceTimersByTimeAsync(20_000);
    next.mockResolvedValue(answerOf("N", "O", "P"));
    const undo = await station.dislike();
    await flush();
    expect(artist()).toBe("N");
    expect(lastBody()?.tracks[0]).toMatchObject({ track_id: "t-A", play_seconds: 20, rating: -1 });
    next.mockResolvedValue(answerOf("B", "C"));
    await undo?.();
    await flush();
    expect(artist()).toBe("A");
    expect(station.store.getState().history).toEqual([]);
    expect(player.calls.at(-1)).toBe("play t-A 20000");
  });

  test("a dislike does not wait for a slow answer, nor plays the same artist again", async () => {
    const { station, next, artist } = await playing();
    next.mockReturnValue(new Promise(() => undefined));
    const disliked = station.dislike();
    expect(artist()).toBe("A");
    await vi.advanceTimersByTimeAsync(1_500);
    await disliked;
    expect(artist()).toBe("B");
  });

  test("asks once for many changes, and takes only the newest answer", async () => {
    const { station, next, queue } = setUp();
    const answers: ((answer: NextResponse) => void)[] = [];
    next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    void station.refresh();
    void station.refresh();
    void station.refresh();
    answers[0]?.(answerOf("old", "older"));
    await flush();
    expect(queue()).toEqual([]);
    answers[1]?.(answerOf("new", "newer"));
    await flush();
    expect(queue()).toEqual(["newer"]);
    expect(next).toHaveBeenCalledTimes(2);
  });

  test("keeps playing what is queued when the service has nothing or fails", async () => {
    const { station, next, queue, artist } = await playing();
    const notice = { code: "service_limited", message: "Limited." };
    next.mockResolvedValue({ tracks: [], unknown: [], seed: 7, notice });
    await station.skip();
    await flush();
    expect([artist(), queue()]).toEqual(["B", ["C", "D", "E", "F"]]);
    expect(station.store.getState().notice).toEqual(notice);
    next.mockRejectedValue(new AppError("service_unavailable", "Down."));
    await station.skip();
    await flush();
    expect([artist(), queue()]).toEqual(["C", ["D", "E", "F"]]);
    expect(station.store.getState().error?.message).toBe("Down.");
  });

  test("skips songs that cannot be played and stops after three in a row", async () => {
    const { player, station, artist } = await playing();
    for (const id of ["t-A", "t-B", "t-C"]) {
      player.sound(Date.now());
      expect(station.store.getState().current?.pick.track_id).toBe(id);
      player.emit({ type: "problem", problem: "track" });
      await flush();
    }
    expect(station.store.getState().stopped).toBe(true);
    expect(artist()).toBe("D");
    expect(player.calls.filter((call) => call.startsWith("play"))).toHaveLength(3);
    expect(station.store.getState().history.map((entry) => entry.length_seconds)).toEqual([0, 0, 0]);
  });

  test("goes back: to the start of the song first, then to the song before", async () => {
    const { player, station, artist, queue } = await playing();
    await station.skip();
    player.sound(Date.now());
    await vi.advanceTimersByTimeAsync(10_000);
    await station.previous();
    expect(player.calls.at(-1)).toBe("seek 0");
    player.sound(Date.now());
    await station.previous();
    expect(artist()).toBe("A");
    expect(queue()[0]).toBe("B");
    expect(station.store.getState().current?.wanted).toBe(true);
  });

  test("is the same after a reload: history, knobs, song, place and listening time, paused", async () => {
    const { station, storage, radio } = await playing();
    station.rate(1);
    station.setKnobs({ familiarity: 0.05 });
    await vi.advanceTimersByTimeAsync(30_000);
    radio.save();
    const again = setUp(storage);
    expect(again.station.store.getState()).toMatchObject({
      knobs: { familiarity: 0.05 },
      current: { pick: { artist: "A" }, rating: 1, resumeMs: 30_000, carriedMs: 30_000 },
    });
    expect(again.player.calls).toEqual([]);
    again.station.open();
    await flush();
    await again.station.play();
    expect(again.player.calls).toContain("play t-A 30000");
    again.player.sound(Date.now(), { positionMs: 30_000 });
    await vi.advanceTimersByTimeAsync(5_000);
    await again.station.skip();
    expect(again.station.store.getState().history).toMatchObject([{ play_seconds: 35, rating: 1 }]);
  });

  test("leaves its place when another station takes the player", async () => {
    const { station, radio, player } = await playing();
    await vi.advanceTimersByTimeAsync(42_000);
    const other = radio.station("kitchen");
    other.open();
    await flush();
    await other.play();
    expect(radio.active.getState().id).toBe("kitchen");
    expect(station.store.getState().current).toMatchObject({ resumeMs: 42_000, carriedMs: 42_000 });
    expect(player.calls.at(-1)).toBe("play t-A 0");
  });

  test("forgets everything of the listener, for good", async () => {
    const { radio, storage } = await playing();
    radio.save();
    expect(Object.keys(storage)).toEqual(["longwave:ada:rainy"]);
    radio.forget();
    radio.save();
    expect(Object.keys(storage)).toEqual([]);
  });
});

describe("two tabs", () => {
  test("lose nothing of each other's history, and nothing taken back returns", async () => {
    const { station, storage } = await playing();
    await vi.advanceTimersByTimeAsync(1_000);
    const other = setUp(storage);
    other.station.open();
    await flush();
    await vi.advanceTimersByTimeAsync(9_000);
    await station.skip();
    await vi.advanceTimersByTimeAsync(1_000);
    const undo = await other.station.dislike();
    const artists = () => other.station.store.getState().history.map((entry) => entry.play_seconds);
    expect(artists()).toEqual([10, 0]);
    await undo?.();
    expect(artists()).toEqual([10]);
    station.save();
    other.station.save();
    expect(artists()).toEqual([10]);
  });

  test("show a like of the song that both have, and leave it when one has played it to its end", async () => {
    const { station, storage, player } = await playing();
    station.save();
    const other = setUp(storage);
    station.rate(1);
    other.station.save();
    expect(other.station.store.getState()).toMatchObject({ current: { rating: 1 }, history: [] });
    await vi.advanceTimersByTimeAsync(200_000);
    player.emit({ type: "ended", trackId: "t-A" });
    await flush();
    other.station.save();
    expect(other.station.store.getState()).toMatchObject({
      leaving: true,
      history: [{ track_id: "t-A", play_seconds: 200, rating: 1 }],
    });
  });

  test("taking the player over goes on where the other tab stood", async () => {
    const { radio, storage } = await playing();
    await vi.advanceTimersByTimeAsync(25_000);
    radio.save();
    const other = setUp(storage);
    other.station.open();
    await flush();
    await vi.advanceTimersByTimeAsync(5_000);
    radio.save();
    await other.station.play({ takeOver: true });
    expect(other.player.calls).toContain("play t-A 30000");
  });
});
