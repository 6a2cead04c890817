// What this process alone holds of a listener, beside the store: all of it goes when they disconnect, here or at another
// replica. Listeners are known by the prefix of their keys, so that nobody needs their name for it.

import "server-only";
import type { Limiter } from "@/lib/api/limiter";
import type { Bodies } from "@/lib/api/read-body";
import type { LastingCache } from "@/lib/store/lasting-cache";
import type { KeyValueStore } from "@/lib/store/store";
import type { Answers } from "./answers";
import type { Auth } from "./auth/auth";
import type { Libraries } from "./libraries";

export type Memories = {
  readonly cache: LastingCache;
  readonly limiter: Limiter;
  readonly renewals: Limiter;
  readonly bodies: Bodies;
  readonly answers: Answers;
  readonly libraries: Pick<Libraries, "forget">;
  readonly auth: Pick<Auth, "forgetHere">;
  /** The music service's own, where it has any. */
  readonly forgetCalls?: ((who: string) => void) | undefined;
};

/**
 * For a listener who has disconnected at another replica: also deletes what this one has written since, before it knew that
 * their sessions had ended.
 */
export async function forgetElsewhere(
  memories: Memories & { readonly musicStore: KeyValueStore },
  who: string,
): Promise<void> {
  forgetHere(memories, who);
  for (const store of [memories.cache, memories.musicStore]) await store.deleteUnder(who);
}

/** `who` = `listenerPrefix(id)`. */
export function forgetHere(memories: Memories, who: string): void {
  const { cache, limiter, renewals, libraries, bodies, answers, auth, forgetCalls } = memories;
  cache.forgetCopies(who);
  limiter.forget(who);
  renewals.forget(who);
  libraries.forget(who);
  auth.forgetHere?.(who);
  forgetCalls?.(who);
  // Whose these are is not known: they are made again.
  bodies.clear();
  answers.clear();
}
