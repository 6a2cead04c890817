"use client";

import clsx from "clsx";
import { Suspense, useId, useMemo, useState } from "react";
import { messages } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { LateIcon } from "@/components/ui/late-icon";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { useStationState } from "./radio-provider";
import { withoutPull } from "./rank";
import type { StationStore } from "./station-store";
import { tuneMessages } from "./tune-messages";
import type { Tuning } from "./use-tuning";
import { pickWords } from "./words";

const LedgerSheet = late(() => import("./ledger-sheet"));
const TuneControls = late(() => import("./tune-controls"));

const OPEN_KEY = "longwave:tune";

type TunePanelProps = { readonly station: StationStore; readonly tuning: Tuning | undefined };

/** Who comes next and what likes and dislikes do to it; the knobs and rules behind it unfold. */
export default function TunePanel({ station, tuning }: TunePanelProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(() => localStorage.getItem(OPEN_KEY) === "open");
  const toggle = () => {
    localStorage.setItem(OPEN_KEY, isOpen ? "" : "open");
    setOpen(!isOpen);
  };
  return (
    <section aria-labelledby="tune-title">
      <div className="flex min-h-11 items-center justify-between">
        <h2 id="tune-title" className="text-title">
          {tuneMessages.title}
        </h2>
        <ResetButton station={station} />
      </div>
      <NextTen tuning={tuning} />
      {tuning && !isOpen && <Effects tuning={tuning} />}
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
        className="mt-4 flex min-h-12 w-full items-center gap-3 border-t border-line pt-1 text-left font-medium hover:text-amber-ink"
      >
        <span className="flex-1">{tuneMessages.open}</span>
        <LateIcon
          name="down"
          size={18}
          className={clsx("text-ink-3 transition-transform", isOpen && "rotate-180")}
        />
      </button>
      <div id={id}>
        {isOpen && (
          <Suspense fallback={<Skeleton className="mt-4 h-96" />}>
            <TuneControls station={station} tuning={tuning} />
          </Suspense>
        )}
      </div>
      <LedgerEntry station={station} />
    </section>
  );
}

/** The way to all that the station goes by besides its style. */
function LedgerEntry({ station }: { readonly station: StationStore }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="mt-4 flex min-h-12 w-full items-center gap-3 border-t border-line pt-1 text-left hover:text-amber-ink"
      >
        <span className="flex-1">
          <span className="font-medium">{tuneMessages.ledger}</span>{" "}
          <span className="text-small text-ink-3">{tuneMessages.ledgerHint}</span>
        </span>
        <LateIcon name="down" size={18} className="-rotate-90 text-ink-3" />
      </button>
      <Suspense>{isOpen && <LedgerSheet station={station} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

/** Puts back what was turned. The model is chosen and words are said, not turned: they stay. */
function ResetButton({ station }: { readonly station: StationStore }) {
  const knobs = useStationState(station, (state) => state.knobs);
  const { model, ...turned } = pickWords(knobs, false);
  if (Object.values(turned).every((knob) => knob === undefined)) return null;
  const reset = () => {
    station.setKnobs({ ...pickWords(knobs, true), model });
    showToast({
      text: tuneMessages.resetDone,
      action: { label: messages.station.undo, onClick: () => station.setKnobs(knobs) },
    });
  };
  return (
    <Button look="quiet" onClick={reset} className="-mr-4">
      <LateIcon name="reset" size={16} />
      {tuneMessages.reset}
    </Button>
  );
}

/** What each pull does at this moment, by leaving it out. */
function Effects({ tuning }: { readonly tuning: Tuning }) {
  const { moment, live, next } = tuning;
  const lines = useMemo(
    () =>
      (["likes", "dislikes"] as const).map((pull) => {
        const names = withoutPull(moment, live, { pull, shown: next }).slice(0, 3);
        return names.length > 0 ? tuneMessages.without[pull](names) : tuneMessages.noEffect[pull];
      }),
    [moment, live, next],
  );
  return (
    <ul className="mt-4 space-y-1 text-ink-2">
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
    <div className="mt-2">
      <h3 className="flex justify-between gap-4 font-sans text-small tracking-normal text-ink-3">
        {tuneMessages.nextTen}
        <span role="status">{entering.length > 0 && tuneMessages.changed(entering.length)}</span>
      </h3>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {tuning?.next.map((name) =>
          entering.includes(name) ? (
            <li key={name} className="animate-[arrive_300ms_ease-out] font-medium text-amber-ink">
              <span aria-hidden="true">+ </span>
              <span className="sr-only">{tuneMessages.enters(name)}</span>
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
            <span className="sr-only">{tuneMessages.leaves(name)}</span>
            <bdi aria-hidden="true" className="line-through decoration-1">
              {name}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
