"use client";

import clsx from "clsx";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";

type KnobProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly valueText: string;
  /** A double click puts it back. */
  readonly onReset: () => void;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onChange: (value: number) => void;
};

const SWEEP = 270;
const TICKS = Array.from({ length: 11 }, (_, index) => index / 10);
/** Pixels of drag from stop to stop. */
const TRAVEL_PX = 180;
const FINE = 1 / 100;

/** A round knob: turns by drag, wheel and keys; to a screen reader it is a slider. */
export function Knob({ label, value, max, valueText, disabled, className, onChange, onReset }: KnobProps) {
  const element = useRef<HTMLDivElement>(null);
  const turned = Math.min(Math.max(value / max, 0), 1);
  const turnTo = (fraction: number) => {
    const next = Math.round(Math.min(Math.max(fraction, 0), 1) / FINE) * FINE * max;
    if (!disabled && next !== value) onChange(next);
  };
  useWheel(element, (steps) => turnTo(turned + steps * 0.03));

  // Where the pointer took hold: of a finger, not every browser tells how far it moved since.
  const held = useRef({ x: 0, y: 0, turned: 0 });
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY, turned };
  };
  const onPointerMove = ({ currentTarget, pointerId, clientX: x, clientY: y }: PointerEvent) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const from = held.current;
    turnTo(from.turned + (x - from.x - (y - from.y)) / TRAVEL_PX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, turned);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    turnTo(to);
  };

  return (
    <div
      ref={element}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(turned * 100)}
      aria-valuetext={valueText}
      aria-disabled={disabled}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
      className={clsx(
        "touch-none rounded-full select-none focus-visible:rounded-full",
        disabled && "opacity-40",
        className,
      )}
    >
      <Dial turned={turned} />
    </div>
  );
}

function Dial({ turned }: { readonly turned: number }) {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true" className="block size-full">
      {TICKS.map((tick) => (
        <line
          key={tick}
          x1="50"
          x2="50"
          y1="2"
          y2={tick === 0 || tick === 1 || tick === 0.5 ? "9" : "7"}
          transform={`rotate(${(tick - 0.5) * SWEEP} 50 50)`}
          strokeWidth="1.6"
          className={tick <= turned + 0.001 ? "stroke-amber" : "stroke-line-strong"}
        />
      ))}
      <circle cx="50" cy="50" r="37" strokeWidth="1.25" className="fill-raised stroke-line-strong" />
      <line
        x1="50"
        x2="50"
        y1="18"
        y2="31"
        transform={`rotate(${(turned - 0.5) * SWEEP} 50 50)`}
        strokeWidth="3.5"
        strokeLinecap="round"
        className="stroke-amber"
      />
    </svg>
  );
}

function keyTarget(key: string, turned: number): number | undefined {
  if (key === "ArrowUp" || key === "ArrowRight") return turned + 0.02;
  if (key === "ArrowDown" || key === "ArrowLeft") return turned - 0.02;
  if (key === "PageUp") return turned + 0.1;
  if (key === "PageDown") return turned - 0.1;
  if (key === "Home") return 0;
  return key === "End" ? 1 : undefined;
}

/** React listens to wheel events passively, so a knob could not keep the page from scrolling. */
function useWheel(element: { readonly current: HTMLElement | null }, onTurn: (steps: number) => void) {
  const latest = useRef(onTurn);
  useEffect(() => {
    latest.current = onTurn;
  });
  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(-Math.sign(event.deltaY));
    };
    target?.addEventListener("wheel", onWheel, { passive: false });
    return () => target?.removeEventListener("wheel", onWheel);
  }, [element]);
}
