// A real Redis for the tests of one file, started on a free port, and a way to move its entries' expiries on.

import { Redis } from "ioredis";
import { startRedis } from "../../scripts/redis.mjs";

export type TestRedis = {
  readonly url: string;
  /** For a look from outside the store. */
  readonly client: Redis;
  /** Deletes everything. */
  clear(): Promise<void>;
  /** Takes so much from what every entry has left to live, as Redis has no clock to move. */
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

export const NO_REDIS = "there is no redis-server on PATH: install the package of that name";

const ADVANCE_SCRIPT = `
for _, key in ipairs(redis.call("KEYS", "*")) do
  local left = redis.call("PTTL", key) - tonumber(ARGV[1])
  if left <= 0 then redis.call("DEL", key) else redis.call("PEXPIRE", key, left) end
end`;

/** undefined = NO_REDIS. */
export async function openTestRedis(): Promise<TestRedis | undefined> {
  const server = await startRedis();
  if (!server) return undefined;
  const client = new Redis(server.url);
  // The tests stop the server on purpose.
  client.on("error", () => {});
  return {
    url: server.url,
    client,
    clear: async () => void (await client.flushall()),
    advance: async (ms) => void (await client.eval(ADVANCE_SCRIPT, 0, ms)),
    stop: server.stop,
    start: server.start,
    async close() {
      client.disconnect();
      await server.stop();
    },
  };
}
