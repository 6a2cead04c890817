// The suite every key-value store passes. A new store calls it from its own test file.

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError, isAppError } from "@/lib/errors";
import { MAX_VALUE_BYTES } from "./entry";
import type { KeyValueStore } from "./store";

export type StoreHarness = {
  readonly store: KeyValueStore;
  /** Moves the clock that the store's expiries follow. */
  advance(ms: number): void | Promise<void>;
  /** Takes away what the harness made (servers, directories); the store is closed before. */
  dispose(): Promise<void>;
};

export function describeStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`key-value store: ${name}`, () => {
    let harness: StoreHarness;
    let store: KeyValueStore;
    beforeEach(async () => {
      harness = await open();
      store = harness.store;
    });
    afterEach(async () => {
      await store.close();
      await harness.dispose();
    });

    itKeepsValues(() => store);
    itForgets(
      () => store,
      (ms) => harness.advance(ms),
    );
    itRefuses(() => store);
    itUpdates(
      () => store,
      (ms) => harness.advance(ms),
    );
    itLosesNoUpdate(() => store);
    itDeletesUnderAPrefix(() => store);
  });
}

function itKeepsValues(store: () => KeyValueStore): void {
  it("has a name for the health page", () => {
    expect(store().name).toMatch(/^[a-z-]+$/);
  });

  it("gives undefined for a key that was never set", async () => {
    expect(await store().get("nothing")).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["an object", { a: 1, list: [1, "two", null, { three: true }] }],
    ["an array", [1, 2, 3]],
    ["a text", "plain"],
    ["a text that looks like a number", "12"],
    ["a text that looks like JSON", '{"a":1}'],
    ["an empty text", ""],
    ["text of other scripts", "Кино, 椎名林檎, Sigur Rós, 🎧"],
    ["a number", 0.5],
    ["false", false],
    ["null", null],
    ["a large value", { text: "x".repeat(900_000) }],
  ])("gives back %s as it was", async (_what, value) => {
    await store().set("key", value, { ttlMs: 60_000 });
    expect(await store().get("key")).toEqual(value);
  });

  it("gives a copy, not the stored object", async () => {
    const value = { list: [1] };
    await store().set("key", value, { ttlMs: 60_000 });
    value.list.push(2);
    const first = await store().get("key");
    expect(first).toEqual({ list: [1] });
    Object.assign(first as object, { list: [9] });
    expect(await store().get("key")).toEqual({ list: [1] });
  });

  it("keeps long keys apart that differ only at the end", async () => {
    const long = "playlist:".padEnd(5_000, "é");
    await store().set(`${long}a`, "first", { ttlMs: 60_000 });
    await store().set(`${long}b`, "second", { ttlMs: 60_000 });
    expect(await store().get(`${long}a`)).toBe("first");
    expect(await store().get(`${long}b`)).toBe("second");
    await store().delete(`${long}a`);
    expect(await store().get(`${long}a`)).toBeUndefined();
    expect(await store().get(`${long}b`)).toBe("second");
  });

  it("takes keys with spaces, slashes, colons and other scripts", async () => {
    const keys = ["a b", "a/b", "a:b", "Мумий Тролль?#%", "a"];
    await Promise.all(keys.map((key) => store().set(key, key, { ttlMs: 60_000 })));
    expect(await Promise.all(keys.map((key) => store().get(key)))).toEqual(keys);
  });
}

function itForgets(store: () => KeyValueStore, advance: (ms: number) => void | Promise<void>): void {
  it("lets an entry live until its expiry and no longer", async () => {
    await store().set("key", 1, { ttlMs: 60_000 });
    await advance(45_000);
    expect(await store().get("key")).toBe(1);
    await advance(15_500);
    expect(await store().get("key")).toBeUndefined();
  });

  it("replaces a value together with its expiry", async () => {
    await store().set("key", "old", { ttlMs: 10_000 });
    await store().set("key", "new", { ttlMs: 60_000 });
    await advance(30_000);
    expect(await store().get("key")).toBe("new");
    await store().set("key", "short", { ttlMs: 1_000 });
    await advance(2_000);
    expect(await store().get("key")).toBeUndefined();
  });

  it("deletes one entry and leaves the others; deleting nothing is no fault", async () => {
    await store().set("a", 1, { ttlMs: 60_000 });
    await store().set("b", 2, { ttlMs: 60_000 });
    await store().delete("a");
    await store().delete("never-set");
    expect(await store().get("a")).toBeUndefined();
    expect(await store().get("b")).toBe(2);
  });
}

function itRefuses(store: () => KeyValueStore): void {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses an expiry of %s", async (ttlMs) => {
    await expect(store().set("key", 1, { ttlMs })).rejects.toThrow(RangeError);
    expect(await store().get("key")).toBeUndefined();
  });

  it("refuses a value above the limit, and says how large it is", async () => {
    const bytes = MAX_VALUE_BYTES + 2;
    await expect(store().set("key", "x".repeat(MAX_VALUE_BYTES), { ttlMs: 1_000 })).rejects.toMatchObject({
      code: "too_large",
      message: expect.stringContaining(String(bytes)),
    });
    expect(await store().get("key")).toBeUndefined();
  });

  it("refuses what JSON cannot hold", async () => {
    await expect(store().set("key", undefined, { ttlMs: 1_000 })).rejects.toThrow(TypeError);
    expect(await store().get("key")).toBeUndefined();
  });
}

