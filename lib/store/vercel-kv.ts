// The shared store: Vercel KV (any Upstash-compatible REST endpoint in front of Redis), for several replicas.
// Redis itself deletes what has expired.

import { createClient } from "@vercel/kv";
import { checkTtl, guarded, toJson } from "./entry";
import type { KeyValueStore } from "./store";

export type VercelKvStoreOptions = {
  /** KV_REST_API_URL. */
  readonly url: string;
  /** KV_REST_API_TOKEN. */
  readonly token: string;
  /** Milliseconds until a call is given up. Default 3,000. */
  readonly timeoutMs?: number;
};

export function createVercelKvStore(options: VercelKvStoreOptions): KeyValueStore {
  const { url, token, timeoutMs = 3_000 } = options;
  const client = createClient({
    url,
    token,
    cache: "no-store",
    // The client would turn the text "12" into the number 12; the values are JSON that is read here.
    automaticDeserialization: false,
    retry: { retries: 1, backoff: () => 100 },
    signal: () => AbortSignal.timeout(timeoutMs),
  });

  return {
    name: "vercel-kv",
    get: (key) =>
      guarded("read", async () => {
        const text = await client.get<string>(key);
        return text === null ? undefined : JSON.parse(text);
      }),
    async set(key, value, { ttlMs }) {
      checkTtl(ttlMs);
      const text = toJson(value);
      await guarded("write", () => client.set(key, text, { px: Math.max(1, Math.round(ttlMs)) }));
    },
    delete: (key) => guarded("delete", async () => void (await client.del(key))),
    close: async () => {},
  };
}
