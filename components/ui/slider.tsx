"use client";

import clsx from "clsx";
import type { CSSProperties } from "react";

type SliderProps = {
  readonly label: string;
  readonly value: number;
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
  const { label, value, max, step = 1, valueText, disabled, className, onChange, onCommit } = props;
  const commit = (event: { readonly currentTarget: HTMLInputElement }) =>
    onCommit?.(event.currentTarget.valueAsNumber);
  const filled: CSSProperties & { "--filled": string } = { "--filled": `${(value / max) * 100}%` };
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      value={value}
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
