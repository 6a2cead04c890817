"use client";

import { useMemo } from "react";
import { Knob } from "@/components/ui/knob";
import type { WeightsBody } from "@/lib/api/schemas";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import ModelPicker from "./model-picker";
import { useStationState } from "./radio-provider";
import { homePercent, withoutPull } from "./rank";
import type { StationStore } from "./station-store";
import { tuneMessages } from "./tune-messages";
import { TuneRules } from "./tune-rules";
import { TuneSettings } from "./tune-settings";
import { DEFAULT_VARIETY, type Tuning } from "./use-tuning";

const PULLS = ["style", "likes", "dislikes"] as const satisfies readonly (keyof WeightsBody)[];
const MAX_WEIGHT = 2;
const NAMES_SHOWN = 3;

type TuneControlsProps = { readonly station: StationStore; readonly tuning: Tuning | undefined };

/** The three pulls and the variety, each with what it does just now; the rules, and which model listens. */
export default function TuneControls({ station, tuning }: TuneControlsProps) {
  const knobs = useStationState(station, (state) => state.knobs);
  const weights = tuning?.live.weights ?? knobs.weights ?? DEFAULT_WEIGHTS;
  const variety = tuning?.live.variety ?? knobs.variety ?? DEFAULT_VARIETY;
  const effects = useEffects(tuning);
  const setWeight = (pull: keyof WeightsBody, value: number) =>
    station.setKnobs({ ...knobs, weights: { ...weights, [pull]: value } });
  return (
    <>
      <div className="mt-2 grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
        {PULLS.map((pull) => (
          <ExplainedKnob
            key={pull}
            label={tuneMessages[pull]}
            value={weights[pull]}
            max={MAX_WEIGHT}
            disabled={!tuning}
            text={effects?.[pull] ?? ""}
            onChange={(value) => setWeight(pull, value)}
            onReset={() => setWeight(pull, DEFAULT_WEIGHTS[pull])}
          />
        ))}
        <ExplainedKnob
          label={tuneMessages.variety}
          value={variety}
          max={1}
          disabled={!tuning}
          text={tuneMessages.varietyNow(knobs.new_to_me ? 0 : homePercent(variety))}
          onChange={(value) => station.setKnobs({ ...knobs, variety: value })}
          onReset={() => station.setKnobs({ ...knobs, variety: undefined })}
        />
      </div>
      <TuneRules station={station} tuning={tuning} />
      <TuneSettings station={station} />
      <ModelPicker station={station} opened={tuning?.preview.model} />
    </>
  );
}

/** What each pull does at this moment, by leaving it out. */
function useEffects(tuning: Tuning | undefined): Readonly<Record<keyof WeightsBody, string>> | undefined {
  const { moment, live, next } = tuning ?? {};
  return useMemo(() => {
    if (!moment || !live) return undefined;
    const say = (pull: keyof WeightsBody) => {
      if (live.weights[pull] === 0) return tuneMessages.off;
      const names = withoutPull(moment, live, { pull, shown: next ?? [] }).slice(0, NAMES_SHOWN);
      return names.length > 0 ? tuneMessages.without[pull](names) : tuneMessages.noEffect[pull];
    };
    return { style: say("style"), likes: say("likes"), dislikes: say("dislikes") };
  }, [moment, live, next]);
}

type ExplainedKnobProps = Omit<React.ComponentProps<typeof Knob>, "valueText" | "className"> & {
  readonly text: string;
};

function ExplainedKnob({ text, ...props }: ExplainedKnobProps) {
  const shown = props.value.toFixed(props.max === 1 ? 2 : 1);
  return (
    <div className="flex items-center gap-4">
      <Knob {...props} valueText={shown} className="size-18 shrink-0" />
      <div className="min-w-0">
        <p aria-hidden="true" className="flex gap-2">
          <span className="font-medium">{props.label}</span>
          <span className="tabular text-ink-3">{shown}</span>
        </p>
        <p className="text-small text-ink-2">{text}</p>
      </div>
    </div>
  );
}
