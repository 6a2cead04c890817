import { randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { createLimiter } from "@/lib/api/limiter";
import { createEventBook } from "@/lib/share/events/event-book";
import { createShare, followShare, openShare } from "@/lib/share/shares";
import { createDeps } from "@/lib/station/station.fixture";
import { createFailingStore } from "@/lib/store/failing.fixture";
import { createLastingCache } from "@/lib/store/lasting-cache";
import { listenerKey } from "@/lib/store/listener-keys";
import { createPrefixedStore } from "@/lib/store/prefixed";
import { createWatchedStore } from "@/lib/store/watched";
import { forgetEverythingOf } from "./forget";

const payload = {
  version: 1 as const,
  name: "Rock",
  style: [{ name: "Rock 1", weight: 1 }],
  feedback: [],
  weights: { style: 1, likes: 0.6, dislikes: 0.3 },
  seed: 7,
  model: "hash",
};
const request = new Request("http://127.0.0.1:3000/api/account", { method: "DELETE" });
const ttlMs = 60_000;

function open() {
  const inner = createFailingStore();
  const store = createWatchedStore(inner);
  const cache = createLastingCache(store);
  const { catalogue, index } = createDeps();
  const random = (count: number) => randomBytes(count);
  const deps = {
    cache,
    musicStore: createPrefixedStore(cache, "subsonic:1:"),
    shares: { store, now: Date.now, randomBytes: random },
    events: createEventBook({ store, recommender: { catalogue, index }, randomBytes: random, log: () => {} }),
    limiter: createLimiter({ perMinute: 1, now: () => 0 }),
    libraries: { forget: vi.fn() },
    auth: { leave: vi.fn(async () => ["session=; Expires=then"]) },
  };
  return { inner, deps };
}

describe("forgetEverythingOf", () => {
  it("removes all of one listener, nothing of another, and counts it", async () => {
    const { deps } = open();
    const { cache, musicStore, shares, events, limiter } = deps;
    const own = await createShare(shares, { payload, owner: "me", stationId: "s", live: false });
    const other = await createShare(shares, { payload, owner: "ada", stationId: "s", live: false });
    await followShare(shares, other.code, "me");
    await followShare(shares, own.code, "ada");
    const evening = await events.create({ host: "me", stationId: "s", payload });
    for (const who of ["me", "ada"]) {
      await cache.set(listenerKey(who, "seed:1"), who, { ttlMs });
      await cache.set(listenerKey(who, "synced:anything"), who, { ttlMs });
      await musicStore.set(listenerKey(who, "library"), who, { ttlMs });
      limiter.take(who);
    }
    const { removed, setCookie } = await forgetEverythingOf(deps, "me", request);
    expect(removed).toEqual({ links: 1, followed: 1, events: 1, entries: 3 });
    expect(setCookie).toEqual(["session=; Expires=then"]);
    await expect(openShare(shares, own.code)).rejects.toMatchObject({ code: "gone" });
    await expect(events.read(evening)).rejects.toMatchObject({ code: "gone" });
    expect((await openShare(shares, other.code)).followers).toEqual([]);
    expect(await cache.get(listenerKey("me", "seed:1"))).toBeUndefined();
    expect(await musicStore.get(listenerKey("me", "library"))).toBeUndefined();
    expect(await cache.get(listenerKey("ada", "synced:anything"))).toBe("ada");
    expect(deps.libraries.forget).toHaveBeenCalledWith("me");
    expect(() => limiter.take("me")).not.toThrow();
    expect(() => limiter.take("ada")).toThrow();
  });

  it("deletes what a request under way wrote while the sessions were ended", async () => {
    const { deps } = open();
    const key = listenerKey("me", "seed:late");
    deps.auth.leave.mockImplementation(async () => {
      await deps.cache.set(key, 1, { ttlMs });
      return [];
    });
    const { removed } = await forgetEverythingOf(deps, "me", request);
    expect(removed.entries).toBe(1);
    expect(await deps.cache.get(key)).toBeUndefined();
  });

  it("says so when the store is away, and leaves the listener signed in to try again", async () => {
    const { deps, inner } = open();
    inner.isAway = true;
    await expect(forgetEverythingOf(deps, "me", request)).rejects.toMatchObject({
      code: "store_unavailable",
    });
    expect(deps.auth.leave).not.toHaveBeenCalled();
  });
});
