// From words ("dreamy", "shoegaze", "90s") to the artists that all of them describe best.
// Used where a station starts from words instead of names.

import type { Catalogue } from "@/lib/catalog/catalogue";
import type { ArtistId } from "@/lib/core/types";

/** Carriers looked at for each word; beyond them the word hardly fits. */
const CARRIERS_PER_TAG = 600;

/**
 * The artists that carry most of the tags, and these most tellingly: first by how many of them, then by their places in
 * the tags' own orders.
 * @returns at most `count` artist ids, best first, ties by id; empty when no tag is known
 */
export function findArtistsOfTags(
  catalogue: Pick<Catalogue, "artistsOfTag">,
  tags: readonly string[],
  count: number,
): ArtistId[] {
  const found = new Map<ArtistId, { matches: number; places: number }>();
  for (const tag of new Set(tags.map((word) => word.trim().toLowerCase()))) {
    catalogue.artistsOfTag(tag, CARRIERS_PER_TAG).forEach((artist, place) => {
      const { matches, places } = found.get(artist) ?? { matches: 0, places: 0 };
      found.set(artist, { matches: matches + 1, places: places + place });
    });
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.matches - x.matches || x.places - y.places || a - b)
    .slice(0, count)
    .map(([artist]) => artist);
}
