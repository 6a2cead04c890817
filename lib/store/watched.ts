// Watches a store that may go away: after a few failures nobody waits for it any more, and a look now and then finds
// out when it is back. Whoever asks meanwhile is told at once that the store cannot be asked.

import { AppError, isAppError } from "@/lib/errors";
import type { KeyValueStore } from "./store";

export type WatchOptions = {
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Failures in a row until the store counts as down. Default 2. */
  readonly failuresUntilDown?: number;
  /** Milliseconds between two looks at a store that is down. Default 1,000. */
  readonly lookEveryMs?: number;
  /** Told when the store goes down, and when it is back. */
  readonly onChange?: (health: StoreHealth) => void;
};

/** `since` = Unix milliseconds of the first failure. */
export type StoreHealth = { readonly isUp: true } | { readonly isUp: false; readonly since: number };

export interface WatchedStore extends KeyValueStore {
  /** Asks the store, unless it is known to be down. Never throws. */
  health(): Promise<StoreHealth>;
  /** Calls `listener` each time the store is back. */
  onReturn(listener: () => void): void;
}

const HEALTH_KEY = "health";

export function createWatchedStore(store: KeyValueStore, options: WatchOptions = {}): WatchedStore {
  const { now = Date.now, failuresUntilDown = 2, lookEveryMs = 1_000, onChange } = options;
  const listeners: (() => void)[] = [];
  let failures = 0;
  let failingSince: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  const isDown = () => failures >= failuresUntilDown;
  const succeed = (): void => {
    const wasDown = isDown();
    failures = 0;
    failingSince = undefined;
    if (!wasDown) return;
    clearInterval(timer);
    onChange?.({ isUp: true });
    for (const listener of listeners) listener();
  };
  const fail = (): void => {
    failingSince ??= now();
    failures += 1;
    if (failures !== failuresUntilDown) return;
    onChange?.({ isUp: false, since: failingSince });
    timer = setInterval(() => void watch(() => store.get(HEALTH_KEY)).catch(toldAlready), lookEveryMs);
    timer.unref();
  };
  const watch = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      const result = await call();
      succeed();
      return result;
    } catch (error) {
      if (isAppError(error, "store_unavailable")) fail();
      throw error;
    }
  };
  const ask = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    if (isDown()) throw new AppError("store_unavailable", undefined, { retryAfterMs: lookEveryMs });
    return watch(call);
  };

  return {
    name: store.name,
    get: (key) => ask(() => store.get(key)),
    set: (key, value, setOptions) => ask(() => store.set(key, value, setOptions)),
    update: (key, change) => ask(() => store.update(key, change)),
    delete: (key) => ask(() => store.delete(key)),
    deleteUnder: (prefix) => ask(() => store.deleteUnder(prefix)),
    async close() {
      clearInterval(timer);
      await store.close();
    },
    async health() {
      await ask(() => store.get(HEALTH_KEY)).catch(toldAlready);
      return failingSince === undefined ? { isUp: true } : { isUp: false, since: failingSince };
    },
    onReturn: (listener) => void listeners.push(listener),
  };
}

/** The failure has been counted; who looks at the health wants to know no more of it. */
function toldAlready(): void {}
