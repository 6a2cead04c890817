// From the map to the screen and back: what is in sight, and how panning, zooming and flying change it.
// Pure arithmetic; lengths on the screen are CSS pixels.

import type { Box, Point } from "./grid";

/** What is looked at: the point of the map in the middle of the screen, and pixels per unit of the map. */
export type View = { readonly x: number; readonly y: number; readonly scale: number };
export type Size = { readonly width: number; readonly height: number };

/** How many times closer than the whole one can look. */
export const MAX_ZOOM = 40;
const MARGIN = 0.97;

/** Pixels per unit of the map at which all of it just fits. */
export const fitScale = ({ width, height }: Size): number =>
  (MARGIN * Math.max(Math.min(width, height), 120)) / 2;

export const wholeView = (size: Size): View => ({ x: 0, y: 0, scale: fitScale(size) });

export const toScreen = ({ x, y, scale }: View, { width, height }: Size, point: Point): Point => ({
  x: (point.x - x) * scale + width / 2,
  y: (point.y - y) * scale + height / 2,
});

export const toMap = ({ x, y, scale }: View, { width, height }: Size, at: Point): Point => ({
  x: x + (at.x - width / 2) / scale,
  y: y + (at.y - height / 2) / scale,
});

/** The part of the map in sight, and so many pixels around it. */
export function boxInSight(view: View, size: Size, margin = 0): Box {
  const a = toMap(view, size, { x: -margin, y: -margin });
  const b = toMap(view, size, { x: size.width + margin, y: size.height + margin });
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

/** Keeps the scale within its limits and some of the map in sight. */
export function bounded(view: View, size: Size): View {
  const fit = fitScale(size);
  const scale = Math.min(Math.max(view.scale, fit), fit * MAX_ZOOM);
  // Whoever sees all of a side needs not move along it.
  const reach = (length: number) => Math.max(0.25, 1.15 - length / 2 / scale);
  const clamp = (value: number, most: number) => Math.min(Math.max(value, -most), most);
  return { x: clamp(view.x, reach(size.width)), y: clamp(view.y, reach(size.height)), scale };
}

/** Moves what is on the screen by so many pixels. */
export const panned = (view: View, size: Size, by: Point): View =>
  bounded({ ...view, x: view.x - by.x / view.scale, y: view.y - by.y / view.scale }, size);

/** Zooms so that the point of the map under `at` stays there. */
export function zoomed(view: View, size: Size, factor: number, at: Point): View {
  const fit = fitScale(size);
  const scale = Math.min(Math.max(view.scale * factor, fit), fit * MAX_ZOOM);
  const held = toMap(view, size, at);
  return bounded(
    { x: held.x - (at.x - size.width / 2) / scale, y: held.y - (at.y - size.height / 2) / scale, scale },
    size,
  );
}

/** Two fingers that were at `from` and are at `to`: what was under each stays under it. */
export function pinched(
  view: View,
  size: Size,
  from: readonly [Point, Point],
  to: readonly [Point, Point],
): View {
  const middle = ([a, b]: readonly [Point, Point]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const span = ([a, b]: readonly [Point, Point]) => Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1);
  const [before, after] = [middle(from), middle(to)];
  const moved = panned(view, size, { x: after.x - before.x, y: after.y - before.y });
  return zoomed(moved, size, span(to) / span(from), after);
}

/** A view that shows all of these points, no closer than `closest` times the whole. */
export function viewOf(points: readonly Point[], size: Size, closest = 5): View {
  if (points.length === 0) return wholeView(size);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (0.7 * size.width) / Math.max(right - left, 1e-6),
    (0.7 * size.height) / Math.max(bottom - top, 1e-6),
    closest * fitScale(size),
  );
  return bounded({ x: (left + right) / 2, y: (top + bottom) / 2, scale }, size);
}

/**
 * On the way from one view to another, t from 0 to 1: far flights draw back in the middle, so that one sees where they go
 * (after van Wijk and Nuij 2003, simplified).
 */
export function between(from: View, to: View, t: number, size: Size): View {
  const ease = t * t * (3 - 2 * t);
  const far = Math.hypot(to.x - from.x, to.y - from.y) * Math.min(from.scale, to.scale);
  const back = Math.max(0, Math.log2(far / Math.max(size.width, 1)));
  const log = Math.log2(from.scale) + (Math.log2(to.scale) - Math.log2(from.scale)) * ease;
  const scale = 2 ** (log - back * Math.sin(Math.PI * t) * 0.8);
  return bounded({ x: from.x + (to.x - from.x) * ease, y: from.y + (to.y - from.y) * ease, scale }, size);
}
