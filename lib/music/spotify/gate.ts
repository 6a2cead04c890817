// What all listeners of one Spotify client id share: pacing, the breaker, calls under way and what the id may do.
// Made once per process by the composition root; each listener's client goes through it.

import { setTimeout as delay } from "node:timers/promises";
import PQueue from "p-queue";
import { type Breaker, createBreaker } from "./breaker";
import { createSingleFlight, type SingleFlight } from "./single-flight";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export type SpotifyGateOptions = {
  readonly fetch?: Fetch;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  readonly sleep?: Sleep;
  /** Calls sent at most within `windowMs`, all listeners together. Default 100. */
  readonly callsPerWindow?: number;
  /** Spotify counts over half a minute. Default 30,000. */
  readonly windowMs?: number;
  /** Calls under way at once. Default 8. */
  readonly concurrency?: number;
  /** Milliseconds until a call is given up, waiting for its turn included. Default 8,000. */
  readonly timeoutMs?: number;
};

/** Which of two routes to the same thing this client id has: Spotify moved several in 2026, by client id. */
export type Route = "new" | "old";

export interface SpotifyGate {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly timeoutMs: number;
  readonly breaker: Breaker;
  readonly flights: SingleFlight;
  /** By the name of the ability, learnt from the first success. */
  readonly routes: Map<string, Route>;
  /** Runs the call when its turn comes; higher priorities first. */
  inTurn<Result>(
    call: () => Promise<Result>,
    options: { readonly priority: number; readonly signal: AbortSignal },
  ): Promise<Result>;
}

export function createSpotifyGate(options: SpotifyGateOptions = {}): SpotifyGate {
  const {
    now = Date.now,
    callsPerWindow = 100,
    windowMs = 30_000,
    concurrency = 8,
    timeoutMs = 8_000,
  } = options;
  const queue = new PQueue({ concurrency, intervalCap: callsPerWindow, interval: windowMs, strict: true });
  return {
    // Looked up at each call: the framework puts its own in place after this module has been loaded.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    now,
    sleep: options.sleep ?? ((ms, signal) => delay(ms, undefined, signal && { signal })),
    timeoutMs,
    breaker: createBreaker(now),
    flights: createSingleFlight(),
    routes: new Map(),
    inTurn: (call, { priority, signal }) => queue.add(call, { priority, signal }),
  };
}
