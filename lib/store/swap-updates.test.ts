import { describe, expect, it } from "vitest";
import { createSwapUpdates, type Swapper } from "./swap-updates";

function open(swap?: Swapper["swap"]) {
  const texts = new Map<string, string>();
  const counts = { reads: 0, swaps: 0, pauses: 0 };
  const swapper: Swapper = {
    async read(key) {
      counts.reads += 1;
      return texts.get(key);
    },
    async swap(key, expected, next) {
      counts.swaps += 1;
      if (swap) return swap(key, expected, next);
      if (texts.get(key) !== expected) return false;
      if (next.text === undefined) texts.delete(key);
      else texts.set(key, next.text);
      return true;
    },
  };
  const update = createSwapUpdates(swapper, async () => {
    counts.pauses += 1;
  });
  return { update, texts, counts };
}

const add = (value: unknown) => ({ value: Number(value ?? 0) + 1, ttlMs: 1_000 });

describe("createSwapUpdates", () => {
  it("sends the updates that wait for one key in one swap", async () => {
    const { update, texts, counts } = open();
    const results = await Promise.all(Array.from({ length: 200 }, () => update("key", add)));
    expect(results).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(texts.get("key")).toBe("200");
    expect(counts).toEqual({ reads: 2, swaps: 2, pauses: 0 });
  });

  it("tries again on what another writer left, and gives each its own outcome", async () => {
    let isFirst = true;
    const { update, texts, counts } = open(async () => {
      if (!isFirst) return true;
      isFirst = false;
      texts.set("key", "41");
      return false;
    });
    const outcomes = await Promise.allSettled([
      update("key", add),
      update("key", () => {
        throw new Error("no");
      }),
    ]);
    expect(outcomes).toEqual([
      { status: "fulfilled", value: 42 },
      { status: "rejected", reason: new Error("no") },
    ]);
    expect(counts).toMatchObject({ swaps: 2, pauses: 1 });
  });

  it("writes nothing when nothing changes", async () => {
    const { update, counts } = open();
    expect(await update("key", () => "keep")).toBeUndefined();
    expect(counts.swaps).toBe(0);
  });

  it("says so when it is overtaken again and again", async () => {
    const { update, counts } = open(async () => false);
    await expect(update("key", add)).rejects.toMatchObject({
      code: "too_many_requests",
      retryAfterMs: 1_000,
    });
    expect(counts.swaps).toBe(50);
  });

  it("fails for all who wait when the store does, and works again after", async () => {
    let isAway = true;
    const { update } = open(async () => {
      if (isAway) throw new Error("away");
      return true;
    });
    const outcomes = await Promise.allSettled([update("key", add), update("key", add)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isAway = false;
    expect(await update("key", add)).toBe(1);
  });
});
