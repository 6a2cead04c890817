// What is left of Spotify's daily quotas: every call is counted in a rolling day, by bucket, for all listeners and replicas
// of a client id together, so that the last call of a quota is never sent. Asked by client.ts before each call.

import { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import type { KeyValueStore } from "@/lib/store/store";

/** Calls that a bucket (see `bucketOf`) takes in any 24 hours; a bucket that is not named has no known quota. */
export type Quotas = Readonly<Record<string, number>>;

/** Of development mode, old client ids and new, as third parties measured them; Spotify publishes none. */
export const DEVELOPMENT_QUOTAS: Quotas = {
  search: 200,
  "artists-albums": 100,
  playlists: 1_500,
  "me-tracks": 150,
};

/**
 * Reads a setting: "development" and "none" by name, or buckets such as "search=150,playlists=900", which change those of
 * development mode. undefined = it is none of these.
 */
export function parseQuotas(setting: string): Quotas | undefined {
  if (setting === "development") return DEVELOPMENT_QUOTAS;
  if (setting === "none") return {};
  const pairs = setting.split(",").map((part) => /^\s*([a-z-]+)\s*=\s*(\d{1,9})\s*$/.exec(part));
  if (pairs.some((pair) => pair === null)) return undefined;
  return {
    ...DEVELOPMENT_QUOTAS,
    ...Object.fromEntries(pairs.map((pair) => [pair?.[1], Number(pair?.[2])])),
  };
}

/** Who waits: a listener who hears music, or something that is prepared (a new station, songs to know beforehand). */
export type Urgency = "playing" | "preparing";

export type BucketSpending = {
  readonly bucket: string;
  /** Calls sent within the last day. */
  readonly spent: number;
  /** Calls that a day has; absent = Spotify sets no known quota. */
  readonly quota?: number;
  /** Calls that may still be sent now. */
  readonly left?: number;
  /** Unix milliseconds at which the next call is possible; absent = now. */
  readonly reopensAt?: number;
};

export interface Budget {
  /** Counts a call that is about to be sent. Throws AppError("service_limited") where it may not be. */
  spend(bucket: string, urgency: Urgency): Promise<void>;
  /** Closes a bucket that Spotify refused after all, for all replicas. */
  close(bucket: string, until: number): Promise<void>;
  /** Share of a day's calls that is left, 1 to 0; 1 where there is no quota. */
  left(bucket: string): Promise<number>;
  /** Every bucket with a quota or a call, by name. */
  report(): Promise<BucketSpending[]>;
}

export type BudgetOptions = {
  readonly quotas: Quotas;
  readonly now: () => number;
  /** Where replicas count together; absent = this process counts alone. */
  readonly store?: Pick<KeyValueStore, "get" | "update"> | undefined;
  readonly clientId: string;
};

const DAY_MS = 86_400_000;
/** Calls are counted by the quarter of an hour: a spent quarter comes back when all of it is a day old. */
const SLOT_MS = 900_000;
const SLOTS = DAY_MS / SLOT_MS;
/** Other client ids of the owner spend from the same quota, and a call may be sent twice: the last few are left alone. */
const SPENDABLE = 0.95;
/** What is prepared leaves this share of a day to whoever listens. */
const KEPT_FOR_LISTENERS = 0.4;

const ledgerSchema = z.object({
  /** Calls by bucket and slot of time. */
  calls: z.record(z.string(), z.record(z.string(), z.number())),
  /** When buckets open that Spotify refused. */
  closed: z.record(z.string(), z.number()),
});
type Ledger = z.infer<typeof ledgerSchema>;

export function createBudget({ quotas, now, store, clientId }: BudgetOptions): Budget {
  const key = `spotify-calls:${clientId}`;
  let ledger: Ledger = { calls: {}, closed: {} };
  /** Written here while the store could not be asked. */
  let owed: Ledger = { calls: {}, closed: {} };

  const read = async (): Promise<Ledger> => {
    if (!store) return ledger;
    try {
      ledger = merge(parseLedger(await store.get(key)), owed, now());
    } catch {
      // Without the store, what this process knows has to do.
    }
    return ledger;
  };

  /** Applies a change to everybody's ledger, or to this process's alone while the store is away. */
  const write = async (change: (ledger: Ledger) => Ledger): Promise<void> => {
    if (!store) {
      ledger = change(merge(ledger, owed, now()));
      return;
    }
    try {
      const written = await store.update(key, (value) => ({
        value: change(merge(parseLedger(value), owed, now())),
        ttlMs: DAY_MS + SLOT_MS,
      }));
      owed = { calls: {}, closed: {} };
      ledger = parseLedger(written);
    } catch (error) {
      // Ours to give; whatever else went wrong, the store could not be asked, and the music goes on.
      if (isAppError(error, "service_limited")) throw error;
      const before = ledger;
      ledger = change(before);
      owed = merge(owed, difference(ledger, before), now());
    }
  };

  const limitOf = (bucket: string): number =>
    Math.floor((quotas[bucket] ?? Number.POSITIVE_INFINITY) * SPENDABLE);

  return {
    async spend(bucket, urgency) {
      await write((before) => {
        const closedUntil = before.closed[bucket] ?? 0;
        if (closedUntil > now()) throw refuse(bucket, closedUntil - now(), "spent");
        const limit = limitOf(bucket);
        const spent = countCalls(before, bucket);
        if (spent >= limit) throw refuse(bucket, reopening(before, bucket, now()) - now(), "spent");
        if (urgency === "preparing" && spent >= limit * (1 - KEPT_FOR_LISTENERS)) {
          throw refuse(bucket, reopening(before, bucket, now()) - now(), "kept");
        }
        return addCall(before, bucket, now());
      });
    },
    async close(bucket, until) {
      await write((before) => ({ ...before, closed: { ...before.closed, [bucket]: until } }));
    },
    async left(bucket) {
      const limit = limitOf(bucket);
      if (limit === Number.POSITIVE_INFINITY) return 1;
      const current = merge(await read(), { calls: {}, closed: {} }, now());
      if ((current.closed[bucket] ?? 0) > now() || limit === 0) return 0;
      return Math.max(0, 1 - countCalls(current, bucket) / limit);
    },
    async report() {
      const current = merge(await read(), { calls: {}, closed: {} }, now());
      const buckets = [...new Set([...Object.keys(quotas), ...Object.keys(current.calls)])].sort();
      return buckets.map((bucket) => toSpending(current, { bucket, limit: limitOf(bucket), now: now() }));
    },
  };
}

function toSpending(
  ledger: Ledger,
  { bucket, limit, now }: { readonly bucket: string; readonly limit: number; readonly now: number },
): BucketSpending {
  const spent = countCalls(ledger, bucket);
  const closedUntil = ledger.closed[bucket] ?? 0;
  const isSpent = spent >= limit;
  const reopensAt = Math.max(closedUntil, isSpent ? reopening(ledger, bucket, now) : 0);
  return {
    bucket,
    spent,
    ...(limit !== Number.POSITIVE_INFINITY && {
      quota: limit,
      left: closedUntil > now ? 0 : Math.max(0, limit - spent),
    }),
    ...(reopensAt > now && { reopensAt }),
  };
}

const slotOf = (now: number): number => Math.floor(now / SLOT_MS);

/** When the oldest calls that count no longer do. */
function reopening(ledger: Ledger, bucket: string, now: number): number {
  const oldest = Math.min(...Object.keys(ledger.calls[bucket] ?? {}).map(Number), slotOf(now));
  return (oldest + SLOTS + 1) * SLOT_MS;
}

function countCalls(ledger: Ledger, bucket: string): number {
  return Object.values(ledger.calls[bucket] ?? {}).reduce((sum, count) => sum + count, 0);
}

function addCall(ledger: Ledger, bucket: string, now: number): Ledger {
  const slots = ledger.calls[bucket] ?? {};
  const slot = String(slotOf(now));
  return {
    ...ledger,
    calls: { ...ledger.calls, [bucket]: { ...slots, [slot]: (slots[slot] ?? 0) + 1 } },
  };
}

/** Both together, without what is over. */
function merge(one: Ledger, other: Ledger, now: number): Ledger {
  const calls: Ledger["calls"] = {};
  for (const ledger of [one, other]) {
    for (const [bucket, slots] of Object.entries(ledger.calls)) {
      for (const [slot, count] of Object.entries(slots)) {
        if (Number(slot) < slotOf(now) - SLOTS) continue;
        const kept = calls[bucket] ?? {};
        kept[slot] = (kept[slot] ?? 0) + count;
        calls[bucket] = kept;
      }
    }
  }
  const closed = Object.entries({ ...one.closed, ...other.closed }).filter(([, until]) => until > now);
  return { calls, closed: Object.fromEntries(closed) };
}

/** What the later of two ledgers of one process has beyond the earlier. */
function difference(later: Ledger, earlier: Ledger): Ledger {
  const calls: Ledger["calls"] = {};
  for (const [bucket, slots] of Object.entries(later.calls)) {
    for (const [slot, count] of Object.entries(slots)) {
      const more = count - (earlier.calls[bucket]?.[slot] ?? 0);
      if (more > 0) calls[bucket] = { ...calls[bucket], [slot]: more };
    }
  }
  return { calls, closed: later.closed };
}

function parseLedger(value: unknown): Ledger {
  const parsed = ledgerSchema.safeParse(value);
  return parsed.success ? parsed.data : { calls: {}, closed: {} };
}

const REFUSALS = {
  spent: "Spotify's daily allowance for this kind of call",
  kept: "What may be prepared of Spotify's daily allowance for this kind of call",
} as const;

function refuse(bucket: string, retryAfterMs: number, why: keyof typeof REFUSALS): AppError {
  const details = { service: "spotify", kind: "quota", bucket, why };
  return new AppError("service_limited", `${REFUSALS[why]} (${bucket}) is used up.`, {
    retryAfterMs,
    details,
  });
}
