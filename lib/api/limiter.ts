// How often one caller may ask: a token bucket per key in memory, bounded in number.
// Per replica and forgetful by design; it guards the process, not a quota.

import { LRUCache } from "lru-cache";
import { AppError } from "@/lib/errors";

export type Limiter = {
  /** Takes one token of `key`. Throws AppError("too_many_requests") with the time until there is one again. */
  take(key: string): void;
  /** Deletes what is known of `key`. */
  forget(key: string): void;
};

const MAX_KEYS = 10_000;

export function createLimiter(options: { readonly perMinute: number; readonly now: () => number }): Limiter {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: MAX_KEYS });
  const perMs = options.perMinute / 60_000;
  return {
    forget: (key) => void buckets.delete(key),
    take(key) {
      const now = options.now();
      const bucket = buckets.get(key) ?? { tokens: options.perMinute, at: now };
      const tokens = Math.min(options.perMinute, bucket.tokens + (now - bucket.at) * perMs);
      buckets.set(key, { tokens: Math.max(tokens - 1, 0), at: now });
      if (tokens < 1) {
        throw new AppError("too_many_requests", undefined, { retryAfterMs: Math.ceil((1 - tokens) / perMs) });
      }
    },
  };
}
