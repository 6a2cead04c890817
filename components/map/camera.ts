// Where the map is looked at from, and how that moves: at once under the hand, in flight when sent somewhere, gliding on
// after a throw. Frames and clock come from outside; with reduced motion everything is at its place at once.

import type { Point } from "./grid";
import { between, bounded, panned, pinched, type Size, type View, wholeView, zoomed } from "./projection";

export type Camera = {
  readonly view: () => View;
  readonly size: () => Size;
  resize(size: Size): void;
  pan(by: Point): void;
  zoom(factor: number, at: Point): void;
  pinch(from: readonly [Point, Point], to: readonly [Point, Point]): void;
  flyTo(view: View): void;
  /** Zooms by steps of a button or key, gently. */
  zoomGently(factor: number): void;
  /** Goes on with this speed, pixels a millisecond, and comes to rest. */
  glide(speed: Point): void;
  stop(): void;
};

export type CameraOptions = {
  readonly onChange: () => void;
  readonly requestFrame: (call: (now: number) => void) => number;
  readonly cancelFrame: (id: number) => void;
  readonly reducedMotion: () => boolean;
};

const FLIGHT_MS = 900;
const STEP_MS = 220;
/** Speed left of a throw after a millisecond. */
const FRICTION = 0.995;
const REST = 0.02;

export function createCamera({ onChange, requestFrame, cancelFrame, reducedMotion }: CameraOptions): Camera {
  let size: Size = { width: 0, height: 0 };
  let view: View = { x: 0, y: 0, scale: 1 };
  /** Where a flight or a step is bound for. */
  let goal: View | undefined;
  let frame: number | undefined;

  const show = (next: View) => {
    view = next;
    onChange();
  };
  const stop = () => {
    if (frame !== undefined) cancelFrame(frame);
    frame = undefined;
    goal = undefined;
  };
  /** Calls with the milliseconds since the start, until it answers false. */
  const animate = (step: (elapsed: number) => boolean) => {
    let started: number | undefined;
    const next = (now: number) => {
      started ??= now;
      if (step(now - started)) frame = requestFrame(next);
      else frame = undefined;
    };
    frame = requestFrame(next);
  };
  const travel = (to: View, milliseconds: number) => {
    stop();
    if (reducedMotion()) return show(bounded(to, size));
    const from = view;
    goal = to;
    animate((elapsed) => {
      const t = Math.min(1, elapsed / milliseconds);
      show(between(from, to, t, size));
      if (t === 1) goal = undefined;
      return t < 1;
    });
  };

  return {
    view: () => view,
    size: () => size,
    stop,
    resize(next) {
      const isFirst = size.width === 0;
      size = next;
      show(isFirst ? wholeView(size) : bounded(view, size));
    },
    pan(by) {
      stop();
      show(panned(view, size, by));
    },
    zoom(factor, at) {
      stop();
      show(zoomed(view, size, factor, at));
    },
    pinch(from, to) {
      stop();
      show(pinched(view, size, from, to));
    },
    flyTo: (to) => travel(to, FLIGHT_MS),
    zoomGently(factor) {
      const middle = { x: size.width / 2, y: size.height / 2 };
      travel(zoomed(goal ?? view, size, factor, middle), STEP_MS);
    },
    glide(speed) {
      stop();
      if (reducedMotion()) return;
      let before = 0;
      animate((elapsed) => {
        const left = FRICTION ** elapsed;
        const by = { x: speed.x * left * (elapsed - before), y: speed.y * left * (elapsed - before) };
        before = elapsed;
        show(panned(view, size, by));
        return Math.hypot(speed.x, speed.y) * left > REST;
      });
    },
  };
}
