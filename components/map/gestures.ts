// Hands on the map: drag, throw, pinch, wheel and double tap move the camera; a short touch is a tap.

import type { Camera } from "./camera";
import type { Point } from "./grid";

/** A finger that moves no farther has tapped. */
const TAP_PX = 8;
const DOUBLE_MS = 320;
/** A throw is judged by the last moments of the drag. */
const THROW_MS = 80;

export type Gestures = {
  readonly onTap: (at: Point) => void;
  /** A wheel turned without Ctrl scrolls the page. */
  readonly leavesWheel: () => boolean;
};

/** Listens on the element. Returns the way to stop. */
export function listenToGestures(
  element: HTMLElement,
  camera: Camera,
  { onTap, leavesWheel }: Gestures,
): () => void {
  const fingers = new Map<number, Point>();
  let trail: { readonly at: Point; readonly time: number }[] = [];
  let isTap = false;
  let lastTap: { readonly at: Point; readonly time: number } | undefined;

  const pointOf = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const pair = (): readonly [Point, Point] | undefined => {
    const [a, b] = [...fingers.values()];
    return a && b ? [a, b] : undefined;
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
    element.setPointerCapture(event.pointerId);
    camera.stop();
    fingers.set(event.pointerId, pointOf(event));
    isTap = fingers.size === 1;
    trail = [{ at: pointOf(event), time: event.timeStamp }];
  };
  const onMove = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const at = pointOf(event);
    const pinchedFrom = pair();
    fingers.set(event.pointerId, at);
    const pinchedTo = pair();
    const start = trail[0]?.at ?? at;
    if (Math.hypot(at.x - start.x, at.y - start.y) > TAP_PX) isTap = false;
    if (pinchedFrom && pinchedTo) camera.pinch(pinchedFrom, pinchedTo);
    else if (!isTap) {
      camera.pan({ x: at.x - before.x, y: at.y - before.y });
      trail = [...trail, { at, time: event.timeStamp }].slice(-12);
    }
  };
  const onUp = (event: PointerEvent) => {
    const at = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    if (!at || event.type === "pointercancel") return;
    if (isTap) return tap(at, event.timeStamp);
    const recent = trail.filter(({ time }) => event.timeStamp - time < THROW_MS);
    const [first] = recent;
    const lasted = event.timeStamp - (first?.time ?? event.timeStamp);
    if (fingers.size === 0 && first && lasted > 0) {
      camera.glide({ x: (at.x - first.at.x) / lasted, y: (at.y - first.at.y) / lasted });
    }
  };
  const tap = (at: Point, time: number) => {
    const isDouble =
      lastTap && time - lastTap.time < DOUBLE_MS && Math.hypot(at.x - lastTap.at.x, at.y - lastTap.at.y) < 24;
    lastTap = isDouble ? undefined : { at, time };
    if (isDouble) camera.zoom(2, at);
    else onTap(at);
  };
  const onWheel = (event: WheelEvent) => {
    if (leavesWheel() && !event.ctrlKey) return;
    event.preventDefault();
    // Lines and pages, where a wheel counts in them, are some pixels too; a pinch on a touchpad comes in small steps.
    const pixels = event.deltaY * (event.deltaMode === 0 ? 1 : 24);
    camera.zoom(2 ** (-Math.max(-200, Math.min(200, pixels)) / (event.ctrlKey ? 90 : 280)), pointOf(event));
  };

  const pointerEvents = {
    pointerdown: onDown,
    pointermove: onMove,
    pointerup: onUp,
    pointercancel: onUp,
  } as const;
  for (const [name, listener] of Object.entries(pointerEvents)) {
    element.addEventListener(name, listener as EventListener);
  }
  element.addEventListener("wheel", onWheel, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(pointerEvents)) {
      element.removeEventListener(name, listener as EventListener);
    }
    element.removeEventListener("wheel", onWheel);
  };
}
