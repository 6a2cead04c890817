// A station's seed by its id, whichever kind of station it is: a playlist, a short link, or a link that holds its taste.

import "server-only";
import { AppError, type ErrorCode, isAppError } from "@/lib/errors";
import type { SharePayload } from "@/lib/share/payload";
import { LINKED_STATION_PREFIX, SHARED_STATION_PREFIX, toSharedSeed } from "@/lib/share/shared-seed";
import { openShare } from "@/lib/share/shares";
import type { StationDeps } from "@/lib/station/deps";
import { type DriftTimes, driftShare } from "@/lib/station/drift";
import { readSeed, type StationSeed } from "@/lib/station/style";
import type { KeyValueStore } from "@/lib/store/store";

/** What a request says of where the seed comes from. */
type SeedRequest = {
  /** What came along with the request, from a link. */
  readonly taste?: SharePayload | undefined;
  /** To another station of the listener's, by the clock. */
  readonly drift?: (DriftTimes & { readonly station_id: string }) | undefined;
};

/**
 * Throws as readSeed and openShare do.
 * @param shares where short links are read; goes on from memory while the store is down, and says so where it cannot
 */
export async function findSeed(
  deps: StationDeps,
  shares: Pick<KeyValueStore, "get">,
  id: string,
  { taste, drift }: SeedRequest,
): Promise<StationSeed> {
  const share = drift ? driftShare(drift, deps.now?.() ?? Date.now()) : 0;
  if (!drift || share === 0) return findOwnSeed(deps, shares, id, taste);
  const [seed, target] = await Promise.all([
    findOwnSeed(deps, shares, id, taste),
    findOwnSeed(deps, shares, drift.station_id).catch((error: unknown) => {
      // A station that is gone is nowhere to go to; the music stays where it is.
      if (isAppError(error) && TARGET_GONE.has(error.code)) return undefined;
      throw error;
    }),
  ]);
  return target ? { ...seed, drift: { artists: target.artists, share } } : seed;
}

const TARGET_GONE: ReadonlySet<ErrorCode> = new Set(["not_found", "forbidden", "gone"]);

async function findOwnSeed(
  deps: StationDeps,
  shares: Pick<KeyValueStore, "get">,
  id: string,
  taste?: SharePayload,
): Promise<StationSeed> {
  if (id.startsWith(LINKED_STATION_PREFIX)) {
    if (taste) return toSharedSeed(id, taste, deps.catalogue);
    throw new AppError("not_found", "This browser does not hold the link's taste. Open the link again.");
  }
  if (!id.startsWith(SHARED_STATION_PREFIX)) return readSeed(deps, id);
  const code = id.slice(SHARED_STATION_PREFIX.length);
  return toSharedSeed(id, (await openShare({ store: shares }, code)).payload, deps.catalogue);
}
