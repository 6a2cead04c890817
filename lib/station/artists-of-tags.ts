// From words ("dreamy", "shoegaze", "90s") to the artists that all of them describe best.
// Used where a station starts from words instead of names.

import type { Catalogue } from "@/lib/catalog/catalogue";
import type { ArtistId } from "@/lib/core/types";

/** Carriers looked at for each word; beyond them the word hardly fits. */
const CARRIERS_PER_TAG = 600;

/**
 * The artists that carry most of the tags, and these most strongly: first by how many of them, then by the sum of weights.
 * @returns at most `count` artist ids, best first, ties by id; empty when no tag is known
 */
export function findArtistsOfTags(
  catalogue: Pick<Catalogue, "artistsOfTag" | "tags">,
  tags: readonly string[],
  count: number,
): ArtistId[] {
  const wanted = new Set(tags.map((tag) => tag.trim().toLowerCase()));
  const carriers = new Set([...wanted].flatMap((tag) => catalogue.artistsOfTag(tag, CARRIERS_PER_TAG)));
  return [...carriers]
    .map((artist) => {
      const fitting = catalogue.tags(artist).filter((tag) => wanted.has(tag.name.toLowerCase()));
      return { artist, matches: fitting.length, weight: fitting.reduce((sum, tag) => sum + tag.weight, 0) };
    })
    .sort((a, b) => b.matches - a.matches || b.weight - a.weight || a.artist - b.artist)
    .slice(0, count)
    .map(({ artist }) => artist);
}
