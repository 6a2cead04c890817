// What all listeners of one Spotify client id share: pacing, budget, breaker, calls under way and what the id may do.
// Made once per process by the composition root; each listener's client goes through it.

import { setTimeout as delay } from "node:timers/promises";
import type { KeyValueStore } from "@/lib/store/store";
import { type Abilities, createAbilities } from "./abilities";
import { type Breaker, createBreaker } from "./breaker";
import { type Budget, createBudget, type Quotas } from "./budget";
import { createListenerPace, type ListenerPace } from "./listener-pace";
import { createPacer, type Pacer } from "./pacer";
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
  /** Milliseconds until a call is given up. Default 8,000. */
  readonly timeoutMs?: number;
  /** Part of the keys under which the id's calls and abilities are kept. Default "". */
  readonly clientId?: string;
  /** Where replicas count calls and remember abilities together; absent = this process does so alone. */
  readonly store?: Pick<KeyValueStore, "get" | "update">;
  /** Calls a day by bucket. Default none is known. */
  readonly quotas?: Quotas;
};

export interface SpotifyGate {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly timeoutMs: number;
  readonly breaker: Breaker;
  readonly budget: Budget;
  readonly listeners: ListenerPace;
  readonly flights: SingleFlight;
  readonly abilities: Abilities;
  /** Runs the call when its turn comes; higher priorities first. */
  readonly inTurn: Pacer["run"];
}

export function createSpotifyGate(options: SpotifyGateOptions = {}): SpotifyGate {
  const { now = Date.now, timeoutMs = 8_000, clientId = "", store, quotas = {} } = options;
  const { callsPerWindow = 100, windowMs = 30_000, concurrency = 8 } = options;
  const sleep: Sleep = options.sleep ?? ((ms, signal) => delay(ms, undefined, signal && { signal }));
  return {
    // Looked up at each call: the framework puts its own in place after this module has been loaded.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    now,
    sleep,
    timeoutMs,
    breaker: createBreaker(now),
    budget: createBudget({ quotas, now, store, clientId }),
    listeners: createListenerPace(now),
    flights: createSingleFlight(),
    abilities: createAbilities({ now, store, clientId }),
    inTurn: createPacer({ now, sleep, callsPerWindow, windowMs, concurrency }).run,
  };
}
