// "Disconnect": deletes whatever this installation keeps of a listener, at once, and says what that was.
// What lies under the listener's prefix goes as a whole; what others open by a code is found through lists under it.

import "server-only";
import { forgetBodies } from "@/lib/api/read-body";
import { forgetListener } from "@/lib/share/shares";
import { deleteOfListener } from "@/lib/store/listener-keys";
import type { Container } from "./container";

type ForgetDeps = Pick<Container, "cache" | "musicStore" | "shares" | "events" | "limiter"> & {
  readonly libraries: Pick<Container["libraries"], "forget">;
  readonly auth: Pick<Container["auth"], "leave">;
};

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
  { cache, musicStore, shares, events, limiter, libraries, auth }: ForgetDeps,
  listenerId: string,
  request: Request,
): Promise<{ readonly removed: Removed; readonly setCookie: string[] }> {
  const deleteEntries = async () =>
    (await deleteOfListener(cache, listenerId)) + (await deleteOfListener(musicStore, listenerId));
  const { links, followed } = await forgetListener(shares, listenerId);
  const hosted = await events.forgetHost(listenerId);
  const entries = await deleteEntries();
  const setCookie = await auth.leave(request, listenerId);
  limiter.forget(listenerId);
  libraries.forget(listenerId);
  forgetBodies();
  // Whatever requests that were under way have written since; later ones have no session any more.
  const late = await deleteEntries();
  return { removed: { links, followed, events: hosted, entries: entries + late }, setCookie };
}
