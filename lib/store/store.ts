// The contract of a key-value store: caches, short share links, votes, synced data. JSON values only, each with an expiry.
// The suite every store passes is store.contract.ts. Values are parsed by whoever reads them.

export type SetOptions = {
  /** Milliseconds until the entry is gone, > 0. Nothing is stored without an expiry. */
  readonly ttlMs: number;
};

/** What becomes of an entry: written anew with a new expiry, left as it is, or deleted. */
export type Change = { readonly value: unknown; readonly ttlMs: number } | "keep" | "delete";

export interface KeyValueStore {
  /** Shown by /api/health: "memory", "lmdb", "redis", "vercel-kv". */
  readonly name: string;
  /** The value, or undefined when there is none or it has expired. Throws AppError("store_unavailable"). */
  get(key: string): Promise<unknown>;
  /** Throws AppError("too_large") for a value of more than MAX_VALUE_BYTES, here and in `update`. */
  set(key: string, value: unknown, options: SetOptions): Promise<void>;
  /**
   * Compare and set: reads the entry (undefined = none), asks `change` what becomes of it, and does that, with no
   * other writer in between, in this process or another. Returns the value that is there afterwards.
   *
   * `change` is synchronous and free of side effects that count: where two writers meet it runs again on what the
   * other one wrote. What it throws is thrown, and the entry stays as it was. After AppError("store_unavailable")
   * the write may or may not have happened, so a caller who tries again writes changes that can be done twice.
   * AppError("too_many_requests") = it was overtaken again and again, and nothing was written.
   */
  update(key: string, change: (value: unknown) => Change): Promise<unknown>;
  delete(key: string): Promise<void>;
  /** Deletes whatever has a key that starts with `prefix`, 1 to MAX_PREFIX_BYTES long; how many entries that were. */
  deleteUnder(prefix: string): Promise<number>;
  close(): Promise<void>;
}
