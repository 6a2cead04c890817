"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { nothingMessages } from "./nothing-messages";

/** What stands where the song would: the station has no style, or there is no such station. */
export default function NothingHere({ missing = false }: { readonly missing?: boolean }) {
  return missing ? <StationMissing /> : <NothingToPlay />;
}

/** A playlist without an artist that the radio knows: says so, and offers artists to start from. */
function NothingToPlay() {
  return (
    <section className="page py-12">
      <div className="max-w-2xl">
        <h2 className="text-display">{nothingMessages.nothingToPlay}</h2>
        <p className="mt-4 text-lead text-ink-2">{nothingMessages.nothingToPlayText}</p>
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
