// A store over memory that can be switched off, for tests of what happens then.

import { AppError } from "@/lib/errors";
import { createMemoryStore } from "./memory";
import type { KeyValueStore } from "./store";

export type FailingStore = KeyValueStore & {
  /** While true every call fails as a store that cannot be reached fails. */
  isAway: boolean;
  /** Calls that arrived, answered or not. */
  calls: number;
};

export function createFailingStore(now?: () => number): FailingStore {
  const memory = createMemoryStore(now && { now });
  const ask = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    store.calls += 1;
    if (store.isAway) throw new AppError("store_unavailable");
    return call();
  };
  const store: FailingStore = {
    name: "failing",
    isAway: false,
    calls: 0,
    get: (key) => ask(() => memory.get(key)),
    set: (key, value, options) => ask(() => memory.set(key, value, options)),
    update: (key, change) => ask(() => memory.update(key, change)),
    delete: (key) => ask(() => memory.delete(key)),
    deleteUnder: (prefix) => ask(() => memory.deleteUnder(prefix)),
    close: () => memory.close(),
  };
  return store;
}
