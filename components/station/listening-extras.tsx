"use client";

import { DriftRow } from "@/components/drift/drift-row";
import { SleepButton } from "@/components/sleep/sleep-button";
import type { StationStore } from "./station-store";

/** What goes along with listening without being needed for it; loaded after the page. */
export default function ListeningExtras({ station }: { readonly station: StationStore }) {
  return (
    <div className="flex flex-wrap items-start gap-x-6">
      <SleepButton />
      <DriftRow station={station} />
    </div>
  );
}
