"use client";

import clsx from "clsx";
import { Slider as Radix } from "radix-ui";

type SliderProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly step?: number;
  readonly valueText?: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onChange: (value: number) => void;
  readonly onCommit?: (value: number) => void;
};

/** A thin line with a bead; the whole 44 px strip takes the pointer. */
export function Slider(props: SliderProps) {
  const { label, value, max, step = 1, valueText, disabled, className, onChange, onCommit } = props;
  return (
    <Radix.Root
      className={clsx("group relative flex h-11 touch-none items-center select-none", className)}
      value={[value]}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
    >
      <Radix.Track className="relative h-[3px] grow rounded-full bg-line">
        <Radix.Range className="absolute h-full rounded-full bg-ink-2 group-hover:bg-amber" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-3.5 rounded-full bg-ink shadow-[0_0_0_4px_var(--ground)] transition-transform group-hover:scale-110"
      />
    </Radix.Root>
  );
}
