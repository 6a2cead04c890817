import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { createDeps } from "@/lib/station/station.fixture";
import { createMemoryStore } from "@/lib/store/memory";
import { actAsHost, type EventState, endEvent, hearVoice, MAX_VOTES, newEvent, playSong } from "./event";
import { createEventBook } from "./event-book";
import { queueEvent } from "./event-queue";
import { sumVoices } from "./voices";

const deps = createDeps();
const start = {
  host: "host",
  stationId: "playlist",
  payload: {
    version: 1 as const,
    name: "Evening",
    style: [{ name: "Rock 1", weight: 1 }],
    feedback: [],
    weights: { style: 1, likes: 0.6, dislikes: 0.3 },
    seed: 7,
    model: "abc",
  },
};
const event = newEvent(start);
const song = (artist: string) => ({ artist, trackId: `${artist}#0`, uri: `test:${artist}` });
const namesOf = (state: EventState) => queueEvent(deps, state).queue.map(({ name }) => name);
const say = (state: EventState, guest: string, voices: Parameters<typeof hearVoice>[2][]) =>
  voices.reduce((now, voice) => hearVoice(now, guest, voice), state);
const play = (state: EventState, artists: readonly string[]) =>
  artists.reduce((now, artist) => playSong(now, now.played.length, song(artist)), state);
const filler = (count: number) => Array.from({ length: count }, (_, i) => `Rock ${20 + i}`);

