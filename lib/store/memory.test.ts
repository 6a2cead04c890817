import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory";
import { describeStore } from "./store.contract";

describeStore("memory", async () => {
  let time = 1_000;
  return {
    store: createMemoryStore({ now: () => time }),
    advance: (ms) => {
      time += ms;
    },
    dispose: async () => {},
  };
});

describe("createMemoryStore", () => {
  it("sweeps what has expired", async () => {
    let time = 0;
    const store = createMemoryStore({ now: () => time });
    await store.set("short", 1, { ttlMs: 10 });
    await store.set("long", 1, { ttlMs: 1_000 });
    time = 500;
    expect(await store.sweep()).toBe(1);
    expect(store.size()).toBe(1);
  });

  it("stays within its bound, expired entries going before living ones", async () => {
    let time = 0;
    const store = createMemoryStore({ now: () => time, maxEntries: 2 });
    await store.set("living", 1, { ttlMs: 1_000 });
    await store.set("dying", 2, { ttlMs: 10 });
    time = 100;
    await store.set("third", 3, { ttlMs: 1_000 });
    expect(await store.get("living")).toBe(1);
    await store.set("fourth", 4, { ttlMs: 1_000 });
    expect(store.size()).toBe(2);
    expect(await store.get("living")).toBeUndefined();
    expect(await store.get("fourth")).toBe(4);
  });

  it("stays within its bound of characters, the oldest going first", async () => {
    const store = createMemoryStore({ maxCharacters: 30 });
    for (const key of ["a", "b", "c"]) await store.set(key, "x".repeat(8), { ttlMs: 1_000 });
    expect(await store.get("a")).toBeUndefined();
    expect([await store.get("b"), await store.get("c")]).toEqual(["xxxxxxxx", "xxxxxxxx"]);
    await store.set("b", "y", { ttlMs: 1_000 });
    await store.set("d", "z".repeat(10), { ttlMs: 1_000 });
    expect(store.size()).toBe(3);
  });
});
