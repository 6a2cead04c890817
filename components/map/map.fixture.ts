// A small map for tests: a hundred artists in rows of ten, best known first, with a word for each half.

import { createGrid } from "./grid";
import type { MapSheet } from "./map-sheet";

export function createSheet(): MapSheet {
  const count = 100;
  const points = Float32Array.from({ length: 2 * count }, (_, i) => {
    const artist = i >> 1;
    return -0.9 + 0.2 * (i % 2 === 0 ? artist % 10 : Math.floor(artist / 10));
  });
  const names = Array.from({ length: count }, (_, artist) => `Artist ${artist}`);
  return {
    model: "test",
    count,
    names,
    points,
    fame: Float32Array.from({ length: count }, (_, artist) => 1 - artist / count),
    places: [
      { name: "shoegaze", x: -0.5, y: 0, artists: 50 },
      { name: "techno", x: 0.5, y: 0, artists: 40 },
    ],
    grid: createGrid(points),
    find: (name) => (names.includes(name) ? names.indexOf(name) : undefined),
  };
}
