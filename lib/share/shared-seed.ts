// A shared taste as a station's seed, so that the station use cases play it like any other.
// The reverse is makePayload.

import type { Catalogue } from "@/lib/catalog/catalogue";
import type { StationSeed } from "@/lib/station/style";
import { isSameModel } from "./make-payload";
import type { SharePayload } from "./payload";

/** Station ids of short links (this and the code), and of links that hold their taste (this and a mark of it). */
export const SHARED_STATION_PREFIX = "s-";
export const LINKED_STATION_PREFIX = "l-";

/** A place of the map of another model means nothing on this one: there the station does not lean. */
export function toSharedSeed(
  id: string,
  payload: SharePayload,
  catalogue: Pick<Catalogue, "model">,
): StationSeed {
  const { lean, artist_gap: gap } = payload;
  return {
    id,
    name: payload.name,
    version: id,
    artists: payload.style,
    feedback: payload.feedback,
    knobs: {
      weights: payload.weights,
      familiarity: payload.familiarity,
      variety: payload.variety,
      ...(payload.rules && { newToMe: payload.rules.new_to_me, noExplicit: payload.rules.no_explicit }),
      ...(lean && isSameModel(payload, catalogue) && { lean }),
      ...(gap && { artistGap: { songs: gap.songs, ms: gap.minutes * 60_000 } }),
      randomSeed: payload.seed,
    },
  };
}
