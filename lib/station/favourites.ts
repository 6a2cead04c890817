// The songs that a listener likes or often hears, gathered as often as tracks expire: two calls that save dozens of questions.

import { isAppError } from "@/lib/errors";
import { listenerKey } from "@/lib/store/listener-keys";
import { gatherTracks } from "./artist-tracks";
import { type StationDeps, TRACKS_TTL_MS } from "./deps";

/** Gathers them if nobody has lately for this listener. What cannot be read is left for the next time: nothing depends on it. */
export async function gatherFavourites(deps: StationDeps): Promise<void> {
  const { music, store, listenerId, signal } = deps;
  if (!music.listFavourites || !music.allowance) return;
  const key = listenerKey(listenerId, "favourites");
  if ((await store.get(key)) !== undefined) return;
  await store.set(key, true, { ttlMs: TRACKS_TTL_MS });
  try {
    await gatherTracks(deps, await music.listFavourites({ ...(signal && { signal }) }));
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}
