"use client";

import Link from "next/link";
import { messages } from "@/components/messages";
import { buttonClass } from "@/components/ui/button";

/** A playlist without an artist that the radio knows: says so, and offers artists to start from. */
export function NothingToPlay() {
  return (
    <section className="page py-12">
      <div className="max-w-2xl">
        <h2 className="text-display">{messages.station.nothingToPlay}</h2>
        <p className="mt-4 text-lead text-ink-2">{messages.station.nothingToPlayText}</p>
        <div className="mt-8 flex flex-wrap gap-4">
          <Link href="/stations/new" className={buttonClass("primary")}>
            {messages.station.startFrom}
          </Link>
          <Link href="/stations" className={buttonClass("quiet")}>
            {messages.station.backToStations}
          </Link>
        </div>
      </div>
    </section>
  );
}

/** A station that is gone, renamed or another listener's. */
export function StationMissing() {
  return (
    <section className="page py-12">
      <h2 className="text-display">{messages.station.notFound}</h2>
      <p className="mt-4 max-w-2xl text-lead text-ink-2">{messages.station.notFoundText}</p>
      <Link href="/stations" className={buttonClass("outline", "mt-8")}>
        {messages.station.backToStations}
      </Link>
    </section>
  );
}
