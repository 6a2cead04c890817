"use client";

import { type KeyboardEvent, type PointerEvent, type Ref, useRef } from "react";
import type { Camera } from "./camera";
import type { Point } from "./grid";
import { mapMessages } from "./map-messages";
import { type Size, toMap, toScreen, type View } from "./projection";

type LeanNeedleProps = {
  readonly ref: Ref<HTMLButtonElement>;
  readonly camera: Camera;
  readonly at: Point;
  readonly leans: boolean;
  readonly onLean: (to: Point) => void;
};

const STEP_PX = 24;

/** The needle of the scale, on the map: where the radio picks from, or where it was told to lean. */
export function LeanNeedle({ ref, camera, at, leans, onLean }: LeanNeedleProps) {
  const dragged = useRef<Point | undefined>(undefined);

  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const frame = event.currentTarget.parentElement;
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame) return;
    const box = frame.getBoundingClientRect();
    // The hand holds the knob, the foot of the needle points.
    const foot = { x: event.clientX - box.left, y: event.clientY - box.top + FOOT_PX };
    dragged.current = clamped(toMap(camera.view(), camera.size(), foot));
    placeNeedle(event.currentTarget, dragged.current, camera.view(), camera.size());
  };
  const onPointerUp = () => {
    if (dragged.current) onLean(dragged.current);
    dragged.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEP_PX / camera.view().scale;
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    onLean(clamped({ x: at.x + step * (by[0] ?? 0), y: at.y + step * (by[1] ?? 0) }));
  };

  return (
    <button
      ref={ref}
      type="button"
      aria-label={mapMessages.lean.needle}
      title={mapMessages.lean.needle}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        dragged.current = undefined;
      }}
      onKeyDown={onKeyDown}
      className="absolute top-0 left-0 h-16 w-11 cursor-grab touch-none rounded-control active:cursor-grabbing"
    >
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-16 left-1/2 size-64 -translate-x-1/2 -translate-y-1/2"
        style={{
          background:
            "radial-gradient(circle closest-side, rgb(var(--glow) / var(--glow-strength)), transparent)",
        }}
      />
      <svg viewBox="0 0 44 64" aria-hidden="true" className="relative block h-16 w-11">
        <line x1="22" y1="22" x2="22" y2="64" strokeWidth="2" className="stroke-amber" />
        <circle cx="22" cy="14" r="10" strokeWidth="2" className="fill-raised stroke-amber" />
        <circle cx="22" cy="14" r="4" className={leans ? "fill-amber" : "fill-transparent"} />
      </svg>
    </button>
  );
}

/** From the middle of the knob to the foot. */
const FOOT_PX = 50;

/** Sets the needle's foot on its point of the map; outside of every rendering, as the camera moves. */
export function placeNeedle(
  element: HTMLElement | null,
  at: Point | undefined,
  view: View,
  size: Size,
): void {
  if (!element || !at) return;
  const { x, y } = toScreen(view, size, at);
  element.style.transform = `translate(${(x - 22).toFixed(1)}px, ${(y - 64).toFixed(1)}px)`;
}

const clamped = ({ x, y }: Point): Point => ({
  x: Math.min(1, Math.max(-1, x)),
  y: Math.min(1, Math.max(-1, y)),
});