describe("voices", () => {
  it("average the guests, each with the same weight however much they say", () => {
    const loud = say(
      event,
      "loud",
      ["Jazz 1", "Jazz 2", "Jazz 3", "Jazz 4"].map((artist) => ({ artist, love: true })),
    );
    const both = say(loud, "quiet", [{ artist: "Rock 9", love: true }]);
    const { feedback } = sumVoices(both);
    const of = (prefix: string) =>
      feedback.filter(({ name }) => name.startsWith(prefix)).reduce((sum, { weight }) => sum + weight, 0);
    expect(of("Jazz")).toBeCloseTo(0.5, 9);
    expect(of("Rock")).toBeCloseTo(0.5, 9);
  });

  it("fade with the songs", () => {
    const loved = say(event, "a", [{ artist: "Jazz 1", love: true, vote: 1 }]);
    const [now, later] = [loved, play(loved, filler(40))].map((state) => sumVoices(state));
    expect(later?.lift.get("Jazz 1")).toBeLessThan(now?.lift.get("Jazz 1") ?? 0);
    expect(later?.feedback[0]?.weight).toBeLessThan(now?.feedback[0]?.weight ?? 0);
  });

  it("keep away what a guest cannot bear, for a while; among forty it takes two", () => {
    const small = say(event, "a", [{ artist: "Jazz 1", vote: -1 }]);
    expect([...sumVoices(small).unbearable]).toEqual(["Jazz 1"]);
    expect([...sumVoices(play(small, filler(10))).unbearable]).toEqual([]);
    const crowd = Array.from({ length: 39 }, (_, i) => `g${i}`).reduce(
      (state, guest) => hearVoice(state, guest, { artist: "Rock 2", love: true }),
      small,
    );
    expect([...sumVoices(crowd).unbearable]).toEqual([]);
    expect([...sumVoices(hearVoice(crowd, "g0", { artist: "Jazz 1", vote: -1 })).unbearable]).toEqual([
      "Jazz 1",
    ]);
  });

  it("give a guest three vetoes and twelve votes at a time", () => {
    const artists = Array.from({ length: 20 }, (_, i) => `Jazz ${i}`);
    const angry = say(
      event,
      "a",
      artists.map((artist) => ({ artist, vote: -1 })),
    );
    expect(angry.guests[0]?.votes).toHaveLength(MAX_VOTES);
    expect([...sumVoices(angry).unbearable]).toEqual(["Jazz 17", "Jazz 18", "Jazz 19"]);
  });

  it("of a blocked guest are not heard", () => {
    const spoken = say(event, "a", [{ artist: "Jazz 1", vote: -1, love: true }]);
    const blocked = actAsHost(spoken, { action: "block", guest: 1 });
    expect(sumVoices(blocked)).toEqual(sumVoices(event));
    expect(() => hearVoice(blocked, "a", { artist: "Jazz 1", vote: 1 })).toThrow(/taken this voice/);
    expect(sumVoices(actAsHost(blocked, { action: "unblock", guest: 1 }))).toEqual(sumVoices(spoken));
  });

  it("never reach beyond their bounds, whatever is said", () => {
    const voice = fc.record({
      guest: fc.constantFrom("a", "b", "c", "d"),
      artist: fc.constantFrom(...filler(6)),
      love: fc.option(fc.boolean(), { nil: undefined }),
      vote: fc.option(fc.constantFrom(-1 as const, 0 as const, 1 as const), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(voice, { maxLength: 60 }), (voices) => {
        const state = voices.reduce((now, { guest, ...said }) => hearVoice(now, guest, said), event);
        const { feedback, lift } = sumVoices(state);
        expect(feedback.reduce((sum, { weight }) => sum + Math.abs(weight), 0)).toBeLessThanOrEqual(1 + 1e-9);
        for (const value of lift.values()) expect(Math.abs(value)).toBeLessThan(1);
      }),
    );
  });
});

describe("events", () => {
  it("count a voice once, however often it is said", () => {
    const once = say(event, "a", [{ artist: "Jazz 1", vote: 1 }]);
    expect(say(once, "a", [{ artist: "Jazz 1", vote: 1 }])).toBe(once);
    const turned = say(once, "a", [{ artist: "Jazz 1", vote: -1 }]);
    expect(sumVoices(turned).votes.get("Jazz 1")).toEqual({ up: 0, down: 1 });
    expect(sumVoices(say(turned, "a", [{ artist: "Jazz 1", vote: 0 }])).votes.size).toBe(0);
  });

  it("take no guest in who says nothing", () => {
    expect(hearVoice(event, "a", { artist: "Jazz 1", love: false })).toBe(event);
    expect(hearVoice(event, "a", { artist: "Jazz 1", vote: 0 })).toBe(event);
  });

  it("write each song down once", () => {
    const played = playSong(event, 0, song("Rock 1"));
    expect(playSong(played, 0, song("Rock 2"))).toBe(played);
  });

  it("let nobody in when the door is closed, and nobody speak after the end", () => {
    const closed = actAsHost(hearVoice(event, "a", { artist: "Rock 1", love: true }), { action: "close" });
    expect(() => hearVoice(closed, "b", { artist: "Rock 1", love: true })).toThrow(/no new guests/);
    expect(hearVoice(closed, "a", { artist: "Rock 2", love: true }).guests[0]?.loves).toHaveLength(2);
    const ended = endEvent(closed);
    expect(ended.guests).toEqual([]);
    expect(() => hearVoice(ended, "a", { artist: "Rock 1", love: true })).toThrow(/over/);
    expect(() => actAsHost(ended, { action: "pin", artist: "Rock 1" })).toThrow(/over/);
    expect(() => actAsHost(event, { action: "block", guest: 3 })).toThrow(/no guest 3/);
  });
});

describe("queueEvent", () => {
  it("moves an artist up or out by votes, and says how many there were", () => {
    const names = namesOf(event);
    expect(names).toHaveLength(10);
    expect(names.every((name) => name.startsWith("Rock"))).toBe(true);
    const [last = "", first = ""] = [names[9], names[0]];
    const voted = say(say(event, "a", [{ artist: last, vote: 1 }]), "b", [
      { artist: last, vote: 1 },
      { artist: first, vote: -1 },
    ]);
    const queue = queueEvent(deps, voted);
    expect(queue.queue[0]).toMatchObject({ name: last, up: 2, down: 0 });
    expect(queue.queue.map(({ name }) => name)).not.toContain(first);
    expect(queue.unbearable).toEqual([{ name: first, down: 1 }]);
  });

  it("goes where the guests' loves point, and names them as the reason", () => {
    const loved = ["a", "b", "c"].reduce(
      (state, guest, i) => hearVoice(state, guest, { artist: `Jazz ${i}`, love: true }),
      event,
    );
    const { queue } = queueEvent(deps, loved);
    const jazz = queue.find(({ name }) => name.startsWith("Jazz"));
    expect(jazz?.because.some(({ term }) => term === "like")).toBe(true);
  });

  it("puts what the host pinned first and leaves out what was dropped, guests or not", () => {
    const hated = say(event, "a", [{ artist: "Jazz 5", vote: -1 }]);
    const [first = ""] = namesOf(hated);
    const acted = actAsHost(actAsHost(hated, { action: "pin", artist: "Jazz 5" }), {
      action: "drop",
      artist: first,
    });
    const names = namesOf(acted);
    expect(names[0]).toBe("Jazz 5");
    expect(names).not.toContain(first);
    expect(namesOf(actAsHost(acted, { action: "restore", artist: first }))).toContain(first);
    expect(playSong(acted, 0, song("Jazz 5")).pinned).toEqual([]);
  });

  it("lets an artist rest after a song", () => {
    let state: EventState = event;
    for (let i = 0; i < 12; i++) {
      const [next = ""] = namesOf(state);
      expect(state.played.slice(-10).map(({ artist }) => artist)).not.toContain(next);
      state = playSong(state, i, song(next));
    }
  });
});

describe("createEventBook", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const throwFault = (message: string, error: unknown): void => {
    throw new Error(message, { cause: error });
  };
  function twoReplicas(log = throwFault) {
    const store = createMemoryStore();
    const writes: string[] = [];
    const counted = {
      ...store,
      update: (...call: Parameters<typeof store.update>) => {
        writes.push(call[0]);
        return store.update(...call);
      },
    };
    const open = () => createEventBook({ store: counted, recommender: deps, randomBytes, log });
    return { books: [open(), open()] as const, store: counted, writes };
  }

  it("counts every vote of two hundred guests once and tells both replicas the same", async () => {
    const { books, writes } = twoReplicas();
    const [one, two] = books;
    const code = await one.create(start);
    const seen: string[][] = [[], []];
    const stops = await Promise.all(
      books.map((book, i) =>
        book.watch(
          code,
          ({ event: { version }, queue }) => void seen[i]?.push(`${version} ${JSON.stringify(queue)}`),
          () => {},
        ),
      ),
    );
    const names = (await two.read(code)).queue.queue.map(({ name }) => name);
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        (i % 2 ? one : two).change(code, (state) =>
          hearVoice(state, `guest ${i}`, { artist: names[i % 10] ?? "", vote: i % 3 ? 1 : -1 }),
        ),
      ),
    );
    await vi.advanceTimersByTimeAsync(600);
    const { event: state, queue } = await one.read(code);
    expect(state.version).toBe(200);
    expect(state.guests.flatMap(({ votes }) => votes)).toHaveLength(200);
    expect(seen[0]?.at(-1)).toBe(`200 ${JSON.stringify(queue)}`);
    expect(seen[1]?.at(-1)).toBe(seen[0]?.at(-1));
    expect(writes.length).toBeLessThan(20);
    for (const stop of stops) stop();
    await vi.advanceTimersByTimeAsync(300);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("refuses one voice without losing the others that came with it", async () => {
    const [book] = twoReplicas().books;
    const code = await book.create(start);
    const results = await Promise.allSettled([
      book.change(code, (state) => hearVoice(state, "a", { artist: "Rock 1", love: true })),
      book.change(code, (state) => actAsHost(state, { action: "block", guest: 9 })),
      book.change(code, (state) => hearVoice(state, "b", { artist: "Rock 1", love: true })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await book.read(code)).event.guests).toHaveLength(2);
  });

  it("forgets a host's events, and tells those who look on", async () => {
    const [book, other] = twoReplicas().books;
    const code = await book.create(start);
    const second = await book.create({ ...start, stationId: "another" });
    const foreign = await book.create({ ...start, host: "ada" });
    const onGone = vi.fn();
    const stop = await other.watch(code, () => {}, onGone);
    expect(await book.forgetHost(start.host)).toBe(2);
    await vi.advanceTimersByTimeAsync(600);
    expect(onGone).toHaveBeenCalled();
    stop();
    for (const gone of [code, second]) await expect(other.read(gone)).rejects.toMatchObject({ code: "gone" });
    expect((await other.read(foreign)).event.host).toBe("ada");
    expect(await book.forgetHost(start.host)).toBe(0);
  });

  it("tells nobody of an older state after a newer one", async () => {
    const { books, store } = twoReplicas();
    const [book, other] = books;
    const code = await book.create(start);
    const seen: number[] = [];
    const stops = [
      await book.watch(
        code,
        () => {},
        () => {},
      ),
    ];
    // A look that was answered before the vote, and hears of it after somebody has come who knows of the vote.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const read = store.get;
    store.get = async (key: string) => {
      const value = await read(key);
      await held;
      return value;
    };
    await vi.advanceTimersByTimeAsync(260);
    store.get = read;
    await other.change(code, (state) => hearVoice(state, "a", { artist: "Rock 1", vote: 1 }));
    stops.push(
      await book.watch(
        code,
        ({ event: { version } }) => seen.push(version),
        () => {},
      ),
    );
    letGo();
    await vi.advanceTimersByTimeAsync(600);
    expect(seen).toEqual([1]);
    for (const stop of stops) stop();
  });

  it("goes on telling after the store was away, and says that it was once", async () => {
    const log = vi.fn();
    const { books, store } = twoReplicas(log);
    const [book, other] = books;
    const code = await book.create(start);
    const seen: number[] = [];
    const stop = await book.watch(
      code,
      ({ event: { version } }) => seen.push(version),
      () => {},
    );
    const read = store.get;
    store.get = () => Promise.reject(new AppError("store_unavailable"));
    await vi.advanceTimersByTimeAsync(2_000);
    store.get = read;
    await other.change(code, (state) => hearVoice(state, "a", { artist: "Rock 1", vote: 1 }));
    await vi.advanceTimersByTimeAsync(600);
    expect(seen).toEqual([0, 1]);
    expect(log).toHaveBeenCalledTimes(1);
    stop();
  });

  it("ends its watches when its process stops", async () => {
    const [book] = twoReplicas().books;
    const code = await book.create(start);
    const stops = new Map<string, () => void>();
    const ended: string[] = [];
    for (const name of ["one", "two"]) {
      const end = () => {
        ended.push(name);
        stops.get(name)?.();
      };
      stops.set(name, await book.watch(code, () => {}, end));
    }
    book.endWatches();
    expect(ended).toEqual(["one", "two"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("finds the running event of a station again, and none under a code that is none", async () => {
    const [book, other] = twoReplicas().books;
    const code = await book.create(start);
    expect(await other.create(start)).toBe(code);
    await book.change(code, endEvent);
    expect(await other.create(start)).not.toBe(code);
    for (const wrong of ["", "x".repeat(14), "event:1"]) {
      await expect(book.read(wrong)).rejects.toMatchObject({ code: "gone" });
      await expect(book.change(wrong, endEvent)).rejects.toMatchObject({ code: "gone" });
    }
  });
});
