// Words for a place of the map: the regions that a point lies in, nearest first.

import type { Point } from "./grid";
import type { MapSheet } from "./map-sheet";

/** A region is about this wide, in units of the map. */
const REACH = 0.13;

export function wordsAround({ places }: Pick<MapSheet, "places">, at: Point, limit = 3): string[] {
  const near = places
    .map(({ name, x, y, artists }) => ({ name, far: Math.hypot(x - at.x, y - at.y), artists }))
    .filter(({ far }) => far < REACH)
    // Small regions close by say more than large ones farther off.
    .sort((a, b) => a.far * Math.log(a.artists) - b.far * Math.log(b.artists))
    .map(({ name }) => name);
  return [...new Set(near)].slice(0, limit);
}
