import { createClient } from "@vercel/kv";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startKvGateway } from "./kv-gateway.fixture";
import { NO_REDIS, openTestRedis } from "./redis.fixture";
import { describeStore, expectUnavailable } from "./store.contract";
import { createVercelKvStore } from "./vercel-kv";

const TOKEN = "secret";
const redis = await openTestRedis();

if (!redis) it.skip(`vercel-kv: ${NO_REDIS}`, () => {});
else {
  afterAll(() => redis.close());

  describeStore("vercel-kv", async () => {
    await redis.clear();
    const gateway = await startKvGateway(TOKEN, redis.client);
    return {
      store: createVercelKvStore({ url: gateway.url, token: TOKEN }),
      advance: redis.advance,
      dispose: gateway.close,
    };
  });

  describe("createVercelKvStore over Redis", () => {
    beforeEach(() => redis.clear());

    it("sends the expiry with the value, in whole milliseconds", async () => {
      const gateway = await startKvGateway(TOKEN, redis.client);
      const store = createVercelKvStore({ url: gateway.url, token: TOKEN });
      await store.set("key", { a: 1 }, { ttlMs: 60_000.4 });
      expect(await redis.client.get("key")).toBe('{"a":1}');
      const left = await redis.client.pttl("key");
      expect(left > 30_000 && left <= 60_000).toBe(true);
      await gateway.close();
    });

    it("does not take its own write for another's when the answer to an update is lost", async () => {
      const gateway = await startKvGateway(TOKEN, redis.client);
      const store = createVercelKvStore({ url: gateway.url, token: TOKEN });
      const add = (value: unknown) => {
        // Reading is over: what comes now is the write.
        gateway.loseNextAnswer();
        return { value: Number(value ?? 0) + 1, ttlMs: 60_000 };
      };
      await expectUnavailable(store.update("count", add));
      expect(await store.get("count")).toBe(1);
      await gateway.close();
    });
  });
}

if (redis) {
  describe("the gateway of these tests", () => {
    it("runs pipelines and transactions as the real one does", async () => {
      await redis.clear();
      const gateway = await startKvGateway(TOKEN, redis.client);
      const client = createClient({ url: gateway.url, token: TOKEN });
      expect(await client.pipeline().set("a", "Кино").incr("n").get("a").exec()).toEqual(["OK", 1, "Кино"]);
      expect(await client.multi().incr("n").mget("a", "none").exec()).toEqual([2, ["Кино", null]]);
      await expect(client.lpush("a", "not a list")).rejects.toThrow(/WRONGTYPE/);
      await gateway.close();
    });
  });
}

describe("createVercelKvStore", () => {
  it.each([
    ["a refused token", "wrong", 0],
    ["a server out of order", TOKEN, 500],
  ])("says store_unavailable on %s", async (_what, token, status) => {
    const gateway = await startKvGateway(TOKEN, redis?.client);
    gateway.failWith(status);
    const store = createVercelKvStore({ url: gateway.url, token });
    await expectUnavailable(store.get("key"));
    await expectUnavailable(store.set("key", 1, { ttlMs: 1_000 }));
    await expectUnavailable(store.update("key", () => ({ value: 1, ttlMs: 1_000 })));
    await expectUnavailable(store.delete("key"));
    await gateway.close();
  });

  it("says store_unavailable when nobody listens, and never names the token", async () => {
    const gateway = await startKvGateway(TOKEN, redis?.client);
    await gateway.close();
    const store = createVercelKvStore({ url: gateway.url, token: TOKEN });
    await expectUnavailable(store.get("key"));
    await expect(store.get("key")).rejects.not.toThrow(/secret/);
  });
});
