// "Disconnect": deletes whatever this installation keeps of a listener, at once, and says what that was.
// What lies under the listener's prefix goes as a whole; what others open by a code is found through lists under it.

import "server-only";
import { forgetListener } from "@/lib/share/shares";
import { deleteOfListener, listenerPrefix } from "@/lib/store/listener-keys";
import type { Container } from "./container";
import { forgetHere, type Memories } from "./memories";

type ForgetDeps = Pick<Container, "musicStore" | "shares" | "events" | "farewells"> &
  Memories & { readonly auth: Pick<Container["auth"], "leave"> };

/** How many of each there were. */
export type Removed = {
  readonly links: number;
  readonly followed: number;
  readonly events: number;
  /** Other entries of the store: what stations are made of, synced stations, renewed tokens. */
  readonly entries: number;
};

/**
 * Throws AppError("store_unavailable") when the store cannot be asked: then the listener is still signed in and can repeat it.
 * @returns also the Set-Cookie headers that leave nothing of ours in the browser that asks
 */
export async function forgetEverythingOf(
  deps: ForgetDeps,
  listenerId: string,
  request: Request,
): Promise<{ readonly removed: Removed; readonly setCookie: string[] }> {
  const { cache, musicStore, shares, events, farewells, auth } = deps;
  const who = listenerPrefix(listenerId);
  const deleteEntries = async () =>
    (await deleteOfListener(cache, listenerId)) + (await deleteOfListener(musicStore, listenerId));
  const { links, followed } = await forgetListener(shares, listenerId);
  const hosted = await events.forgetHost(listenerId);
  const entries = await deleteEntries();
  await farewells.tell(who);
  const setCookie = await auth.leave(request, listenerId);
  forgetHere(deps, who);
  // Whatever requests that were under way have written since; later ones have no session any more.
  const late = await deleteEntries();
  return { removed: { links, followed, events: hosted, entries: entries + late }, setCookie };
}
