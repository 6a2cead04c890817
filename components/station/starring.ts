// Likes as stars at the music service, for listeners who ask for it; nothing is written there otherwise.

import { createStore, type StoreApi } from "zustand/vanilla";
import { showToast } from "@/components/ui/toast";
import { setStar } from "@/lib/api/client";
import type { Pick } from "@/lib/api/schemas";
import type { Rating } from "./history";

export type Starring = {
  readonly store: StoreApi<{ readonly on: boolean }>;
  readonly set: (on: boolean) => void;
  /** To be told of every rating, with what it was before. */
  readonly rated: (pick: Pick, rating: Rating, before: Rating) => void;
};

type StarringOptions = {
  readonly send?: typeof setStar;
  /** Told of what was written there, where the service wants that said. */
  readonly told?: ((starred: boolean) => void) | undefined;
};

export function createStarring(
  listenerId: string,
  storage: Storage,
  { send = setStar, told }: StarringOptions = {},
): Starring {
  const key = `longwave:${listenerId}:setting:stars`;
  const store = createStore<{ readonly on: boolean }>(() => ({ on: false }));
  // After the fact: the page that the server drew shows it off, and the first look in the browser must agree.
  if (storage.getItem(key) === "on") store.setState({ on: true });
  return {
    store,
    set(on) {
      store.setState({ on });
      if (on) storage.setItem(key, "on");
      else storage.removeItem(key);
    },
    rated(pick, rating, before) {
      const starred = rating === 1;
      if (!store.getState().on || starred === (before === 1)) return;
      send(pick.track_id, starred).then(
        // A dislike has a word and a way back of its own to show.
        () => rating >= 0 && told?.(starred),
        (error: unknown) => showToast({ text: error instanceof Error ? error.message : String(error) }),
      );
    },
  };
}
