// Which key-value store: Vercel KV when its variables are set, else embedded LMDB.

import "server-only";
import { join } from "node:path";
import { createLmdbStore } from "@/lib/store/lmdb";
import type { KeyValueStore } from "@/lib/store/store";
import { createVercelKvStore } from "@/lib/store/vercel-kv";
import type { Env } from "./env";

export async function openStore(env: Env): Promise<KeyValueStore> {
  if (env.KV_REST_API_URL && env.KV_REST_API_TOKEN) {
    return createVercelKvStore({ url: env.KV_REST_API_URL, token: env.KV_REST_API_TOKEN });
  }
  return createLmdbStore({ path: join(env.DATA_DIR, "store") });
}
