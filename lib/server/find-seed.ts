// A station's seed by its id, whichever kind of station it is: a playlist or a shared link.

import "server-only";
import { openShare, SHARED_STATION_PREFIX, toSharedSeed } from "@/lib/share/shares";
import type { StationDeps } from "@/lib/station/deps";
import { readSeed, type StationSeed } from "@/lib/station/style";

/** Throws as readSeed and openShare do. */
export async function findSeed(deps: StationDeps, id: string): Promise<StationSeed> {
  if (!id.startsWith(SHARED_STATION_PREFIX)) return readSeed(deps, id);
  const code = id.slice(SHARED_STATION_PREFIX.length);
  return toSharedSeed(code, (await openShare(deps, code)).payload);
}
