// Parts of a page whose code comes when they are first shown. A line that is away is waited for: it is no error of the page.

import { type ComponentType, lazy } from "react";

const TRIES = 3;
const PAUSE_MS = 1_000;
const parts = new Set<() => Promise<unknown>>();

/** Like React's lazy; shows its Suspense's fallback for as long as the code cannot be fetched. */
export function late<P>(load: () => Promise<{ readonly default: ComponentType<P> }>) {
  parts.add(load);
  return lazy(() => insist(load));
}

/** Fetches what is not there yet, one by one, so that it is there when the line is not. */
export async function fetchParts(): Promise<void> {
  for (const load of parts) await insist(load).catch(() => undefined);
}

async function insist<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine && tries >= TRIES) throw error;
      await new Promise((resolve) => {
        addEventListener("online", resolve, { once: true });
        if (navigator.onLine) setTimeout(resolve, PAUSE_MS);
      });
    }
  }
}
