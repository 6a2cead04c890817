// Who has just disconnected, told to the other replicas: they may hold in memory what the store has lost. Each looks into
// the store now and then; a listener is named there by the digest of their keys only, and for a quarter of an hour.

import { z } from "zod";
import { isAppError } from "@/lib/errors";
import type { KeyValueStore } from "@/lib/store/store";

export type FarewellsOptions = {
  readonly store: Pick<KeyValueStore, "get" | "update">;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
};

export interface Farewells {
  /** `who` = the prefix of the listener's keys. Throws AppError("store_unavailable"). */
  tell(who: string): Promise<void>;
  /** Calls `forget` for each listener who leaves, here or elsewhere, a quarter of a minute later at most. Returns how to stop. */
  watch(forget: (who: string) => Promise<void>): () => void;
}

const KEY = "farewells";
const LOOK_EVERY_MS = 15_000;
/** Longer than any memory of a replica keeps what nobody asks for. */
const KEPT_MS = 900_000;

const listSchema = z.array(z.object({ who: z.string(), at: z.number() })).catch([]);

export function createFarewells({ store, now = Date.now }: FarewellsOptions): Farewells {
  const recent = (value: unknown) => listSchema.parse(value).filter(({ at }) => at > now() - KEPT_MS);
  return {
    async tell(who) {
      await store.update(KEY, (value) => ({
        value: [...recent(value).filter((other) => other.who !== who), { who, at: now() }],
        ttlMs: KEPT_MS,
      }));
    },
    watch(forget) {
      // A process holds nothing from before it watches; who left then may be back by now, with what is new of theirs.
      const since = now();
      let known = new Map<string, number>();
      const look = async () => {
        const list = recent(await store.get(KEY));
        for (const { who, at } of list) {
          if (at < since || known.get(who) === at) continue;
          await forget(who);
          known.set(who, at);
        }
        known = new Map(list.map(({ who, at }) => [who, at]));
      };
      const timer = setInterval(() => {
        look().catch((error: unknown) => {
          // A store that is away is looked at again.
          if (!isAppError(error)) throw error;
        });
      }, LOOK_EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
