"use client";

import clsx from "clsx";
import Link from "next/link";
import { Suspense, useEffect, useState } from "react";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { hasLiveLinks } from "@/components/share/live-links";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { late } from "@/components/ui/late";
import { Skeleton } from "@/components/ui/skeleton";
import { NowPlaying } from "./now-playing";
import { onKeys } from "./on-keys";
import { useRadio, useStationState } from "./radio-provider";
import { DialPlace, StationSkeleton } from "./station-skeleton";
import type { StationStore } from "./station-store";
import { type StationHead, useStationHead } from "./use-station-head";
import { useTuning } from "./use-tuning";
import { whySheet } from "./why-sheet-store";

const Dial = late(() => import("./dial"));
const LiveUpdates = late(() => import("@/components/share/live-updates"));
const EditStationDialog = late(() => import("@/components/stations/edit-station-dialog"));
const NextList = late(() => import("./next-list"));
const Notices = late(() => import("./notices"));
const NothingHere = late(() => import("./nothing-to-play"));
const ShareDialog = late(() => import("./share-dialog"));
const TunePanel = late(() => import("./tune-panel"));
const WhySheet = late(() => import("./why-sheet"));
const ShortcutsSheet = late(() => import("./shortcuts-sheet"));

/** The tuner: the scale, the song, what comes next, and the knobs. */
export function StationScreen({ id }: { readonly id: string }) {
  const { radio } = useRadio();
  const station = radio.station(id);
  const head = useStationHead(id);
  const tuning = useTuning(station);
  const status = useStationState(station, (state) => state.status);
  const pick = useStationState(station, (state) => state.current?.pick);
  const code = useStationState(station, (state) => state.error?.code);
  useEffect(() => {
    station.open();
    radio.player.prepare();
  }, [station, radio]);

  if (status === "failed" && (code === "not_found" || code === "forbidden" || code === "gone")) {
    return (
      <Suspense>
        <NothingHere />
      </Suspense>
    );
  }
  if (status === "loading" && !pick) return <StationSkeleton name={head?.name} />;
  return (
    <>
      {head && <title>{messages.station.pageTitle(head.name, pick)}</title>}
      <div className="page pt-2">
        <StationHeader station={station} head={head} />
        <Suspense>
          <Notices station={station} />
        </Suspense>
      </div>
      {pick ? (
        // On a phone the song comes first, on a desk the scale crowns the page.
        <div className="flex flex-col gap-10">
          <NowPlaying station={station} />
          <Suspense fallback={<DialPlace />}>
            <Dial station={station} tuning={tuning} />
          </Suspense>
          <div className="page grid gap-x-16 gap-y-12 lg:grid-cols-2">
            <Suspense fallback={<Skeleton className="h-[28rem]" />}>
              <NextList station={station} />
            </Suspense>
            <Suspense fallback={<Skeleton className="h-96" />}>
              <TunePanel station={station} tuning={tuning} />
            </Suspense>
          </div>
        </div>
      ) : (
        status === "ready" && (
          <Suspense>
            <NothingHere station={station} />
          </Suspense>
        )
      )}
      <Shortcuts />
      <WhyHost station={station} />
    </>
  );
}

type StationHeaderProps = { readonly station: StationStore; readonly head: StationHead | undefined };

/** The reasons of the song that was asked about. */
function WhyHost({ station }: { readonly station: StationStore }) {
  const pick = useStore(whySheet, (state) => state.pick);
  return <Suspense>{pick && <WhySheet station={station} pick={pick} />}</Suspense>;
}

/** The sheet with the keys, on "?". */
function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => onKeys({ "?": () => setOpen(true) }), []);
  return <Suspense>{open && <ShortcutsSheet onClose={() => setOpen(false)} />}</Suspense>;
}

function StationHeader({ station, head }: StationHeaderProps) {
  const [sharing, setSharing] = useState(false);
  const listenerId = useRadio().info.listener.id;
  const [editing, setEditing] = useState(false);
  const own = head?.own;
  const unknown = useStationState(station, (state) => state.unknown);
  return (
    <header className="mb-4">
      <div className="flex items-center justify-between gap-4">
        <h1 className="min-w-0 py-1 text-title max-sm:line-clamp-3">
          <bdi>{head?.name}</bdi>
        </h1>
        <div className="-mr-4 flex shrink-0">
          <Link
            href={`/station/${encodeURIComponent(station.id)}/map`}
            prefetch={false}
            className={buttonClass("quiet", "px-3")}
          >
            <Icon name="map" size={17} />
            <span className="sr-only sm:not-sr-only">{messages.station.map}</span>
          </Link>
          {(own || !head) && (
            // Its place is kept until it is known whose station this is.
            <Button
              look="quiet"
              className={clsx("px-3", !own && "invisible")}
              onClick={() => setEditing(true)}
            >
              <Icon name="edit" size={17} />
              <span className="sr-only sm:not-sr-only">{messages.station.edit}</span>
            </Button>
          )}
          <Button look="quiet" disabled={!head} onClick={() => setSharing(true)}>
            <Icon name="share" size={18} />
            {messages.share}
          </Button>
        </div>
      </div>
      {unknown.length > 0 && (
        <p className="text-small text-ink-3">{messages.station.unknownArtists(unknown)}</p>
      )}
      <Suspense>
        {sharing && head && (
          <ShareDialog station={station} name={head.name} onClose={() => setSharing(false)} />
        )}
        {!sharing && head && hasLiveLinks(listenerId, station.id) && (
          <LiveUpdates station={station} name={head.name} listenerId={listenerId} />
        )}
        {editing && own && <EditStationDialog station={own} onClose={() => setEditing(false)} />}
      </Suspense>
    </header>
  );
}
