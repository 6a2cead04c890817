// Sessions live in cookies, in as many browsers as a listener has signed in with. Who disconnects in one of them ends
// all: a mark without a name says that sign-ins before it count no more, until the last of them has run out by itself.

import { LRUCache } from "lru-cache";
import { z } from "zod";
import { isAppError } from "@/lib/errors";
import { listenerPrefix } from "@/lib/store/listener-keys";
import type { Claims } from "./claims";
import { SESSION_SECONDS } from "./cookie";
import type { AuthSettings } from "./settings";

/** How long another replica may not have noticed. */
const LOOK_EVERY_MS = 15_000;
const MAX_REMEMBERED = 10_000;
const endSchema = z.number().catch(0);

type Look = { readonly endedAt: number; readonly at: number };

export function createEndings({ store, now = Date.now }: AuthSettings) {
  const looks = new LRUCache<string, Look>({ max: MAX_REMEMBERED });

  const endOf = async (sub: string): Promise<number> => {
    const who = listenerPrefix(sub);
    const known = looks.get(who);
    if (known && now() - known.at < LOOK_EVERY_MS) return known.endedAt;
    const found = await store?.get(endKey(who)).catch((error: unknown) => {
      // Without the store nobody is signed out, as nobody is signed in by it.
      if (isAppError(error)) return undefined;
      throw error;
    });
    const endedAt = endSchema.parse(found ?? known?.endedAt);
    looks.set(who, { endedAt, at: now() });
    return endedAt;
  };

  return {
    isOver: async ({ sub, authorizedAt }: Claims): Promise<boolean> => authorizedAt < (await endOf(sub)),
    /** Looks anew whether the sessions of the listener with this prefix have been ended. */
    lookAnew: (who: string) => void looks.delete(who),
    async end(sub: string): Promise<void> {
      const endedAt = now();
      const who = listenerPrefix(sub);
      looks.set(who, { endedAt, at: endedAt });
      await store?.set(endKey(who), endedAt, { ttlMs: SESSION_SECONDS * 1_000 });
    },
  };
}

/** Not under the listener's prefix: it is what is left when everything there is deleted. */
const endKey = (who: string) => `ended:${who}`;
