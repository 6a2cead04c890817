"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Knob } from "@/components/ui/knob";
import { LateIcon } from "@/components/ui/late-icon";
import type { LeanBody } from "@/lib/api/schemas";
import { artistsAround } from "@/lib/core/lean";
import { wordsAround } from "./around";
import { mapMessages } from "./map-messages";
import type { MapSheet } from "./map-sheet";

const words = mapMessages.lean;
const NAMES_SHOWN = 4;

type LeanPanelProps = {
  readonly sheet: MapSheet;
  readonly lean: LeanBody | undefined;
  readonly onPull: (pull: number) => void;
  readonly onReset: () => void;
};

export const DEFAULT_PULL = 0.5;

/** Where the station leans to and how hard; the place itself is set by the needle. */
export function LeanPanel({ sheet, lean, onPull, onReset }: LeanPanelProps) {
  const names = useMemo(
    () =>
      lean
        ? artistsAround(lean, { map: sheet.points, familiarity: sheet.fame })
            .slice(0, NAMES_SHOWN)
            .map(({ artist }) => sheet.names[artist] ?? "")
        : [],
    [sheet, lean],
  );
  return (
    <section aria-labelledby="lean-title">
      <h2 id="lean-title" className="font-sans text-small tracking-normal text-ink-3">
        {words.title}
      </h2>
      {lean ? (
        <>
          <div className="mt-2 flex items-center gap-4">
            <Knob
              label={words.pull}
              value={lean.pull}
              max={1}
              valueText={words.value(lean.pull)}
              onChange={onPull}
              onReset={() => onPull(DEFAULT_PULL)}
              className="size-16 shrink-0"
            />
            <div className="min-w-0">
              <p className="font-medium">
                <bdi>{words.region(wordsAround(sheet, lean)) || words.towards(names.slice(0, 2))}</bdi>
              </p>
              <p className="text-small text-ink-3">{words.value(lean.pull)}</p>
            </div>
          </div>
          <p className="mt-2 text-small text-ink-2">
            <bdi>{words.towards(names)}</bdi>. {words.stays}
          </p>
          <Button look="quiet" onClick={onReset} className="-ml-4">
            <LateIcon name="reset" size={16} />
            {words.reset}
          </Button>
        </>
      ) : (
        <p className="mt-1 text-ink-2">{words.hint}</p>
      )}
    </section>
  );
}
