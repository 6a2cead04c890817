"use client";

import { Suspense, useState } from "react";
import { messages } from "@/components/messages";
import { queueMessages } from "@/components/queue/queue-messages";
import { Button } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { late } from "@/components/ui/late";
import { ServiceLink } from "@/components/ui/service-mark";
import { Skeleton } from "@/components/ui/skeleton";
import type { Pick } from "@/lib/api/schemas";
import { shortReason } from "./because";
import { useRadio, useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";
import { showWhy } from "./why-sheet-store";

const SHOWN = 5;
const ROW_PX = 80;

const ArrangeList = late(() => import("@/components/queue/arrange-list"));
const HeardList = late(() => import("@/components/queue/heard-list"));

type View = "next" | "arrange" | "heard";

/** What comes, as a list to read or to arrange, and what was heard. */
export default function NextList({ station }: { readonly station: StationStore }) {
  const [view, setView] = useState<View>("next");
  const choosing = useStationState(station, (state) => state.choosing && state.queue.length > 0);
  const text = queueMessages;
  return (
    <section aria-labelledby="next-title">
      <div className="flex min-h-11 flex-wrap items-center gap-x-4">
        <h2 id="next-title" className="text-title">
          {view === "heard" ? text.heard : text.title}
        </h2>
        <p role="status" className="text-small text-ink-3">
          {choosing && view === "next" && text.updating}
        </p>
        <div className="-mr-4 ml-auto flex">
          {(["arrange", "heard"] as const).map((each) => (
            <Button
              key={each}
              look="quiet"
              aria-pressed={view === each}
              className={view === each ? "text-amber-ink" : undefined}
              onClick={() => setView(view === each ? "next" : each)}
            >
              {text.views[each]}
            </Button>
          ))}
        </div>
      </div>
      <Suspense fallback={<NextSkeleton />}>
        {view === "arrange" ? (
          <ArrangeList station={station} />
        ) : view === "heard" ? (
          <HeardList station={station} />
        ) : (
          <Coming station={station} />
        )}
      </Suspense>
    </section>
  );
}

/** The next five with a reason each; rows glide to their new places when the answer changes. */
function Coming({ station }: { readonly station: StationStore }) {
  const { info } = useRadio();
  const queue = useStationState(station, (state) => state.queue);
  const choosing = useStationState(station, (state) => state.choosing);
  const shown = queue.slice(0, SHOWN);
  // In the order of their keys, so that React moves no node and CSS can glide each to its row.
  const rows = shown
    .map((pick, row) => ({ pick, row }))
    .sort((a, b) => (a.pick.track_id < b.pick.track_id ? -1 : 1));
  if (shown.length === 0)
    return choosing ? <NextSkeleton /> : <p className="mt-2 text-ink-2">{queueMessages.empty}</p>;
  return (
    <ol aria-labelledby="next-title" className="relative mt-2" style={{ height: shown.length * ROW_PX }}>
      {rows.map(({ pick, row }) => (
        <li
          key={pick.track_id}
          aria-posinset={row + 1}
          aria-setsize={shown.length}
          className="absolute inset-x-0 animate-[arrive_400ms_ease-out] border-t border-line transition-transform duration-500 ease-(--ease-settle)"
          style={{ height: ROW_PX, transform: `translateY(${row * ROW_PX}px)` }}
        >
          <NextRow pick={pick} number={row + 1} serviceLabel={info.serviceLabel} />
        </li>
      ))}
    </ol>
  );
}

type NextRowProps = { readonly pick: Pick; readonly number: number; readonly serviceLabel: string };

function NextRow({ pick, number, serviceLabel }: NextRowProps) {
  const artists = pick.artists.map((artist) => artist.name).join(", ");
  return (
    <div className="flex h-full items-center gap-3 sm:gap-4">
      <span aria-hidden="true" className="tabular w-4 text-right text-small text-ink-3">
        {number}
      </span>
      <Cover decorative url={pick.cover_url} title={pick.album ?? pick.title} className="size-13 shrink-0" />
      <button
        type="button"
        title={messages.why.title}
        onClick={() => showWhy(pick)}
        className="group h-full min-w-0 flex-1 text-left"
      >
        <span className="block truncate font-medium">
          <bdi>{pick.title}</bdi>
        </span>
        <span className="block truncate text-ink-2">
          <bdi>{artists}</bdi>
          <span className="ml-2 hidden text-small text-ink-3 group-hover:text-amber-ink sm:inline">
            {shortReason(pick.because, pick.artist)}
          </span>
        </span>
        <span className="block truncate text-small text-ink-3 sm:hidden">
          {shortReason(pick.because, pick.artist)}
        </span>
      </button>
      <ServiceLink iconOnly label={serviceLabel} href={pick.url}>
        {messages.station.openTrack(serviceLabel)}
      </ServiceLink>
    </div>
  );
}

function NextSkeleton() {
  return (
    <div className="mt-2 space-y-7 pt-4">
      {Array.from({ length: SHOWN }, (_, index) => index).map((row) => (
        <Skeleton key={row} className="h-12" />
      ))}
    </div>
  );
}
