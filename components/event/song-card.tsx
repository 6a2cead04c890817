"use client";

import type { ReactNode } from "react";
import { messages } from "@/components/messages";
import { useRadio } from "@/components/station/radio-provider";
import { Cover } from "@/components/ui/cover";
import { ServiceLink } from "@/components/ui/service-mark";

export type CardSong = {
  readonly title: string;
  readonly artists: readonly { readonly name: string }[];
  readonly album?: string | undefined;
  readonly cover_url?: string | undefined;
  readonly url?: string | undefined;
};

/** The song that plays, as the service's guidelines ask: cover, title, artists, and the link to it. */
export function SongCard({ song, children }: { readonly song: CardSong; readonly children?: ReactNode }) {
  const { serviceLabel } = useRadio().info;
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-5 gap-y-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <Cover url={song.cover_url} title={song.album ?? song.title} className="w-full" />
      <div className="min-w-0 self-center">
        <p className="text-title leading-tight">
          <bdi className="font-display">{song.title}</bdi>
        </p>
        <p className="mt-1 text-ink-2">
          <bdi>{song.artists.map(({ name }) => name).join(", ")}</bdi>
        </p>
        <ServiceLink label={serviceLabel} href={song.url}>
          {messages.station.openTrack(serviceLabel)}
        </ServiceLink>
      </div>
      <div className="col-span-2">{children}</div>
    </div>
  );
}
