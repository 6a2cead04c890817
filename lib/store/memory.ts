// The store of tests and of a process without a disk: a Map with expiries and a bound.
// Values are kept as JSON text, so that a caller cannot change what is stored through what it read.

import { changeText, checkTtl, fromJson, toJson } from "./entry";
import type { KeyValueStore } from "./store";

export type MemoryStoreOptions = {
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Entries kept at most; the oldest written goes first. Default 10,000. */
  readonly maxEntries?: number;
};

export interface MemoryStore extends KeyValueStore {
  /** Deletes what has expired; how many that were. */
  sweep(): Promise<number>;
  /** Entries held, expired ones included until they are swept or read. */
  size(): number;
}

export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { now = Date.now, maxEntries = 10_000 } = options;
  const entries = new Map<string, { readonly text: string; readonly expiresAt: number }>();

  const sweep = (): number => {
    const before = entries.size;
    for (const [key, entry] of entries) if (entry.expiresAt <= now()) entries.delete(key);
    return before - entries.size;
  };
  const makeRoom = (): void => {
    if (entries.size < maxEntries || sweep() > 0) return;
    const oldest = entries.keys().next();
    if (!oldest.done) entries.delete(oldest.value);
  };

  const read = (key: string): string | undefined => {
    const entry = entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt > now()) return entry.text;
    entries.delete(key);
    return undefined;
  };
  const write = (key: string, text: string, ttlMs: number): void => {
    entries.delete(key);
    makeRoom();
    entries.set(key, { text, expiresAt: now() + ttlMs });
  };

  return {
    name: "memory",
    get: async (key) => fromJson(read(key)),
    async set(key, value, { ttlMs }) {
      checkTtl(ttlMs);
      write(key, toJson(value), ttlMs);
    },
    async update(key, change) {
      const changed = changeText(read(key), change);
      if (changed.kind === "written") write(key, changed.text, changed.ttlMs);
      if (changed.kind === "deleted") entries.delete(key);
      return fromJson(changed.text);
    },
    async delete(key) {
      entries.delete(key);
    },
    async close() {
      entries.clear();
    },
    sweep: async () => sweep(),
    size: () => entries.size,
  };
}
