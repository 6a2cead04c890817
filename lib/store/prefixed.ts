// A part of a store under a prefix of its own, so that what belongs to one service or listener meets nobody else's.

import { checkPrefix } from "./entry";
import type { KeyValueStore } from "./store";

/** `close` closes the whole store. */
export function createPrefixedStore(store: KeyValueStore, prefix: string): KeyValueStore {
  return {
    name: store.name,
    get: (key) => store.get(prefix + key),
    set: (key, value, options) => store.set(prefix + key, value, options),
    update: (key, change) => store.update(prefix + key, change),
    delete: (key) => store.delete(prefix + key),
    async deleteUnder(inner) {
      checkPrefix(inner);
      return store.deleteUnder(prefix + inner);
    },
    close: () => store.close(),
  };
}
