import { randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createLimiter } from "@/lib/api/limiter";
import { createBodies } from "@/lib/api/read-body";
import { createListenerPace } from "@/lib/music/spotify/listener-pace";
import { createEventBook } from "@/lib/share/events/event-book";
import { createShare, followShare, openShare } from "@/lib/share/shares";
import { createDeps } from "@/lib/station/station.fixture";
import { createFailingStore } from "@/lib/store/failing.fixture";
import { createLastingCache } from "@/lib/store/lasting-cache";
import { listenerKey, listenerPrefix } from "@/lib/store/listener-keys";
import { createPrefixedStore } from "@/lib/store/prefixed";
import { createWatchedStore } from "@/lib/store/watched";
import { createAnswers } from "./answers";
import { createFarewells } from "./farewells";
import { forgetEverythingOf } from "./forget";
import { forgetElsewhere } from "./memories";

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

const [me, ada] = [listenerPrefix("me"), listenerPrefix("ada")];

function open(inner = createFailingStore()) {
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
    renewals: createLimiter({ perMinute: 1, now: () => 0 }),
    calls: createListenerPace(() => Date.now()),
    bodies: createBodies(),
    answers: createAnswers(),
    farewells: createFarewells({ store }),
    libraries: { forget: vi.fn() },
    auth: { leave: vi.fn(async () => ["session=; Expires=then"]), forgetHere: vi.fn() },
  };
  return { inner, deps: { ...deps, forgetCalls: deps.calls.forget } };
}

describe("forgetEverythingOf", () => {
  it("removes all of one listener, nothing of another, and counts it", async () => {
    const { deps } = open();
    const { cache, musicStore, shares, events, limiter, renewals } = deps;
    const own = await createShare(shares, { payload, owner: "me", stationId: "s", live: false });
    const other = await createShare(shares, { payload, owner: "ada", stationId: "s", live: false });
    await followShare(shares, other.code, "me");
    await followShare(shares, own.code, "ada");
    const evening = await events.create({ host: "me", stationId: "s", payload });
    for (const who of ["me", "ada"]) {
      await cache.set(listenerKey(who, "seed:1"), who, { ttlMs });
      await cache.set(listenerKey(who, "synced:anything"), who, { ttlMs });
      await musicStore.set(listenerKey(who, "library"), who, { ttlMs });
      limiter.take(listenerPrefix(who));
      renewals.take(listenerPrefix(who));
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
    expect(deps.libraries.forget).toHaveBeenCalledWith(me);
    expect(deps.auth.forgetHere).toHaveBeenCalledWith(me);
    for (const { take } of [limiter, renewals]) {
      expect(() => take(me)).not.toThrow();
      expect(() => take(ada)).toThrow();
    }
  });

  it("lets go of bodies, answers and counted calls in memory", async () => {
    const { deps } = open();
    const { bodies, answers, calls } = deps;
    const schema = z.object({ tracks: z.array(z.string()) });
    const read = () => bodies.parse('{"tracks":[]}', schema);
    const body = read();
    await answers.answer(body, [], async () => "before");
    vi.useFakeTimers({ now: 0 });
    for (const who of [me, ada]) calls.note(who);
    vi.setSystemTime(3_600_000);
    for (const who of [me, ada]) for (let n = 0; n < 9; n++) calls.note(who);
    await forgetEverythingOf(deps, "me", request);
    expect([calls.left(me), calls.left(ada)]).toEqual([1, 0]);
    vi.useRealTimers();
    expect(read()).not.toBe(body);
    expect(String(await answers.answer(body, [], async () => "after"))).toBe('"after"');
  });

  it("reaches the memory of other replicas, and what they write before they know", async () => {
    vi.useFakeTimers();
    const { deps, inner } = open();
    const { deps: other } = open(inner);
    const [seed, late, kept] = [
      listenerKey("me", "seed:1"),
      listenerKey("me", "late"),
      listenerKey("ada", "seed:1"),
    ];
    for (const key of [seed, kept]) {
      await deps.cache.set(key, 1, { ttlMs });
      await other.cache.get(key);
    }
    other.limiter.take(me);
    const stop = other.farewells.watch((who) => forgetElsewhere(other, who));
    await forgetEverythingOf(deps, "me", request);
    await other.cache.set(late, 1, { ttlMs });
    await vi.advanceTimersByTimeAsync(15_000);
    inner.isAway = true;
    const found = await Promise.all([seed, late, kept].map((key) => other.cache.get(key)));
    expect(found).toEqual([undefined, undefined, 1]);
    inner.isAway = false;
    expect(await inner.get(late)).toBeUndefined();
    expect(() => other.limiter.take(me)).not.toThrow();
    expect(other.auth.forgetHere).toHaveBeenCalledWith(me);
    stop();
    vi.useRealTimers();
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
