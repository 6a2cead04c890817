// A cache that outlives its store: while the store is down it goes on from memory, and what was written meanwhile goes
// to the store when that is back. For what can be made again; whoever needs the truth asks the store itself.

import { isAppError } from "@/lib/errors";
import { createMemoryStore } from "./memory";
import type { KeyValueStore } from "./store";
import type { WatchedStore } from "./watched";

export type LastingCacheOptions = {
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Characters held in memory at most. Default 16 million. */
  readonly maxCharacters?: number;
};

/** A copy of what was read or written is held for so long, in case the store goes away. */
const COPY_MS = 600_000;
/** Keys written while the store is away that are brought to it later; beyond them the oldest is not. */
const MAX_OWED = 5_000;

export interface LastingCache extends KeyValueStore {
  /**
   * The same reading for what only the store can tell: throws "store_unavailable" where `get` would say that there is
   * nothing for want of an answer.
   */
  readonly sure: Pick<KeyValueStore, "get">;
  /** Lets go of what this process holds, and owes the store, of keys that `part` is in; the store itself is not asked. */
  forgetCopies(part: string): void;
}

/**
 * `get`, `set` and `delete` of the result never throw "store_unavailable". `update` does: a compare and set that
 * no other replica sees would be none. So does `deleteUnder`: what is said to be deleted has to be.
 * `close` leaves the store open.
 */
export function createLastingCache(store: WatchedStore, options: LastingCacheOptions = {}): LastingCache {
  const { now = Date.now, maxCharacters = 16_000_000 } = options;
  const copies = createMemoryStore({ now, maxCharacters });
  /** When what was written under each of these keys expires; 0 = deleted. */
  const owed = new Map<string, number>();

  const owe = (key: string, expiresAt: number): void => {
    owed.delete(key);
    owed.set(key, expiresAt);
    const oldest = owed.keys().next();
    if (owed.size > MAX_OWED && !oldest.done) owed.delete(oldest.value);
  };
  const pay = async (): Promise<void> => {
    for (const [key, expiresAt] of [...owed]) {
      const value = expiresAt > now() ? await copies.get(key) : undefined;
      // Something newer is on its way, or this one has been paid.
      if (owed.get(key) !== expiresAt) continue;
      if (value === undefined) await store.delete(key);
      else await store.set(key, value, { ttlMs: expiresAt - now() });
      if (owed.get(key) === expiresAt) owed.delete(key);
    }
  };
  // A store that goes away again meanwhile is paid the rest when it is back again.
  store.onReturn(() => void unlessAway(pay()));

  const read = async (key: string, whenUnknown: (fault: unknown) => undefined): Promise<unknown> => {
    if (owed.has(key)) return copies.get(key);
    try {
      const found = await store.get(key);
      // A value at rest is copied once in a while, not at every reading.
      if (found === undefined) await copies.delete(key);
      else if (!copies.has(key)) await copies.set(key, found, { ttlMs: COPY_MS });
      return found;
    } catch (error) {
      if (!isAppError(error, "store_unavailable")) throw error;
      return (await copies.get(key)) ?? whenUnknown(error);
    }
  };

  return {
    name: store.name,
    get: (key) => read(key, () => undefined),
    sure: {
      get: (key) =>
        read(key, (fault) => {
          throw fault;
        }),
    },
    async set(key, value, { ttlMs }) {
      owed.delete(key);
      const written = await unlessAway(store.set(key, value, { ttlMs }));
      if (written === AWAY) owe(key, now() + ttlMs);
      await copies.set(key, value, { ttlMs: written === AWAY ? ttlMs : Math.min(ttlMs, COPY_MS) });
    },
    update: (key, change) => store.update(key, change),
    forgetCopies(part) {
      for (const key of [...owed.keys()]) if (key.includes(part)) owed.delete(key);
      copies.forget((key) => key.includes(part));
    },
    async delete(key) {
      owed.delete(key);
      if ((await unlessAway(store.delete(key))) === AWAY) owe(key, 0);
      await copies.delete(key);
    },
    async deleteUnder(prefix) {
      for (const key of [...owed.keys()]) if (key.startsWith(prefix)) owed.delete(key);
      await copies.deleteUnder(prefix);
      return store.deleteUnder(prefix);
    },
    close: () => copies.close(),
  };
}

const AWAY = Symbol("the store cannot be asked");

function unlessAway<Result>(call: Promise<Result>): Promise<Result | typeof AWAY> {
  return call.catch((error: unknown) => {
    if (isAppError(error, "store_unavailable")) return AWAY;
    throw error;
  });
}
