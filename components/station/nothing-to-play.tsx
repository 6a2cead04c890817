"use client";

import Link from "next/link";
import { useState } from "react";
import { messages } from "@/components/messages";
import { NewStationDialog } from "@/components/stations/new-station-dialog";
import { Button, buttonClass } from "@/components/ui/button";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";

/** A playlist without an artist that the radio knows: says so, and offers artists to start from. */
export function NothingToPlay({ station }: { readonly station: StationStore }) {
  const { info } = useRadio();
  const [creating, setCreating] = useState(false);
  return (
    <section className="max-w-2xl py-12" data-station={station.id}>
      <h2 className="text-display">{messages.station.nothingToPlay}</h2>
      <p className="mt-4 text-lead text-ink-2">{messages.station.nothingToPlayText}</p>
      <div className="mt-8 flex flex-wrap gap-4">
        <Button look="primary" onClick={() => setCreating(true)}>
          {messages.station.startFrom}
        </Button>
        <Link href="/stations" className={buttonClass("quiet")}>
          {messages.station.backToStations}
        </Link>
      </div>
      <NewStationDialog serviceLabel={info.serviceLabel} open={creating} onOpenChange={setCreating} />
    </section>
  );
}
