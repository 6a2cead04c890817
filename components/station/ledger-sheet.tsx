"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { effectOf, type LedgerLine } from "./ledger-lines";
import { ledgerMessages } from "./ledger-messages";
import { LedgerRow } from "./ledger-row";
import type { StationStore } from "./station-store";
import { type LedgerView, useLedger } from "./use-ledger";

type LedgerSheetProps = { readonly station: StationStore; readonly onClose: () => void };

/** Every like, dislike and skip with what it does now; each can be taken back, or made to count everywhere. */
export default function LedgerSheet({ station, onClose }: LedgerSheetProps) {
  const view = useLedger(station);
  const { said, inferred } = view;
  return (
    <Dialog onClose={onClose} title={ledgerMessages.title} text={ledgerMessages.text}>
      {said.length + inferred.length === 0 && <p className="text-ink-2">{ledgerMessages.empty}</p>}
      {view.failed && <p className="mb-4 text-ink-2">{ledgerMessages.failed}</p>}
      <Lines title={ledgerMessages.said} lines={said} view={view} station={station} />
      <Lines
        title={ledgerMessages.inferred}
        text={ledgerMessages.inferredText}
        lines={inferred}
        view={view}
        station={station}
      />
      {view.hasMore && (
        <Button className="mt-6 w-full" onClick={view.showMore}>
          {ledgerMessages.more}
        </Button>
      )}
    </Dialog>
  );
}

type LinesProps = {
  readonly title: string;
  readonly text?: string;
  readonly lines: readonly LedgerLine[];
  readonly view: LedgerView;
  readonly station: StationStore;
};

function Lines({ title, text, lines, view, station }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title} className="mt-6 first:mt-0">
      <h3 className="text-lead">{title}</h3>
      {text && <p className="text-small text-ink-3">{text}</p>}
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <LedgerRow
            key={line.key}
            station={station}
            line={line}
            effect={effectOf(line, view.ledger)}
            failed={view.failed}
          />
        ))}
      </ul>
    </section>
  );
}
