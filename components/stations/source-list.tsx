"use client";

import clsx from "clsx";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Slider } from "@/components/ui/slider";
import { makingMessages } from "./making-messages";
import { type SourceRow, shareOf } from "./sources";

type SourceListProps = {
  readonly rows: readonly SourceRow[];
  readonly onChange: (rows: readonly SourceRow[]) => void;
};

const FULL = 100;
const STEP = 5;

/** What the station is mixed of, a line each: how much of it, or how much less. */
export function SourceList({ rows, onChange }: SourceListProps) {
  if (rows.length === 0) return null;
  const weigh = (key: string, weight: number) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, weight } : row)));
  return (
    <section aria-labelledby="mixture-title">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="mixture-title" className="font-sans text-body font-medium tracking-normal">
          {makingMessages.mixture}
        </h2>
        <p aria-hidden="true" className="hidden w-72 justify-between pr-30 text-small text-ink-3 sm:flex">
          <span>{makingMessages.scale.less}</span>
          <span>{makingMessages.scale.more}</span>
        </p>
      </div>
      <ul className="mt-1 border-b border-line">
        {rows.map((row) => (
          <SourceLine
            key={row.key}
            row={row}
            share={shareOf(rows, row)}
            onWeigh={(weight) => weigh(row.key, weight)}
            onRemove={() => onChange(rows.filter((other) => other !== row))}
          />
        ))}
      </ul>
    </section>
  );
}

type SourceLineProps = {
  readonly row: SourceRow;
  readonly share: number | undefined;
  readonly onWeigh: (weight: number) => void;
  readonly onRemove: () => void;
};

function SourceLine({ row, share, onWeigh, onRemove }: SourceLineProps) {
  const words =
    share !== undefined
      ? makingMessages.share(share)
      : row.weight === 0
        ? makingMessages.none
        : makingMessages.less(row.weight);
  return (
    <li className="grid animate-[arrive_200ms_ease-out] grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t border-line py-2 sm:grid-cols-[minmax(0,1fr)_18rem]">
      <p className="col-start-1 min-w-0">
        <bdi className={clsx("font-medium", row.weight < 0 && "text-dislike")}>{row.label}</bdi>{" "}
        <span className="text-small text-ink-3">{makingMessages.kinds[row.kind]}</span>
      </p>
      <div className="col-span-2 flex items-center gap-3 sm:col-span-1">
        <Slider
          label={makingMessages.weight(row.label)}
          value={row.weight}
          min={-FULL}
          max={FULL}
          step={STEP}
          valueText={words}
          onChange={onWeigh}
          className="flex-1"
        />
        <span aria-hidden="true" className="tabular w-20 text-right text-small text-ink-2">
          {words}
        </span>
        <IconButton label={makingMessages.remove(row.label)} onClick={onRemove} className="-mr-3">
          <Icon name="close" size={16} />
        </IconButton>
      </div>
    </li>
  );
}
