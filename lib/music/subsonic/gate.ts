// What all listeners of one Subsonic server share: how many calls at once, which calls it has, who is in its library.
// Made once per process by the composition root; each listener's client goes through it.

import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type SubsonicGateOptions = {
  readonly fetch?: Fetch;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Calls under way at once, all listeners together. Default 6: many of these servers are small machines. */
  readonly concurrency?: number;
  /** Milliseconds until a call is given up, waiting for its turn included. Default 15,000. */
  readonly timeoutMs?: number;
};

/** Artists of the library by folded name; of one name there may be several. */
export type ArtistIndex = ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>;

export interface SubsonicGate {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly timeoutMs: number;
  /** The API version that calls name: the newest that the server is known to take. */
  apiVersion: string;
  /** Calls that the server turned out not to have, with the time when to try again. */
  readonly missing: Map<string, number>;
  /** By listener: libraries may differ by what an account may see. */
  readonly artists: LRUCache<string, Promise<ArtistIndex>>;
  inTurn<Result>(call: () => Promise<Result>): Promise<Result>;
}

export const API_VERSION = "1.16.1";
const ARTISTS_TTL_MS = 10 * 60_000;
const MAX_LISTENERS = 20;

export function createSubsonicGate(options: SubsonicGateOptions = {}): SubsonicGate {
  const { now = Date.now, concurrency = 6, timeoutMs = 15_000 } = options;
  const inTurn = pLimit(concurrency);
  return {
    // Looked up at each call: the framework puts its own in place after this module has been loaded.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    now,
    sleep: options.sleep ?? ((ms, signal) => delay(ms, undefined, signal && { signal })),
    timeoutMs,
    apiVersion: API_VERSION,
    missing: new Map(),
    artists: new LRUCache({ max: MAX_LISTENERS, ttl: ARTISTS_TTL_MS, perf: { now } }),
    inTurn: (call) => inTurn(call),
  };
}
