// All artists as dots, written straight into the pixels: some 22,000 of them cost a few milliseconds a frame on any machine,
// with a graphics card or without.

import type { MapSheet } from "./map-sheet";
import { boxInSight, fitScale, type Size, type View } from "./projection";

/** Steps of radius and of darkness that dots are drawn in. */
const STEP = 0.25;
const BIGGEST = 5;

/** Radius in pixels: the well known are larger, and all grow a little as one comes closer. */
export function dotRadius(fame: number, zoom: number): number {
  return Math.min(BIGGEST, (0.35 + 1.75 * fame ** 2) * zoom ** 0.38);
}

/** How dark, 0 to 1: from afar the little known are dust. */
export function dotAlpha(fame: number, zoom: number): number {
  return Math.min(1, (0.16 + 0.7 * fame ** 1.5) * zoom ** 0.3);
}

export type Dots = {
  /** @param density device pixels per pixel */
  draw(view: View, size: Size, density: number, rgb: readonly [number, number, number]): void;
};

/** A pixel of a dot: its offset from the middle, and how much of it the dot covers. */
type Stamp = readonly { readonly dx: number; readonly dy: number; readonly cover: number }[];

export function createDots(canvas: HTMLCanvasElement, { points, fame, grid }: MapSheet): Dots {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const stamps = new Map<number, Stamp>();
  let image: ImageData | undefined;
  let pixels = new Uint32Array(0);

  const stampOf = (radius: number): Stamp => {
    const key = Math.max(1, Math.round(radius / STEP));
    const stamp = stamps.get(key) ?? makeStamp(key * STEP);
    stamps.set(key, stamp);
    return stamp;
  };

  return {
    draw(view, size, density, [red, green, blue]) {
      const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
      if (!context || width === 0 || height === 0) return;
      if (!image || image.width !== width || image.height !== height) {
        Object.assign(canvas, { width, height });
        image = context.createImageData(width, height);
        pixels = new Uint32Array(image.data.buffer);
      }
      pixels.fill(0);
      const zoom = view.scale / fitScale(size);
      const scale = view.scale * density;
      // Whole pixels for the frame, so that the dots do not tremble against each other while it moves.
      const left = Math.round(width / 2 - view.x * scale);
      const top = Math.round(height / 2 - view.y * scale);
      const colour = (blue << 16) | (green << 8) | red;
      grid.visit(boxInSight(view, size, 8), (point) => {
        const known = fame[point] ?? 0;
        const x = left + Math.round((points[2 * point] ?? 0) * scale);
        const y = top + Math.round((points[2 * point + 1] ?? 0) * scale);
        if (x < 0 || y < 0 || x >= width || y >= height) return;
        const dark = 255 * dotAlpha(known, zoom);
        for (const { dx, dy, cover } of stampOf(dotRadius(known, zoom) * density)) {
          const column = x + dx;
          if (column < 0 || column >= width) continue;
          const at = (y + dy) * width + column;
          const alpha = (dark * cover) | 0;
          if ((pixels[at] ?? 0) >>> 24 < alpha) pixels[at] = ((alpha << 24) | colour) >>> 0;
        }
      });
      context.putImageData(image, 0, 0);
    },
  };
}

function makeStamp(radius: number): Stamp {
  const reach = Math.ceil(radius);
  const stamp: { dx: number; dy: number; cover: number }[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)));
      if (cover > 0.05) stamp.push({ dx, dy, cover });
    }
  }
  return stamp;
}
