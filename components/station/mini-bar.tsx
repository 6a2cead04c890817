"use client";

import Link from "next/link";
import { messages } from "@/components/messages";
import { IconButton } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { Icon } from "@/components/ui/icon";
import { ServiceLink } from "@/components/ui/service-mark";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";
import { togglePlay } from "./toggle-play";
import { useNow } from "./use-now";

/** The song of a station at the foot of another page. */
export default function MiniBar({ station }: { readonly station: StationStore }) {
  const { radio, info } = useRadio();
  const { current, isPlaying } = useNow(station);
  if (!current) return null;
  const { pick } = current;
  return (
    <aside
      aria-label={messages.station.nowPlaying}
      className="mini-bar sticky bottom-0 z-30 border-t border-line-strong bg-raised"
    >
      <div className="page flex items-center gap-3 py-2">
        <Link
          href={`/station/${encodeURIComponent(station.id)}`}
          className="flex min-w-0 flex-1 items-center gap-4"
        >
          <Cover
            decorative
            url={pick.cover_url}
            title={pick.album ?? pick.title}
            className="size-13 shrink-0"
          />
          <span className="min-w-0">
            <bdi className="block truncate font-medium" title={pick.title}>
              {pick.title}
            </bdi>
            <bdi className="block truncate text-small text-ink-2">
              {pick.artists.map((artist) => artist.name).join(", ")}
            </bdi>
          </span>
        </Link>
        <ServiceLink iconOnly label={info.serviceLabel} href={pick.url}>
          {messages.station.openTrack(info.serviceLabel)}
        </ServiceLink>
        <IconButton
          label={isPlaying ? messages.station.pause : messages.station.play}
          onClick={() => togglePlay(radio, station)}
        >
          <Icon name={isPlaying ? "pause" : "play"} size={22} filled />
        </IconButton>
        <IconButton
          label={messages.station.skip}
          onClick={() => {
            radio.player.activate();
            void station.skip();
          }}
        >
          <Icon name="forward" size={20} filled />
        </IconButton>
      </div>
    </aside>
  );
}
