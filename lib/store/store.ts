// The contract of a key-value store: caches with an expiry, short share links. JSON values only.
// The suite every store passes is store.contract.ts. Values are parsed by whoever reads them.

export type SetOptions = {
  /** Milliseconds until the entry is gone, > 0. Nothing is stored without an expiry. */
  readonly ttlMs: number;
};

export interface KeyValueStore {
  /** Shown by /api/health: "memory", "lmdb", "vercel-kv". */
  readonly name: string;
  /** The value, or undefined when there is none or it has expired. Throws AppError("store_unavailable"). */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, options: SetOptions): Promise<void>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}
