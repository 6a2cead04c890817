// The shared store: Vercel KV (any Upstash-compatible REST endpoint in front of Redis), for several replicas.
// Redis itself deletes what has expired.

import { createClient } from "@vercel/kv";
import { checkPrefix, checkTtl, fromJson, guarded, toJson } from "./entry";
import type { KeyValueStore } from "./store";
import { createSwapUpdates, SWAP_SCRIPT, toMatch, toSwapArguments, toWholeMs } from "./swap-updates";

export type VercelKvStoreOptions = {
  /** KV_REST_API_URL. */
  readonly url: string;
  /** KV_REST_API_TOKEN. */
  readonly token: string;
  /** Milliseconds until a call is given up. Default 3,000. */
  readonly timeoutMs?: number;
};

/** Keys looked at by one call of a scan. */
const SCAN_COUNT = 1_000;

export function createVercelKvStore(options: VercelKvStoreOptions): KeyValueStore {
  const { url, token, timeoutMs = 3_000 } = options;
  const common = {
    url,
    token,
    cache: "no-store",
    // The client would turn the text "12" into the number 12; the values are JSON that is read here.
    automaticDeserialization: false,
    signal: () => AbortSignal.timeout(timeoutMs),
  } as const;
  const client = createClient({ ...common, retry: { retries: 1, backoff: () => 100 } });
  // A swap whose answer was lost may have happened: sending it again would take our own write for another's.
  // (`retry: false` would still try twice.)
  const swapClient = createClient({ ...common, retry: { retries: 0 } });
  const read = async (key: string) => (await client.get<string>(key)) ?? undefined;

  return {
    name: "vercel-kv",
    get: (key) => guarded("read", async () => fromJson(await read(key))),
    async set(key, value, { ttlMs }) {
      checkTtl(ttlMs);
      const text = toJson(value);
      await guarded("write", () => client.set(key, text, { px: toWholeMs(ttlMs) }));
    },
    update: createSwapUpdates({
      read: (key) => guarded("read", () => read(key)),
      swap: (key, expected, next) =>
        guarded("update", async () => {
          const swapped = await swapClient.eval(SWAP_SCRIPT, [key], toSwapArguments(expected, next));
          return Number(swapped) === 1;
        }),
    }),
    delete: (key) => guarded("delete", async () => void (await client.del(key))),
    async deleteUnder(prefix) {
      checkPrefix(prefix);
      return guarded("delete", async () => {
        let deleted = 0;
        for (let cursor = "0"; ; ) {
          const [next, keys] = await client.scan(cursor, { match: toMatch(prefix), count: SCAN_COUNT });
          if (keys.length > 0) deleted += Number(await client.unlink(...keys));
          if (String(next) === "0") return deleted;
          cursor = String(next);
        }
      });
    },
    close: async () => {},
  };
}
