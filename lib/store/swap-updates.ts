// `update` for stores that are asked over a network and can compare and swap one entry: read, change, swap, again
// if somebody else was first. Updates of one key that wait in this process go in one swap.

import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { type ChangedText, changeText, fromJson } from "./entry";
import type { Change, KeyValueStore } from "./store";

export type Swapper = {
  /** The JSON text of an entry; undefined = none. */
  read(key: string): Promise<string | undefined>;
  /** Writes or deletes if the entry still holds `expected`; false = somebody else was first. */
  swap(key: string, expected: string | undefined, next: ChangedText): Promise<boolean>;
};

/** Redis runs a script without another command in between. An empty text stands for no entry: JSON is never empty. */
export const SWAP_SCRIPT = `
local current = redis.call("GET", KEYS[1]) or ""
if current ~= ARGV[1] then return 0 end
if ARGV[2] == "" then redis.call("DEL", KEYS[1]) else redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3]) end
return 1`;

/** The arguments of SWAP_SCRIPT beside the key. */
export function toSwapArguments(expected: string | undefined, next: ChangedText): string[] {
  const ttlMs = next.kind === "written" ? next.ttlMs : 1;
  return [expected ?? "", next.text ?? "", String(toWholeMs(ttlMs))];
}

/** Redis' pattern for the keys that start with `prefix`. */
export const toMatch = (prefix: string): string => `${prefix.replace(/[\\*?[\]]/g, "\\$&")}*`;

/** Redis takes whole milliseconds, one at least. */
export const toWholeMs = (ttlMs: number): number => Math.max(1, Math.round(ttlMs));

type Waiting = {
  readonly change: (value: unknown) => Change;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
};

const MAX_TRIES = 50;
const MAX_PAUSE_MS = 50;

/** Of a random length, so that those who met do not meet again. */
const pauseAfter = (tries: number): Promise<void> =>
  delay(Math.random() * Math.min(2 ** tries, MAX_PAUSE_MS));

export function createSwapUpdates(swapper: Swapper, pause = pauseAfter): KeyValueStore["update"] {
  const queues = new Map<string, Waiting[]>();
  const drain = async (key: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) await updateTogether({ swapper, pause, key }, queue.splice(0));
    queues.delete(key);
  };
  return (key, change) =>
    new Promise((resolve, reject) => {
      const waiting = { change, resolve, reject };
      const queue = queues.get(key);
      if (queue) queue.push(waiting);
      else {
        const own = [waiting];
        queues.set(key, own);
        void drain(key, own);
      }
    });
}

/** Settles every one of them; never throws. */
async function updateTogether(
  { swapper, pause, key }: { swapper: Swapper; pause: typeof pauseAfter; key: string },
  waiting: readonly Waiting[],
): Promise<void> {
  try {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await swapper.read(key);
      const { next, settle } = applyAll(before, waiting);
      if (next.kind === "kept" || (await swapper.swap(key, before, next))) return settle();
      await pause(tries);
    }
    const message = "Too many write to the same entry of the store at once. Try again in a second.";
    throw new AppError("too_many_requests", message, { retryAfterMs: 1_000 });
  } catch (fault) {
    for (const { reject } of waiting) reject(fault);
  }
}

/** One change after the other, each on what the last one left. One that throws changes nothing. */
function applyAll(before: string | undefined, waiting: readonly Waiting[]) {
  let next: ChangedText = { kind: "kept", text: before };
  const outcomes = waiting.map(({ change, resolve, reject }) => {
    try {
      const changed = changeText(next.text, change);
      if (changed.kind !== "kept") next = changed;
      return () => resolve(fromJson(changed.text));
    } catch (fault) {
      return () => reject(fault);
    }
  });
  const settle = () => {
    for (const tell of outcomes) tell();
  };
  return { next, settle };
}
