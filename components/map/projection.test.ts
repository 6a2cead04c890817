import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  between,
  bounded,
  fitScale,
  MAX_ZOOM,
  panned,
  pinched,
  toMap,
  toScreen,
  viewOf,
  wholeView,
  zoomed,
} from "./projection";

const size = { width: 800, height: 500 };
const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const points = fc.record({ x: coordinate, y: coordinate });
const zoom = fc.double({ min: 1, max: MAX_ZOOM, noNaN: true });
const views = fc
  .tuple(points, zoom)
  .map(([point, times]) => bounded({ ...point, scale: times * fitScale(size) }, size));

describe("the projection", () => {
  it("goes to the screen and back", () => {
    fc.assert(
      fc.property(views, points, (view, point) => {
        const back = toMap(view, size, toScreen(view, size, point));
        expect(back.x).toBeCloseTo(point.x, 9);
        expect(back.y).toBeCloseTo(point.y, 9);
      }),
    );
  });

  it("shows the whole map at first, and keeps to its limits", () => {
    const whole = wholeView(size);
    expect(toScreen(whole, size, { x: 0, y: -1 }).y).toBeGreaterThan(0);
    expect(toScreen(whole, size, { x: 0, y: 1 }).y).toBeLessThan(size.height);
    expect(zoomed(whole, size, 0.1, { x: 0, y: 0 }).scale).toBe(whole.scale);
    expect(zoomed(whole, size, 1e6, { x: 400, y: 250 }).scale).toBe(whole.scale * MAX_ZOOM);
  });

  it("keeps under the pointer what was there", () => {
    const view = { x: 0.1, y: -0.2, scale: 6 * fitScale(size) };
    const at = { x: 420, y: 260 };
    const held = toMap(view, size, at);
    const after = toScreen(zoomed(view, size, 1.7, at), size, held);
    expect(after.x).toBeCloseTo(at.x, 6);
    expect(after.y).toBeCloseTo(at.y, 6);
  });

  it("pans by pixels, and never loses the map", () => {
    const view = { x: 0, y: 0, scale: 4 * fitScale(size) };
    const moved = panned(view, size, { x: 30, y: -10 });
    expect(toScreen(moved, size, { x: 0, y: 0 })).toEqual({ x: 430, y: 240 });
    fc.assert(
      fc.property(views, (any) => {
        const far = panned(any, size, { x: 1e6, y: -1e6 });
        expect(Math.abs(far.x)).toBeLessThanOrEqual(1.15);
        expect(Math.abs(far.y)).toBeLessThanOrEqual(1.15);
      }),
    );
  });

  it("follows two fingers", () => {
    const view = { x: 0, y: 0, scale: 4 * fitScale(size) };
    const [a, b] = [
      { x: 300, y: 250 },
      { x: 500, y: 250 },
    ];
    const under = toMap(view, size, a);
    const spread = { x: 250, y: 250 };
    const after = pinched(view, size, [a, b], [spread, { x: 550, y: 250 }]);
    expect(after.scale).toBeCloseTo(1.5 * view.scale, 6);
    expect(toScreen(after, size, under).x).toBeCloseTo(spread.x, 6);
  });

  it("frames points, no closer than it may", () => {
    const view = viewOf([{ x: 0.3, y: 0.3 }], size, 5);
    expect(view).toEqual({ x: 0.3, y: 0.3, scale: 5 * fitScale(size) });
    expect(viewOf([], size)).toEqual(wholeView(size));
  });

  it("flies from here to there, drawing back on the way when it is far", () => {
    const [from, to] = [
      { x: -0.8, y: 0, scale: 20 * fitScale(size) },
      { x: 0.8, y: 0, scale: 20 * fitScale(size) },
    ];
    expect(between(from, to, 0, size).x).toBeCloseTo(from.x, 9);
    expect(between(from, to, 1, size).x).toBeCloseTo(to.x, 9);
    expect(between(from, to, 1, size).scale).toBeCloseTo(to.scale, 6);
    expect(between(from, to, 0.5, size).scale).toBeLessThan(from.scale / 2);
  });
});
