// Answers that follow from the question alone, kept for when it comes again: from other tabs, after a reload, from
// everybody who opens a link that goes round. For a minute, as some knobs look at the clock.

import "server-only";
import { LRUCache } from "lru-cache";

/** Of what an answer is made besides the body; compared one by one, by identity. */
type Grounds = readonly unknown[];

export interface Answers {
  /** The JSON of what `make` gave for this very body on the same grounds, or what it gives now. For a minute. */
  answer(body: object, grounds: Grounds, make: () => Promise<unknown>): Promise<Buffer>;
  /** Lets go of all of them. */
  clear(): void;
}

/** An answer takes some 50 kB. */
const KEPT = 100;
const KEPT_MS = 60_000;

export function createAnswers(): Answers {
  const kept = new LRUCache<object, { readonly grounds: Grounds; readonly json: Buffer }>({
    max: KEPT,
    ttl: KEPT_MS,
  });
  const isSame = (a: Grounds, b: Grounds) => a.length === b.length && a.every((ground, i) => ground === b[i]);
  const find = async (body: object, grounds: Grounds, make: () => Promise<unknown>) => {
    const before = kept.get(body);
    if (before && isSame(before.grounds, grounds)) return before.json;
    const json = Buffer.from(JSON.stringify(await make()));
    kept.set(body, { grounds, json });
    return json;
  };
  return {
    clear: () => kept.clear(),
    answer: find,
  };
}
