"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Suspense, useState } from "react";
import { SignInLink } from "@/components/chrome/sign-in-link";
import { messages } from "@/components/messages";
import { useRadio } from "@/components/station/radio-provider";
import { Button, buttonClass, IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { late } from "@/components/ui/late";
import { ServiceLink } from "@/components/ui/service-mark";
import { Skeleton } from "@/components/ui/skeleton";
import { Strip } from "@/components/ui/strip";
import { isAppError, stationsOptions } from "@/lib/api/client";
import type { Station } from "@/lib/api/schemas";
import { EmptyStations } from "./empty-stations";
import { listMessages } from "./list-messages";

const FollowedStations = late(() => import("@/components/share/followed-stations"));
const EditStationDialog = late(() => import("./edit-station-dialog"));

/** The listener's stations, as a list of names on a scale rather than a grid of tiles. */
export function StationList() {
  const { info } = useRadio();
  const [editing, setEditing] = useState<Station>();
  const { data, error, isPending, refetch } = useQuery(stationsOptions());
  return (
    <div className="page pt-6">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-display">{listMessages.title}</h1>
        <Link href="/stations/new" className={buttonClass("primary")}>
          <Icon name="plus" size={18} />
          {listMessages.create}
        </Link>
      </header>
      <div className="mt-6 space-y-2 empty:hidden">
        {data?.notice && <Strip>{data.notice.message}</Strip>}
        {error && (
          <Strip
            action={
              isAppError(error, "not_signed_in") ? (
                <SignInLink returnTo="/stations" />
              ) : (
                <Button look="quiet" onClick={() => void refetch()}>
                  {listMessages.retry}
                </Button>
              )
            }
          >
            {listMessages.failed} {error.message}
          </Strip>
        )}
      </div>
      {isPending && <StationsSkeleton />}
      {data && data.stations.length === 0 && <EmptyStations serviceLabel={info.serviceLabel} />}
      {data && data.stations.length > 0 && (
        <ul className="mt-8 border-b border-line">
          {data.stations.map((station) => (
            <StationRow
              key={station.id}
              station={station}
              serviceLabel={info.serviceLabel}
              onEdit={() => setEditing(station)}
            />
          ))}
        </ul>
      )}
      <Suspense>
        <FollowedStations />
        {editing && <EditStationDialog station={editing} onClose={() => setEditing(undefined)} />}
      </Suspense>
    </div>
  );
}

type StationRowProps = {
  readonly station: Station;
  readonly serviceLabel: string;
  readonly onEdit: () => void;
};

function StationRow({ station, serviceLabel, onEdit }: StationRowProps) {
  const { name, artists, known, url } = station;
  return (
    <li className="group relative flex items-center gap-4 border-t border-line py-5 transition-colors hover:border-amber">
      <div className="grid min-w-0 flex-1 items-baseline gap-x-10 gap-y-1 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <h2 className="text-title">
          {/* The link covers the row; the service's own link stands above it. */}
          <Link
            href={`/station/${encodeURIComponent(station.id)}`}
            className="transition-colors after:absolute after:inset-0 group-hover:text-amber-ink"
          >
            <bdi>{name}</bdi>
          </Link>
        </h2>
        <div className="min-w-0 text-ink-2">
          <p className="line-clamp-2" title={listMessages.styleOf(artists)}>
            <bdi>{listMessages.styleOf(artists.slice(0, 12))}</bdi>
          </p>
          <p className="tabular text-small text-ink-3">
            {known === 0 ? listMessages.noneKnown : listMessages.known(known, artists.length)}
          </p>
        </div>
      </div>
      <div className="relative flex">
        <IconButton label={listMessages.edit(name)} onClick={onEdit}>
          <Icon name="edit" size={18} />
        </IconButton>
        <ServiceLink iconOnly label={serviceLabel} href={url}>
          {messages.station.openTrack(serviceLabel)}
        </ServiceLink>
      </div>
    </li>
  );
}

export function StationsSkeleton() {
  return (
    <div className="mt-8">
      <p role="status" className="sr-only">
        {listMessages.loading}
      </p>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="grid gap-x-10 gap-y-3 border-t border-line py-6 md:grid-cols-[2fr_3fr]">
          <Skeleton className="h-7 w-48" />
          <Skeleton className="h-5 w-full" />
        </div>
      ))}
    </div>
  );
}
