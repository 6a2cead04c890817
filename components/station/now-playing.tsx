"use client";

import Link from "next/link";
import { Suspense } from "react";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { Progress } from "@/components/player/progress";
import { Cover } from "@/components/ui/cover";
import { Icon } from "@/components/ui/icon";
import { late } from "@/components/ui/late";
import { ServiceLink } from "@/components/ui/service-mark";
import type { Pick } from "@/lib/api/schemas";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";
import { Transport } from "./transport";
import { useNow } from "./use-now";
import { Why } from "./why";

const ListeningExtras = late(() => import("./listening-extras"));
const SongActions = late(() => import("./song-actions"));

/** The song that plays or is ready to: its cover is the largest thing on the page. */
export function NowPlaying({ station }: { readonly station: StationStore }) {
  const { radio, info } = useRadio();
  const { current, isActive, isMoving } = useNow(station);
  const phase = useStore(radio.player.store, (state) => state.phase);
  if (!current) return null;
  const { pick } = current;
  const state = !isActive
    ? messages.station.ready
    : phase === "connecting"
      ? messages.station.connecting
      : isMoving
        ? messages.station.nowPlaying
        : messages.station.paused;
  return (
    <section
      aria-label={messages.station.nowPlaying}
      className="page grid gap-y-6 md:grid-cols-[min(27rem,40%)_minmax(0,1fr)] md:gap-x-8 lg:gap-x-14"
    >
      <Cover
        key={pick.track_id}
        large
        url={pick.cover_url}
        title={pick.album ?? pick.title}
        className="w-full"
      />
      <div className="flex min-w-0 flex-col">
        <p role="status" className="eyebrow">
          {state}
        </p>
        <Title pick={pick} serviceLabel={info.serviceLabel} />
        <div className="mt-auto pt-4">
          <Progress
            key={current.at}
            lengthMs={pick.length_seconds * 1000}
            positionMs={() => (isActive ? radio.player.positionMs() : current.resumeMs)}
            moving={isMoving}
            onSeek={(position) => void station.seek(position)}
          />
          <Transport station={station} />
          <div className="mt-1 min-h-11">
            <Suspense>
              <ListeningExtras station={station} />
            </Suspense>
          </div>
        </div>
        <div className="mt-6 border-t border-line pt-5">
          <Why because={pick.because} />
          <div className="mt-2 min-h-11">
            <Suspense>
              <SongActions station={station} pick={pick} />
            </Suspense>
          </div>
        </div>
      </div>
    </section>
  );
}

function Title({ pick, serviceLabel }: { readonly pick: Pick; readonly serviceLabel: string }) {
  return (
    <>
      <h2 className="mt-1 text-display">
        <bdi>{pick.title}</bdi>
      </h2>
      <p className="mt-2 text-lead text-ink-2">
        {pick.artists.map((artist, index) => (
          <span key={artist.name}>
            {index > 0 && ", "}
            {artist.url ? (
              <a
                href={artist.url}
                target="_blank"
                rel="noreferrer"
                title={messages.station.openArtist(artist.name, serviceLabel)}
                className="hover:text-ink hover:underline hover:decoration-amber hover:underline-offset-4"
              >
                <bdi>{artist.name}</bdi>
              </a>
            ) : (
              <bdi>{artist.name}</bdi>
            )}
          </span>
        ))}
        {pick.explicit && (
          <abbr
            title={messages.station.explicit}
            className="ml-2 rounded-[3px] border border-line-strong px-1 align-middle text-small no-underline"
          >
            E
          </abbr>
        )}
      </p>
      <div className="-ml-0.5 flex flex-wrap items-center gap-x-6">
        <ServiceLink label={serviceLabel} href={pick.url}>
          {messages.station.openTrack(serviceLabel)}
        </ServiceLink>
        <Link
          href={`/stations/new?artist=${encodeURIComponent(pick.artist)}`}
          prefetch={false}
          className="inline-flex min-h-11 items-center gap-1.5 text-small text-ink-2 hover:text-ink"
        >
          <Icon name="plus" size={15} />
          {messages.station.more(pick.artist)}
        </Link>
      </div>
    </>
  );
}
