import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { createFailingStore } from "./failing.fixture";
import { createMemoryStore } from "./memory";
import { describeStore, expectUnavailable } from "./store.contract";
import { createWatchedStore, type StoreHealth } from "./watched";

describeStore("watched", async () => {
  let time = 1_000;
  return {
    store: createWatchedStore(createMemoryStore({ now: () => time })),
    advance: (ms) => {
      time += ms;
    },
    dispose: async () => {},
  };
});

describe("createWatchedStore", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 50_000 }));
  afterEach(() => void vi.useRealTimers());

  function open() {
    const inner = createFailingStore();
    const changes: StoreHealth[] = [];
    const store = createWatchedStore(inner, { onChange: (health) => changes.push(health) });
    return { inner, store, changes };
  }

  it("stops asking after two failures in a row, and says since when", async () => {
    const { inner, store, changes } = open();
    expect(await store.health()).toEqual({ isUp: true });
    inner.isAway = true;
    await expectUnavailable(store.get("key"));
    await vi.advanceTimersByTimeAsync(100);
    await expectUnavailable(store.set("key", 1, { ttlMs: 1_000 }));
    const asked = inner.calls;
    await expectUnavailable(store.get("key"));
    await expectUnavailable(store.update("key", () => "keep"));
    await expectUnavailable(store.delete("key"));
    expect(await store.health()).toEqual({ isUp: false, since: 50_000 });
    expect(inner.calls).toBe(asked);
    expect(changes).toEqual([{ isUp: false, since: 50_000 }]);
    await store.close();
  });

  it("finds out by itself when the store is back, once", async () => {
    const { inner, store, changes } = open();
    const returned = vi.fn();
    store.onReturn(returned);
    inner.isAway = true;
    await expectUnavailable(store.get("key"));
    await expectUnavailable(store.get("key"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(returned).not.toHaveBeenCalled();
    inner.isAway = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await store.health()).toEqual({ isUp: true });
    expect(await store.get("key")).toBeUndefined();
    expect(returned).toHaveBeenCalledOnce();
    expect(changes).toHaveLength(2);
    const asked = inner.calls;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(inner.calls).toBe(asked);
    await store.close();
  });

  it("reports one failure at once but goes on asking", async () => {
    const { inner, store, changes } = open();
    inner.isAway = true;
    await expectUnavailable(store.get("key"));
    inner.isAway = false;
    expect(await store.get("key")).toBeUndefined();
    inner.isAway = true;
    expect(await store.health()).toEqual({ isUp: false, since: 50_000 });
    expect(changes).toEqual([]);
    await store.close();
  });

  it("does not take a caller's fault for the store's", async () => {
    const { store, changes } = open();
    const refuse = () => {
      throw new AppError("forbidden");
    };
    for (let i = 0; i < 3; i++) await expect(store.update("key", refuse)).rejects.toThrow(AppError);
    await expect(store.set("key", 1, { ttlMs: 0 })).rejects.toThrow(RangeError);
    expect(await store.health()).toEqual({ isUp: true });
    expect(changes).toEqual([]);
  });

  it("asks no more once it is closed", async () => {
    const { inner, store } = open();
    inner.isAway = true;
    await expectUnavailable(store.get("key"));
    await expectUnavailable(store.get("key"));
    await store.close();
    const asked = inner.calls;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(inner.calls).toBe(asked);
  });
});
