"use client";

import clsx from "clsx";
import type { CSSProperties } from "react";

type SliderProps = {
  readonly label: string;
  readonly value: number;
  /** Default 0. Below 0 the line is filled from the middle. */
  readonly min?: number;
  readonly max: number;
  readonly step?: number;
  readonly valueText?: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onChange: (value: number) => void;
  /** The value is let go: the pointer or the key went up. */
  readonly onCommit?: (value: number) => void;
};

/** The browser's own range, drawn as a thin line with a bead; the whole 44 px strip takes the pointer. */
export function Slider(props: SliderProps) {
  const { label, value, min = 0, max, step = 1, valueText, disabled, className, onChange, onCommit } = props;
  const commit = (event: { readonly currentTarget: HTMLInputElement }) =>
    onCommit?.(event.currentTarget.valueAsNumber);
  const placeOf = (point: number) => (100 * (point - min)) / (max - min);
  const [from = 0, to = 0] = [placeOf(Math.max(min, 0)), placeOf(value)].sort((a, b) => a - b);
  const filled: CSSProperties & Record<"--from" | "--filled", string> = {
    "--from": `${from}%`,
    "--filled": `${to}%`,
  };
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      onPointerUp={commit}
      onKeyUp={commit}
      className={clsx("bead h-11 min-w-0", className)}
      style={filled}
    />
  );
}
