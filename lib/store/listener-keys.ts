// The keys of what belongs to one listener. All of it lies under one prefix, so that whatever any part of Longwave keeps of
// a listener goes with `deleteUnder(listenerPrefix(id))`, and no list of kinds has to be kept up.

import { createHash } from "node:crypto";
import type { KeyValueStore } from "./store";

/** A digest: of the same length for every service, and the store's keys name nobody. */
export function listenerPrefix(listenerId: string): string {
  return `of:${createHash("sha256").update(listenerId).digest("base64url").slice(0, 22)}:`;
}

/** The key of something of a listener's, e.g. `listenerKey(id, "seed:37i9")`. */
export const listenerKey = (listenerId: string, name: string): string => listenerPrefix(listenerId) + name;

/** Deletes whatever is kept of a listener; how many entries that were. Throws AppError("store_unavailable"). */
export const deleteOfListener = (store: KeyValueStore, listenerId: string): Promise<number> =>
  store.deleteUnder(listenerPrefix(listenerId));