function itUpdates(store: () => KeyValueStore, advance: (ms: number) => void | Promise<void>): void {
  const toWrite = (value: unknown, ttlMs = 60_000) => ({ value, ttlMs });

  it("updates what is there and what is not, and returns what is there afterwards", async () => {
    expect(await store().update("key", (value) => toWrite([value ?? "nothing"]))).toEqual(["nothing"]);
    expect(await store().update("key", (value) => toWrite([value]))).toEqual([["nothing"]]);
    expect(await store().get("key")).toEqual([["nothing"]]);
  });

  it("keeps an entry with its expiry, and deletes one", async () => {
    await store().set("key", 1, { ttlMs: 10_000 });
    expect(await store().update("key", () => "keep")).toBe(1);
    expect(await store().update("none", () => "keep")).toBeUndefined();
    await advance(11_000);
    expect(await store().get("key")).toBeUndefined();
    await store().set("key", 2, { ttlMs: 10_000 });
    expect(await store().update("key", () => "delete")).toBeUndefined();
    expect(await store().update("none", () => "delete")).toBeUndefined();
    expect(await store().get("key")).toBeUndefined();
  });

  it("gives a written value its own expiry and does not see an expired one", async () => {
    await store().set("key", 1, { ttlMs: 10_000 });
    await store().update("key", () => toWrite(2, 60_000));
    await advance(30_000);
    expect(await store().get("key")).toBe(2);
    await advance(31_000);
    expect(await store().update("key", (value) => toWrite({ was: value ?? null }))).toEqual({ was: null });
  });

  it("throws what the change throws and leaves the entry as it was", async () => {
    await store().set("key", 1, { ttlMs: 60_000 });
    const refused = new AppError("forbidden", "You have voted.");
    const calls = [
      store().update("key", () => {
        throw refused;
      }),
      store().update("key", (value) => toWrite(Number(value) + 1)),
      store().update("key", () => toWrite(undefined)),
      store().update("key", () => toWrite(9, 0)),
      store().update("key", () => toWrite("x".repeat(MAX_VALUE_BYTES))),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "rejected",
      "fulfilled",
      "rejected",
      "rejected",
      "rejected",
    ]);
    await expect(calls[0]).rejects.toBe(refused);
    await expect(calls[2]).rejects.toThrow(TypeError);
    await expect(calls[3]).rejects.toThrow(RangeError);
    await expect(calls[4]).rejects.toMatchObject({ code: "too_large" });
    expect(await store().get("key")).toBe(2);
  });

  it("hands the change a copy", async () => {
    await store().set("key", { list: [1] }, { ttlMs: 60_000 });
    await store().update("key", (value) => {
      Object.assign(value as object, { list: [] });
      return "keep";
    });
    expect(await store().get("key")).toEqual({ list: [1] });
  });
}

function itLosesNoUpdate(store: () => KeyValueStore): void {
  it("loses no update and makes none twice, however many write at once", async () => {
    const votes = fc.array(
      fc.record({ key: fc.constantFrom("a", "b"), by: fc.integer({ min: -9, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(votes, async (list) => {
        const keys = { a: `a${run}`, b: `b${run++}` };
        await Promise.all(
          list.map(({ key, by }, voter) =>
            store().update(keys[key as "a" | "b"], (value) => {
              const count = (value ?? { sum: 0, voters: [] }) as { sum: number; voters: number[] };
              return { value: { sum: count.sum + by, voters: [...count.voters, voter] }, ttlMs: 60_000 };
            }),
          ),
        );
        for (const key of ["a", "b"] as const) {
          const cast = list.flatMap((vote, voter) => (vote.key === key ? [{ ...vote, voter }] : []));
          const kept = (await store().get(keys[key])) as { sum: number; voters: number[] } | undefined;
          expect(kept?.sum ?? 0).toBe(cast.reduce((sum, { by }) => sum + by, 0));
          expect([...(kept?.voters ?? [])].sort((x, y) => x - y)).toEqual(cast.map(({ voter }) => voter));
        }
      }),
      { numRuns: 20, seed: 1 },
    );
  });
}

function itDeletesUnderAPrefix(store: () => KeyValueStore): void {
  it("deletes all that has a prefix, long keys too, and nothing else", async () => {
    const long = "é".repeat(2_000);
    const mine = ["of:a*[?]\\:1", "of:a*[?]\\:2", `of:a*[?]\\:${long}`];
    const others = ["of:a*[?]\\", "of:abc[?]\\:1", "of:b:1", `of:b:${long}`, "x of:a*[?]\\:1", long];
    const ttlMs = 60_000;
    await Promise.all([...mine, ...others].map((key) => store().set(key, key, { ttlMs })));
    await store().update("of:a*[?]\\:3", () => ({ value: 3, ttlMs }));
    expect(await store().deleteUnder("of:a*[?]\\:")).toBe(4);
    expect(await Promise.all(mine.map((key) => store().get(key)))).toEqual(mine.map(() => undefined));
    expect(await store().get("of:a*[?]\\:3")).toBeUndefined();
    expect(await Promise.all(others.map((key) => store().get(key)))).toEqual(others);
    expect(await store().deleteUnder("of:a*[?]\\:")).toBe(0);
  });

  it("deletes thousands of them", async () => {
    const keys = Array.from({ length: 2_500 }, (_, index) => `of:many:${index}`);
    await Promise.all(keys.map((key) => store().set(key, 1, { ttlMs: 60_000 })));
    expect(await store().deleteUnder("of:many:")).toBe(2_500);
    expect(await store().get("of:many:7")).toBeUndefined();
  });

  it("refuses a prefix of nothing, which would be everything", async () => {
    await store().set("key", 1, { ttlMs: 60_000 });
    await expect(store().deleteUnder("")).rejects.toThrow(RangeError);
    await expect(store().deleteUnder("x".repeat(500))).rejects.toThrow(RangeError);
    expect(await store().get("key")).toBe(1);
  });
}

/** Asserts that a call fails as a store that cannot be reached fails. */
export async function expectUnavailable(call: Promise<unknown>): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isAppError(error, "store_unavailable")).toBe(true);
}
