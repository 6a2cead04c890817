// The store of tests and of a process without a disk: a Map with expiries and a bound.
// Values are kept as JSON text, so that a caller cannot change what is stored through what it read.

import { changeText, checkPrefix, checkTtl, fromJson, toJson } from "./entry";
import type { KeyValueStore } from "./store";

export type MemoryStoreOptions = {
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Entries kept at most; the oldest written goes first. Default 10,000. */
  readonly maxEntries?: number;
  /** Characters of keys and JSON text kept at most, the same way. Default 64 million. */
  readonly maxCharacters?: number;
};

export interface MemoryStore extends KeyValueStore {
  /** Deletes whatever has such a key. */
  forget(is: (key: string) => boolean): void;
  /** Deletes what has expired; how many that were. */
  sweep(): Promise<number>;
  /** Is there an entry that has not expired? Cheaper than reading it. */
  has(key: string): boolean;
  /** Entries held, expired ones included until they are swept or read. */
  size(): number;
}

export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { now = Date.now, maxEntries = 10_000, maxCharacters = 64_000_000 } = options;
  const entries = new Map<string, { readonly text: string; readonly expiresAt: number }>();
  let characters = 0;

  const remove = (key: string): void => {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    characters -= key.length + entry.text.length;
  };
  const sweep = (): number => {
    const before = entries.size;
    for (const [key, entry] of entries) if (entry.expiresAt <= now()) remove(key);
    return before - entries.size;
  };
  const isFull = () => entries.size > maxEntries || characters > maxCharacters;
  const makeRoom = (): void => {
    if (isFull()) sweep();
    for (const key of entries.keys()) {
      if (!isFull()) return;
      remove(key);
    }
  };
  const read = (key: string): string | undefined => {
    const entry = entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt > now()) return entry.text;
    remove(key);
    return undefined;
  };
  const write = (key: string, text: string, ttlMs: number): void => {
    remove(key);
    entries.set(key, { text, expiresAt: now() + ttlMs });
    characters += key.length + text.length;
    makeRoom();
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
      if (changed.kind === "deleted") remove(key);
      return fromJson(changed.text);
    },
    delete: async (key) => remove(key),
    async deleteUnder(prefix) {
      checkPrefix(prefix);
      const under = [...entries.keys()].filter((key) => key.startsWith(prefix));
      const alive = under.filter((key) => read(key) !== undefined).length;
      under.forEach(remove);
      return alive;
    },
    async close() {
      entries.clear();
      characters = 0;
    },
    forget: (is) => [...entries.keys()].filter(is).forEach(remove),
    has: (key) => read(key) !== undefined,
    sweep: async () => sweep(),
    size: () => entries.size,
  };
}
