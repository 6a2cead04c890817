import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { createDeps } from "@/lib/station/station.fixture";
import { createMemoryStore } from "@/lib/store/memory";
import { actAsHost, endEvent, hearVoice } from "./event";
import { start } from "./event.fixture";
import { createEventBook } from "./event-book";
import { MAX_WATCHERS } from "./event-watch";

const deps = createDeps();

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

  it("lets a bounded number look on, and others again once somebody has left", async () => {
    const [book] = twoReplicas().books;
    const code = await book.create(start);
    const look = () =>
      book.watch(
        code,
        () => {},
        () => {},
      );
    const stops = await Promise.all(Array.from({ length: MAX_WATCHERS }, look));
    await expect(look()).rejects.toMatchObject({ code: "too_many_requests" });
    stops.pop()?.();
    stops.push(await look());
    for (const stop of stops) stop();
    expect(vi.getTimerCount()).toBe(0);
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

  it("opens one event of a station, however many pages of the host ask at once", async () => {
    const { books, store } = twoReplicas();
    const ended = await books[0].create(start);
    await books[0].change(ended, endEvent);
    const codes = await Promise.all([...books, ...books].map((book) => book.create(start)));
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).not.toBe(ended);
    expect(await store.deleteUnder("event:")).toBe(2);
  });

  it("opens no second event while it cannot be told whether one runs", async () => {
    const { books, store } = twoReplicas();
    const code = await books[0].create(start);
    const read = store.get;
    store.get = (key) =>
      key.startsWith("event:") ? Promise.reject(new AppError("store_unavailable")) : read(key);
    await expect(books[1].create(start)).rejects.toMatchObject({ code: "store_unavailable" });
    store.get = read;
    expect(await books[1].create(start)).toBe(code);
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
