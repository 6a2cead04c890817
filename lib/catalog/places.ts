// The place names of the map: words of the tag vocabulary whose carriers stand together somewhere.
// Words of mood or time are carried everywhere, so that no list has to say which words are genres.

import type { Catalogue } from "./catalogue";

export type Place = {
  readonly name: string;
  /** Where its carriers stand closest, in [-1, 1]. */
  readonly x: number;
  readonly y: number;
  /** How many artists of the word stand there: larger regions are named from farther away. */
  readonly artists: number;
};

/** Cells along a side of the grid on which densities are taken. */
const CELLS = 64;
/** A region's radius, in units of the map. */
const RADIUS = 0.13;
const LEAST_ARTISTS = 16;
/** Part of the word's weight that must stand in the region, and how much more that is than of everybody's. */
const LEAST_SHARE = 0.22;
const LEAST_LIFT = 3;

type Carrier = { readonly x: number; readonly y: number; readonly weight: number };

/** Largest first. A word may name two regions that lie apart. Cost: tags x a few passes over their carriers. */
export function findPlaces({ space, map, tags }: Pick<Catalogue, "space" | "map" | "tags">): Place[] {
  const carriers = new Map<string, Carrier[]>();
  const everybody: number[] = [];
  for (let artist = 0; artist < space.count; artist++) {
    const [x, y] = [map[2 * artist] ?? 0, map[2 * artist + 1] ?? 0];
    const own = tags(artist);
    if (own.length > 0) everybody.push(x, y);
    for (const { name, weight } of own) {
      const known = carriers.get(name) ?? [];
      known.push({ x, y, weight });
      carriers.set(name, known);
    }
  }
  return [...carriers]
    .flatMap(([name, own]) => regionsOf(own, everybody).map((region) => ({ name, ...region })))
    .sort((a, b) => b.artists - a.artists || (a.name < b.name ? -1 : 1));
}

function regionsOf(carriers: readonly Carrier[], everybody: readonly number[]): Omit<Place, "name">[] {
  if (carriers.length < LEAST_ARTISTS) return [];
  const total = sumWeights(carriers);
  const regions: Omit<Place, "name">[] = [];
  let rest = carriers;
  for (let found = 0; found < 2; found++) {
    const peak = peakOf(rest);
    const inside = within(rest, peak);
    const share = sumWeights(inside) / total;
    if (inside.length < LEAST_ARTISTS || share < LEAST_SHARE) break;
    if (share < LEAST_LIFT * shareWithin(everybody, peak)) break;
    regions.push({ ...centreOf(inside), artists: inside.length });
    rest = rest.filter((carrier) => !isNear(carrier, peak, 2 * RADIUS));
  }
  return regions;
}

/** The cell with the most weight around it. */
function peakOf(carriers: readonly Carrier[]): { x: number; y: number } {
  const grid = new Float32Array(CELLS * CELLS);
  const cellOf = (value: number) => Math.min(CELLS - 1, Math.max(0, Math.floor(((value + 1) / 2) * CELLS)));
  const reach = Math.round((RADIUS / 2) * (CELLS / 2));
  for (const { x, y, weight } of carriers) {
    const [column, row] = [cellOf(x), cellOf(y)];
    for (let r = Math.max(0, row - reach); r <= Math.min(CELLS - 1, row + reach); r++) {
      for (let c = Math.max(0, column - reach); c <= Math.min(CELLS - 1, column + reach); c++) {
        grid[r * CELLS + c] = (grid[r * CELLS + c] ?? 0) + weight;
      }
    }
  }
  let best = 0;
  for (let cell = 1; cell < grid.length; cell++) if ((grid[cell] ?? 0) > (grid[best] ?? 0)) best = cell;
  return {
    x: ((best % CELLS) + 0.5) * (2 / CELLS) - 1,
    y: (Math.floor(best / CELLS) + 0.5) * (2 / CELLS) - 1,
  };
}

function isNear(a: { x: number; y: number }, b: { x: number; y: number }, radius: number): boolean {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 <= radius * radius;
}

const within = (carriers: readonly Carrier[], peak: { x: number; y: number }): Carrier[] =>
  carriers.filter((carrier) => isNear(carrier, peak, RADIUS));

/** Part of the points, given as x, y, x, y, that stand in the region. */
function shareWithin(points: readonly number[], { x, y }: { x: number; y: number }): number {
  let inside = 0;
  for (let i = 0; i < points.length; i += 2) {
    const dx = (points[i] ?? 0) - x;
    const dy = (points[i + 1] ?? 0) - y;
    if (dx * dx + dy * dy <= RADIUS * RADIUS) inside++;
  }
  return (2 * inside) / Math.max(points.length, 1);
}

const sumWeights = (carriers: readonly Carrier[]): number =>
  carriers.reduce((sum, { weight }) => sum + weight, 0);

function centreOf(carriers: readonly Carrier[]): { x: number; y: number } {
  const total = sumWeights(carriers) || 1;
  return {
    x: carriers.reduce((sum, { x, weight }) => sum + x * weight, 0) / total,
    y: carriers.reduce((sum, { y, weight }) => sum + y * weight, 0) / total,
  };
}
