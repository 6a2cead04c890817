"use client";

import { lazy, Suspense, useMemo } from "react";
import { messages } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Knob } from "@/components/ui/knob";
import { showToast } from "@/components/ui/toast";
import type { WeightsBody } from "@/lib/api/schemas";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import { useStationState } from "./radio-provider";
import { withoutPull } from "./rank";
import type { StationStore } from "./station-store";
import { DEFAULT_VARIETY, type Tuning } from "./use-tuning";

const ModelPicker = lazy(() => import("./model-picker"));

const PULLS = ["style", "likes", "dislikes"] as const satisfies readonly (keyof WeightsBody)[];
const MAX_WEIGHT = 2;

type TunePanelProps = { readonly station: StationStore; readonly tuning: Tuning | undefined };

/** The three pulls and the variety, with what each does just now, and who comes and goes. */
export function TunePanel({ station, tuning }: TunePanelProps) {
  const knobs = useStationState(station, (state) => state.knobs);
  const weights = tuning?.live.weights ?? knobs.weights ?? DEFAULT_WEIGHTS;
  const variety = knobs.variety ?? DEFAULT_VARIETY;
  // The model is chosen, not turned: it stays when the knobs go back.
  const { model, ...turned } = knobs;
  const isMoved = Object.values(turned).some((knob) => knob !== undefined);
  const setWeight = (pull: keyof WeightsBody, value: number) =>
    station.setKnobs({ ...knobs, weights: { ...weights, [pull]: value } });
  const reset = () => {
    station.setKnobs({ model });
    showToast({
      text: messages.tune.resetDone,
      action: { label: messages.station.undo, onClick: () => station.setKnobs(knobs) },
    });
  };
  return (
    <section aria-labelledby="tune-title">
      <div className="flex min-h-11 items-center justify-between">
        <h2 id="tune-title" className="text-title">
          {messages.tune.title}
        </h2>
        {isMoved && (
          <Button look="quiet" onClick={reset} className="-mr-4">
            <Icon name="reset" size={16} />
            {messages.tune.reset}
          </Button>
        )}
      </div>
      <div className="mt-4 grid grid-cols-2 gap-x-6 gap-y-8 sm:grid-cols-4 lg:grid-cols-2 xl:grid-cols-4">
        {PULLS.map((pull) => (
          <LabelledKnob
            key={pull}
            label={messages.tune[pull]}
            value={weights[pull]}
            max={MAX_WEIGHT}
            disabled={!tuning}
            valueText={weights[pull].toFixed(1)}
            onChange={(value) => setWeight(pull, value)}
            onReset={() => setWeight(pull, DEFAULT_WEIGHTS[pull])}
          />
        ))}
        <LabelledKnob
          label={messages.tune.variety}
          value={variety}
          max={1}
          disabled={!tuning}
          valueText={messages.tune.varietyValue(variety)}
          shown={variety.toFixed(1)}
          onChange={(value) => station.setKnobs({ ...knobs, variety: value })}
          onReset={() => station.setKnobs({ ...knobs, variety: undefined })}
        />
      </div>
      {tuning && <Effects tuning={tuning} />}
      <NextTen tuning={tuning} />
      <Suspense>
        <ModelPicker station={station} opened={tuning?.preview.model} />
      </Suspense>
    </section>
  );
}

type LabelledKnobProps = React.ComponentProps<typeof Knob> & { readonly shown?: string };

function LabelledKnob({ shown, ...props }: LabelledKnobProps) {
  return (
    <div className="flex flex-col items-center text-center">
      <Knob {...props} className="size-20" />
      <span aria-hidden="true" className="mt-1 font-medium">
        {props.label}
      </span>
      <span aria-hidden="true" className="tabular text-small text-ink-3">
        {shown ?? props.valueText}
      </span>
    </div>
  );
}

/** What each pull does at this moment, by leaving it out. */
function Effects({ tuning }: { readonly tuning: Tuning }) {
  const { moment, live } = tuning;
  const lines = useMemo(
    () =>
      (["likes", "dislikes"] as const).map((pull) => {
        const names = withoutPull(moment, live, pull).slice(0, 3);
        return names.length > 0 ? messages.tune.without[pull](names) : messages.tune.noEffect[pull];
      }),
    [moment, live],
  );
  return (
    <ul className="mt-6 space-y-1 text-ink-2">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function NextTen({ tuning }: { readonly tuning: Tuning | undefined }) {
  const entering = tuning?.change.entering ?? [];
  const leaving = tuning?.change.leaving ?? [];
  return (
    <div className="mt-6 border-t border-line pt-4">
      <h3 className="flex justify-between gap-4 font-sans text-small tracking-normal text-ink-3">
        {messages.tune.nextTen}
        <span role="status">{entering.length > 0 && messages.tune.changed(entering.length)}</span>
      </h3>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {tuning?.next.map((name) =>
          entering.includes(name) ? (
            <li key={name} className="animate-[arrive_300ms_ease-out] font-medium text-amber-ink">
              <span aria-hidden="true">+ </span>
              <span className="sr-only">{messages.tune.enters(name)}</span>
              <bdi aria-hidden="true">{name}</bdi>
            </li>
          ) : (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ),
        )}
        {leaving.map((name) => (
          <li key={name} className="animate-[arrive_300ms_ease-out] text-ink-3">
            <span aria-hidden="true">− </span>
            <span className="sr-only">{messages.tune.leaves(name)}</span>
            <bdi aria-hidden="true" className="line-through decoration-1">
              {name}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
