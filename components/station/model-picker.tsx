"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useId } from "react";
import { LateIcon } from "@/components/ui/late-icon";
import { type Model, modelsOptions } from "@/lib/api/making-client";
import { modelMessages } from "./model-messages";
import { useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";

type ModelPickerProps = {
  readonly station: StationStore;
  /** The model behind what the page shows, once there is an answer. */
  readonly opened: string | undefined;
};

/** Which model the station recommends with; the one folded line says which it is. Nothing where there is only one. */
export default function ModelPicker({ station, opened }: ModelPickerProps) {
  const group = useId();
  const { data } = useQuery(modelsOptions());
  const knobs = useStationState(station, (state) => state.knobs);
  const [usual, ...others] = data?.models ?? [];
  if (!usual || others.length === 0) return null;
  const chosen = others.find((model) => model.name === knobs.model) ?? usual;
  const isOpening = opened !== undefined && opened !== chosen.name;
  const choose = (model: Model) =>
    // A place of one model's map means another music on the next.
    station.setKnobs({ ...knobs, lean: undefined, model: model === usual ? undefined : model.name });
  return (
    <details className="group mt-6 border-t border-line pt-2">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-x-3 rounded-control [&::-webkit-details-marker]:hidden">
        <h3 className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 font-sans tracking-normal">
          <span className="text-small text-ink-3">{modelMessages.title}</span>
          <span className="font-medium">{toWords(chosen).title}</span>
        </h3>
        <span role="status" className="text-small text-amber-ink">
          {isOpening && modelMessages.opening}
        </span>
        <LateIcon name="down" size={18} className="text-ink-3 transition-transform group-open:rotate-180" />
      </summary>
      <fieldset className="mt-1 mb-2" aria-busy={isOpening}>
        <legend className="sr-only">{modelMessages.title}</legend>
        {[usual, ...others].map((model) => (
          <Choice
            key={model.name}
            model={model}
            group={group}
            isUsual={model === usual}
            isChosen={model === chosen}
            onChoose={() => choose(model)}
          />
        ))}
      </fieldset>
    </details>
  );
}

type ChoiceProps = {
  readonly model: Model;
  readonly group: string;
  readonly isUsual: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Choice({ model, group, isUsual, isChosen, onChoose }: ChoiceProps) {
  const { title, text } = toWords(model);
  return (
    <label
      className={clsx(
        "flex min-h-11 cursor-pointer items-start gap-3 border-l-2 py-2 pr-2 pl-4 transition-colors hover:border-amber",
        isChosen ? "border-amber bg-raised" : "border-line",
      )}
    >
      <input
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 accent-(--amber)"
      />
      <span>
        <span className="font-medium">{title}</span>{" "}
        <span className="text-small text-ink-3">
          {model.name}
          {isUsual && `, ${modelMessages.usual}`}
        </span>
        <span className="block text-ink-2">{text}</span>
      </span>
    </label>
  );
}

const toWords = ({ algorithm, artists }: Model) =>
  modelMessages.algorithms[algorithm] ?? modelMessages.other(algorithm, artists);
