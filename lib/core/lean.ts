// A lean: the listener points at a place of the map, and the artists around it become a further direction of the taste.
// Pure, and without vectors: the server leans by it, and the page names the same artists while the needle is moved.

import type { ArtistId, WeightedArtist } from "./types";

/** Where the needle points, each coordinate in [-1, 1], and how much that counts against the style's 1. */
export type Lean = { readonly x: number; readonly y: number; readonly pull: number };

/** The map as the lean sees it. */
export type LeanMap = {
  /** count x 2, row-major, each coordinate in [-1, 1]. */
  readonly map: Float32Array;
  /** How well known each artist is, in [0, 1]. */
  readonly familiarity: ArrayLike<number>;
};

/** So many artists speak for a place: enough to mean its music rather than one of them. */
export const LEAN_ARTISTS = 12;
/** The first radius, in units of the map; it doubles until it holds artists enough, so that empty places lean too. */
const RADIUS = 0.03;
/** What an artist must count to be among them. */
const LEAST = 0.02;

/**
 * The artists who speak for a place, strongest first: familiarity^2 * exp(-(d / radius)^2 / 2), scaled to 1 for the
 * strongest. At most {@link LEAN_ARTISTS}, none of `exclude`. Cost: a few passes over the map.
 */
export function artistsAround(
  { x, y }: Pick<Lean, "x" | "y">,
  { map, familiarity }: LeanMap,
  exclude: ReadonlySet<ArtistId> = new Set(),
): WeightedArtist[] {
  // Beyond the map's own diagonal nothing can be found any more.
  for (let radius = RADIUS; radius < 4; radius *= 2) {
    const found: { artist: ArtistId; weight: number }[] = [];
    for (let artist = 0; artist < familiarity.length; artist++) {
      const dx = (map[2 * artist] ?? 0) - x;
      const dy = (map[2 * artist + 1] ?? 0) - y;
      const weight = (familiarity[artist] ?? 0) ** 2 * Math.exp(-(dx * dx + dy * dy) / (2 * radius * radius));
      if (weight >= LEAST && !exclude.has(artist)) found.push({ artist, weight });
    }
    if (found.length < LEAN_ARTISTS && radius < 2) continue;
    const chosen = found.sort((a, b) => b.weight - a.weight || a.artist - b.artist).slice(0, LEAN_ARTISTS);
    const most = chosen[0]?.weight ?? 1;
    return chosen.map(({ artist, weight }) => ({ artist, weight: weight / most }));
  }
  return [];
}
