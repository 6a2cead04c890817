// Which key-value store: Redis or Vercel KV when their variables are set, else embedded LMDB; and what of it may be
// asked how. Shares, votes and whatever must be true ask `store`, which says so when it cannot answer; caches ask
// `cache`, which goes on from memory.

import "server-only";
import { join } from "node:path";
import { createLastingCache, type LastingCache } from "@/lib/store/lasting-cache";
import { createLmdbStore } from "@/lib/store/lmdb";
import { createPrefixedStore } from "@/lib/store/prefixed";
import { createRedisStore } from "@/lib/store/redis";
import type { KeyValueStore } from "@/lib/store/store";
import { createVercelKvStore } from "@/lib/store/vercel-kv";
import { createWatchedStore, type StoreHealth, type WatchedStore } from "@/lib/store/watched";
import type { Env } from "./env";
import type { Logger } from "./logger";

export type OpenStore = { readonly store: WatchedStore; readonly cache: LastingCache };

export function openStore(env: Env, log: Logger): OpenStore {
  const chosen = chooseStore(env);
  const tell = (health: StoreHealth) =>
    health.isUp
      ? log.info({ store: chosen.name }, "the store is back")
      : log.warn({ store: chosen.name }, "the store does not answer; caches go on from memory");
  const store = createWatchedStore(chosen, { onChange: tell });
  return { store, cache: createLastingCache(store) };
}

function chooseStore(env: Env): KeyValueStore {
  const { KV_REST_API_URL: kvUrl, KV_REST_API_TOKEN: token, REDIS_URL: redisUrl } = env;
  // Redis may serve others too.
  const shared = (store: KeyValueStore) => createPrefixedStore(store, `${env.STORE_NAMESPACE}:`);
  if (kvUrl && token) return shared(createVercelKvStore({ url: kvUrl, token }));
  if (redisUrl) return shared(createRedisStore({ url: redisUrl }));
  return createLmdbStore({ path: join(env.DATA_DIR, "store") });
}
