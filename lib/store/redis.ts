// The shared store for any number of replicas on machines of one's own: Redis by its own protocol.
// Redis itself deletes what has expired. A connection that is lost is made again without end.

import { Redis } from "ioredis";
import { checkPrefix, checkTtl, fromJson, guarded, toJson } from "./entry";
import type { KeyValueStore } from "./store";
import { createSwapUpdates, SWAP_SCRIPT, toMatch, toSwapArguments, toWholeMs } from "./swap-updates";

export type RedisStoreOptions = {
  /** REDIS_URL: redis://[user:password@]host[:port][/database], rediss:// for TLS. */
  readonly url: string;
  /** Milliseconds until a connection or a command is given up. Default 2,000. */
  readonly timeoutMs?: number;
};

const MAX_RECONNECT_PAUSE_MS = 1_000;
/** Keys looked at by one step of a scan, which holds up nobody else's commands for longer. */
const SCAN_COUNT = 1_000;

export function createRedisStore({ url, timeoutMs = 2_000 }: RedisStoreOptions): KeyValueStore {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    retryStrategy: (times) => Math.min(2 ** times * 10, MAX_RECONNECT_PAUSE_MS),
    // What was under way when the connection broke fails: sent again, a swap would take its own write for another's.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  });
  // Each command reports its own fault; without a listener the client writes every lost connection to the console.
  client.on("error", () => {});
  const read = async (key: string) => (await client.get(key)) ?? undefined;

  return {
    name: "redis",
    get: (key) => guarded("read", async () => fromJson(await read(key))),
    async set(key, value, { ttlMs }) {
      checkTtl(ttlMs);
      const text = toJson(value);
      await guarded("write", () => client.set(key, text, "PX", toWholeMs(ttlMs)));
    },
    update: createSwapUpdates({
      read: (key) => guarded("read", () => read(key)),
      swap: (key, expected, next) =>
        guarded("update", async () => {
          return (await client.eval(SWAP_SCRIPT, 1, key, ...toSwapArguments(expected, next))) === 1;
        }),
    }),
    delete: (key) => guarded("delete", async () => void (await client.del(key))),
    async deleteUnder(prefix) {
      checkPrefix(prefix);
      return guarded("delete", async () => {
        let deleted = 0;
        for (let cursor = "0"; ; ) {
          const [next, keys] = await client.scan(cursor, "MATCH", toMatch(prefix), "COUNT", SCAN_COUNT);
          if (keys.length > 0) deleted += await client.unlink(...keys);
          if (next === "0") return deleted;
          cursor = next;
        }
      });
    },
    // Answers under way are waited for; a Redis that cannot be reached is simply left.
    close: async () => void (await client.quit().catch(() => client.disconnect())),
  };
}
