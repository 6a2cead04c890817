import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createRedisStore } from "./redis";
import { NO_REDIS, openTestRedis } from "./redis.fixture";
import { describeStore, expectUnavailable } from "./store.contract";

const redis = await openTestRedis();

if (!redis) it.skip(`redis: ${NO_REDIS}`, () => {});
else {
  afterAll(() => redis.close());

  describeStore("redis", async () => {
    await redis.clear();
    return { store: createRedisStore({ url: redis.url }), advance: redis.advance, dispose: async () => {} };
  });

  describe("createRedisStore", () => {
    beforeEach(() => redis.clear());

    it("gives every entry an expiry at Redis, also those of an update", async () => {
      const store = createRedisStore({ url: redis.url });
      await store.set("set", 1, { ttlMs: 60_000.4 });
      await store.update("updated", () => ({ value: 1, ttlMs: 30_000.4 }));
      const isWithin = async (key: string, most: number) => {
        const left = await redis.client.pttl(key);
        return left > most / 2 && left <= most;
      };
      expect(await isWithin("set", 60_000)).toBe(true);
      expect(await isWithin("updated", 30_000)).toBe(true);
      await store.close();
    });

    it("loses no update between replicas", async () => {
      const replicas = Array.from({ length: 3 }, () => createRedisStore({ url: redis.url }));
      const add = (value: unknown) => ({ value: Number(value ?? 0) + 1, ttlMs: 60_000 });
      const calls = Array.from({ length: 40 }, () => replicas.map((replica) => replica.update("count", add)));
      await Promise.all(calls.flat());
      expect(await replicas[0]?.get("count")).toBe(120);
      await Promise.all(replicas.map((replica) => replica.close()));
    });

    it("fails while Redis is gone and works again when it is back", async () => {
      const store = createRedisStore({ url: redis.url, timeoutMs: 500 });
      await store.set("key", 1, { ttlMs: 60_000 });
      await redis.stop();
      await expectUnavailable(store.get("key"));
      await expectUnavailable(store.set("key", 1, { ttlMs: 1_000 }));
      await expectUnavailable(store.update("key", () => ({ value: 1, ttlMs: 1_000 })));
      await expectUnavailable(store.delete("key"));
      await redis.start();
      await expect.poll(() => store.get("key").catch(() => "not yet"), { timeout: 10_000 }).toBeUndefined();
      await store.close();
    });

    it("says store_unavailable when nobody listens, never names the password, and closes all the same", async () => {
      const store = createRedisStore({ url: "redis://user:hidden@127.0.0.1:9", timeoutMs: 500 });
      await expectUnavailable(store.get("key"));
      await expect(store.get("key")).rejects.not.toThrow(/hidden/);
      await store.close();
      await expectUnavailable(store.get("key"));
    });
  });
}
