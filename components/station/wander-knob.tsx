"use client";

import { messages } from "@/components/messages";
import { Knob } from "@/components/ui/knob";

type WanderKnobProps = {
  /** 0 = home, 1 = far. */
  readonly wander: number;
  readonly disabled: boolean;
  readonly onChange: (wander: number) => void;
  /** Leaves it to the server again. */
  readonly onReset: () => void;
};

/** The one knob in sight: it moves the light along the scale. */
export function WanderKnob({ wander, disabled, onChange, onReset }: WanderKnobProps) {
  return (
    <div className="flex items-center gap-4 lg:flex-col lg:gap-2 lg:text-center">
      <Knob
        label={messages.tune.wander}
        value={wander}
        max={1}
        valueText={messages.tune.wanderValue(wander)}
        disabled={disabled}
        onChange={onChange}
        onReset={onReset}
        className="size-24 shrink-0 lg:size-28"
      />
      <div aria-hidden="true">
        <p className="font-medium">{messages.tune.wander}</p>
        <p className="text-small text-ink-3">{messages.tune.wanderValue(wander)}</p>
      </div>
    </div>
  );
}
