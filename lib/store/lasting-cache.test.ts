import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFailingStore } from "./failing.fixture";
import { createLastingCache } from "./lasting-cache";
import { createMemoryStore } from "./memory";
import { describeStore, expectUnavailable } from "./store.contract";
import { createWatchedStore } from "./watched";

describeStore("lasting-cache", async () => {
  let time = 1_000;
  const now = () => time;
  return {
    store: createLastingCache(createWatchedStore(createMemoryStore({ now })), { now }),
    advance: (ms) => {
      time += ms;
    },
    dispose: async () => {},
  };
});

describe("createLastingCache", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function open(options?: { maxCharacters: number }) {
    const inner = createFailingStore();
    const watched = createWatchedStore(inner);
    const cache = createLastingCache(watched, options);
    const leave = async () => {
      inner.isAway = true;
      await cache.get("any");
      await cache.get("any");
    };
    const comeBack = async () => {
      inner.isAway = false;
      await vi.advanceTimersByTimeAsync(1_100);
    };
    return { inner, watched, cache, leave, comeBack };
  }

  it("goes on with what was read and written before, and with what is written while the store is away", async () => {
    const { inner, cache, leave } = await open();
    await inner.set("read", "by another", { ttlMs: 60_000 });
    await cache.get("read");
    await cache.set("written", { mine: true }, { ttlMs: 60_000 });
    await leave();
    await cache.set("later", 1, { ttlMs: 60_000 });
    expect(await Promise.all(["read", "written", "later", "never"].map((key) => cache.get(key)))).toEqual([
      "by another",
      { mine: true },
      1,
      undefined,
    ]);
  });

  it("tells nothing there from not known, for whom that matters", async () => {
    const { inner, cache, leave } = await open();
    await inner.set("read", "by another", { ttlMs: 60_000 });
    expect(await cache.sure.get("read")).toBe("by another");
    expect(await cache.sure.get("never")).toBeUndefined();
    await leave();
    await cache.delete("deleted");
    expect(await cache.sure.get("read")).toBe("by another");
    expect(await cache.sure.get("deleted")).toBeUndefined();
    await expectUnavailable(cache.sure.get("never"));
  });

  it("lets go of copies, and of what it owes the store, by a part of their keys", async () => {
    const { inner, cache, leave, comeBack } = await open();
    const keys = ["of:ada:seed", "server:of:ada:library", "of:ben:seed"];
    for (const key of keys) await cache.set(key, "copied", { ttlMs: 60_000 });
    await leave();
    await cache.set("of:ada:owed", 1, { ttlMs: 60_000 });
    cache.forgetCopies("of:ada:");
    const found = await Promise.all([...keys, "of:ada:owed"].map((key) => cache.get(key)));
    expect(found).toEqual([undefined, undefined, "copied", undefined]);
    await comeBack();
    expect(await inner.get("of:ada:owed")).toBeUndefined();
  });

  it("brings what was written and deleted meanwhile to the store when it is back", async () => {
    const { inner, cache, leave, comeBack } = await open();
    await cache.set("edited", "old", { ttlMs: 60_000 });
    await cache.set("dropped", "old", { ttlMs: 60_000 });
    await cache.set("brief", "old", { ttlMs: 60_000 });
    await leave();
    await cache.set("edited", "new", { ttlMs: 60_000 });
    await cache.set("brief", "new", { ttlMs: 500 });
    await cache.delete("dropped");
    expect(await cache.get("dropped")).toBeUndefined();
    await comeBack();
    expect(await Promise.all(["edited", "dropped", "brief"].map((key) => inner.get(key)))).toEqual([
      "new",
      undefined,
      undefined,
    ]);
    expect(await cache.get("edited")).toBe("new");
  });

  it("does not bring back what somebody wrote after the return", async () => {
    const { inner, cache, leave, comeBack } = await open();
    await leave();
    await cache.set("key", "meanwhile", { ttlMs: 60_000 });
    await comeBack();
    await cache.set("key", "after", { ttlMs: 60_000 });
    await leave();
    await comeBack();
    expect(await inner.get("key")).toBe("after");
  });

  it("forgets from memory what has expired, however long the store is away", async () => {
    const { cache, leave } = await open();
    await cache.set("key", 1, { ttlMs: 30_000 });
    await leave();
    await cache.set("other", 1, { ttlMs: 30_000 });
    await vi.advanceTimersByTimeAsync(31_000);
    expect([await cache.get("key"), await cache.get("other")]).toEqual([undefined, undefined]);
  });

  it("never claims a compare and set that the store did not do", async () => {
    const { cache, leave } = await open();
    await leave();
    await expectUnavailable(cache.update("key", () => ({ value: 1, ttlMs: 1_000 })));
    expect(await cache.get("key")).toBeUndefined();
  });

  it("holds no more in memory than it may", async () => {
    const { cache, leave } = await open({ maxCharacters: 100 });
    for (let i = 0; i < 20; i++) await cache.set(`key${i}`, "x".repeat(20), { ttlMs: 60_000 });
    await leave();
    const kept = await Promise.all(Array.from({ length: 20 }, (_, i) => cache.get(`key${i}`)));
    expect(kept.filter((value) => value !== undefined)).toHaveLength(3);
    expect(kept.at(-1)).toBe("x".repeat(20));
  });

  it("passes faults of the value on", async () => {
    const { cache } = await open();
    await expect(cache.set("key", undefined, { ttlMs: 1_000 })).rejects.toThrow(TypeError);
    await expect(cache.set("key", "x".repeat(2_000_000), { ttlMs: 1_000 })).rejects.toMatchObject({
      code: "too_large",
    });
  });
});
