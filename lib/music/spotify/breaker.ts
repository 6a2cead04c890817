// Remembers which kinds of call Spotify has closed and until when, so that the next one is answered at once
// instead of being sent. Shared by all listeners of one client id, because their quota is.

import { AppError } from "@/lib/errors";

type LimitKind = "rate" | "quota";

type Limit = {
  readonly reason?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
};

export interface Breaker {
  /** Throws AppError("service_limited") while the bucket is closed. */
  check(bucket: string): void;
  /** Notes a 429, `reason` and `retryAfterMs` as Spotify gave them; the error to throw for it. */
  trip(bucket: string, limit: Limit): AppError;
  /** Unix milliseconds at which the bucket opens again; 0 = it is open. */
  closedUntil(bucket: string): number;
}

/** Spotify's rolling window of the rate limit; the wait when it names none. */
const RATE_WINDOW_MS = 30_000;
/** The wait after a spent quota without Retry-After: short enough to notice a reopening, long enough to be polite. */
const QUOTA_WAIT_MS = 3_600_000;
/** Waits above this are a spent quota, named so or not: the rate limit's own window is half a minute. */
const LONGEST_RATE_WAIT_MS = 300_000;
/** The rate limit counts all calls of a client id together. */
const EVERY_BUCKET = "*";

export function createBreaker(now: () => number): Breaker {
  const closed = new Map<string, { readonly until: number; readonly kind: LimitKind }>();

  const find = (bucket: string) => {
    const states = [closed.get(bucket), closed.get(EVERY_BUCKET)];
    return states
      .filter((state) => state !== undefined && state.until > now())
      .sort((a, b) => (b?.until ?? 0) - (a?.until ?? 0))[0];
  };

  return {
    check(bucket) {
      const state = find(bucket);
      if (!state) return;
      throw toError(bucket, state.kind, state.until - now());
    },
    trip(bucket, { reason, retryAfterMs, cause }) {
      const kind = isQuota(reason, retryAfterMs) ? "quota" : "rate";
      const wait = retryAfterMs ?? (kind === "quota" ? QUOTA_WAIT_MS : RATE_WINDOW_MS);
      const key = kind === "quota" ? bucket : EVERY_BUCKET;
      const until = Math.max(now() + wait, closed.get(key)?.until ?? 0);
      closed.set(key, { until, kind });
      return toError(bucket, kind, until - now(), cause);
    },
    closedUntil: (bucket) => find(bucket)?.until ?? 0,
  };
}

function toError(bucket: string, kind: LimitKind, retryAfterMs: number, cause?: unknown): AppError {
  const details = { service: "spotify", kind, bucket };
  return new AppError("service_limited", limitWords(bucket, kind), { retryAfterMs, details, cause });
}

function isQuota(reason: string | undefined, retryAfterMs: number | undefined): boolean {
  return reason === "QUOTA_EXCEEDED" || (retryAfterMs ?? 0) > LONGEST_RATE_WAIT_MS;
}

function limitWords(bucket: string, kind: LimitKind): string {
  if (kind === "rate") return "Spotify asks for a short pause: it was asked too often in half a minute.";
  return `Spotify's daily allowance for this kind of call (${bucket}) is used up.`;
}

/** The group of calls that share a quota, as far as measurements tell. */
export function bucketOf(method: string, path: string): string {
  const [root = "", second = "", child = ""] = path.split(/[?#]/, 1)[0]?.split("/") ?? [];
  if (path.startsWith("me/player")) return "player";
  if (path.startsWith("me/playlists") || root === "playlists" || root === "users") {
    return method === "GET" ? "playlists" : "playlist-writes";
  }
  if (root === "me") return second ? `me-${second}` : root;
  return child ? `${root}-${child}` : root;
}
