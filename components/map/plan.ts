// The plan of the names: which word or artist is named from which level on, for one size of the map.
// The station's own come first, then the words of the regions, then everybody by how well known they are.

import { type Named, planLabels, widthOf } from "./labels";
import { type MapSheet, pointOf } from "./map-sheet";
import type { Marks } from "./marks";

export const NAME_PX = 13;
/** From the middle of a dot to its name. */
export const NAME_GAP = 7;
/** Of those without a mark, so many may be named when the whole map is seen; twice as many at each level. */
const ARTISTS_AT_FIRST = 250;
const PLACES_AT_FIRST = 45;
const MOST_KNOWN = 6_000;

export type Plan = {
  readonly namesArtist: (artist: number, level: number) => boolean;
  readonly namesPlace: (place: number, level: number) => boolean;
};

/** @param scale pixels per unit of the map when all of it is seen */
export function planNames(sheet: MapSheet, { marks }: Pick<Marks, "marks">, scale: number): Plan {
  const items: Named[] = [];
  const itemOf = new Int32Array(sheet.count).fill(-1);
  const addArtist = (artist: number, from: number) => {
    if ((itemOf[artist] ?? 0) >= 0) return;
    itemOf[artist] = items.length;
    items.push(artistBox(sheet, artist, from));
  };
  for (const { artist } of marks) addArtist(artist, 0);
  const firstPlace = items.length;
  sheet.places.forEach((place, at) => {
    const half = widthOf(place.name, placePx(place.artists)) / 2;
    const tall = placePx(place.artists) / 2;
    const from = firstLevel(at, PLACES_AT_FIRST);
    items.push({ x: place.x, y: place.y, left: half, right: half, up: tall, down: tall, from });
  });
  for (let artist = 0; artist < Math.min(sheet.count, MOST_KNOWN); artist++) {
    addArtist(artist, firstLevel(artist, ARTISTS_AT_FIRST));
  }
  const labels = planLabels(items, scale);
  return {
    namesArtist(artist, level) {
      const item = itemOf[artist] ?? -1;
      return item >= 0 && (labels.upTo(level)[item] ?? level + 1) <= level;
    },
    namesPlace: (place, level) => (labels.upTo(level)[firstPlace + place] ?? level + 1) <= level,
  };
}

/** Size of a region's word: larger for larger regions. */
export const placePx = (artists: number): number =>
  Math.min(25, 12 + 3 * Math.log2(Math.max(artists, 16) / 16));

const firstLevel = (rank: number, atFirst: number): number =>
  Math.max(0, Math.ceil(Math.log2((rank + 1) / atFirst)));

function artistBox(sheet: MapSheet, artist: number, from: number): Named {
  const right = NAME_GAP + widthOf(sheet.names[artist] ?? "", NAME_PX);
  return { ...pointOf(sheet, artist), left: 6, right, up: 8, down: 8, from };
}
