"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { isWithoutStyle } from "./is-without-style";
import { nothingMessages } from "./nothing-messages";
import { useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";

/** What stands where the song would: nothing can be played, or there is no such station. */
export default function NothingHere({ station }: { readonly station?: StationStore }) {
  return station ? <NothingToPlay station={station} /> : <StationMissing />;
}

/** A playlist without an artist that the radio knows says so; whatever else keeps the songs away is said above. */
function NothingToPlay({ station }: { readonly station: StationStore }) {
  const hasNoStyle = useStationState(station, isWithoutStyle);
  const notice = useStationState(station, (state) => state.notice);
  return (
    <section className="page py-12">
      <div className="max-w-2xl">
        <h2 className="text-display">{hasNoStyle ? nothingMessages.noStyle : nothingMessages.nothingNow}</h2>
        {hasNoStyle && <p className="mt-4 text-lead text-ink-2">{notice?.message}</p>}
        <div className="mt-8 flex flex-wrap gap-4">
          <Link href="/stations/new" className={buttonClass("primary")}>
            {nothingMessages.startFrom}
          </Link>
          <Link href="/stations" className={buttonClass("quiet")}>
            {nothingMessages.backToStations}
          </Link>
        </div>
      </div>
    </section>
  );
}

/** A station that is gone, renamed or another listener's. */
function StationMissing() {
  return (
    <section className="page py-12">
      <h2 className="text-display">{nothingMessages.notFound}</h2>
      <p className="mt-4 max-w-2xl text-lead text-ink-2">{nothingMessages.notFoundText}</p>
      <Link href="/stations" className={buttonClass("outline", "mt-8")}>
        {nothingMessages.backToStations}
      </Link>
    </section>
  );
}
