"use client";

import { type ReactNode, useState } from "react";
import { eventMessages } from "@/components/event-messages";
import { reasonOfOthers } from "@/components/share/reason-of-others";
import type { EventView } from "@/lib/api/events";

export type QueuedArtist = EventView["queue"][number];

type QueueListProps = {
  readonly queue: EventView["queue"];
  readonly labelledBy: string;
  readonly actions: (artist: QueuedArtist) => ReactNode;
};

const ROW_PX = 76;

/** Who comes, with why; rows glide to their new places as the guests vote. */
export function QueueList({ queue: newest, labelledBy, actions }: QueueListProps) {
  // While a finger is down the list holds still, so that a tap hits what it was meant for.
  const [held, setHeld] = useState<EventView["queue"]>();
  const queue = held ?? newest;
  const letGo = () => setHeld(undefined);
  // In the order of their names, so that React moves no node and CSS can glide each to its row.
  const rows = queue
    .map((artist, row) => ({ artist, row }))
    .sort((a, b) => (a.artist.name < b.artist.name ? -1 : 1));
  return (
    <ol
      aria-labelledby={labelledBy}
      onPointerDownCapture={() => setHeld(newest)}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onPointerLeave={letGo}
      className="relative mt-3"
      style={{ height: queue.length * ROW_PX }}
    >
      {rows.map(({ artist, row }) => (
        <li
          key={artist.name}
          aria-posinset={row + 1}
          aria-setsize={queue.length}
          className="absolute inset-x-0 flex animate-[arrive_400ms_ease-out] items-center gap-3 border-t border-line transition-transform duration-500 ease-(--ease-settle)"
          style={{ height: ROW_PX, transform: `translateY(${row * ROW_PX}px)` }}
        >
          <span aria-hidden="true" className="tabular w-5 shrink-0 text-right text-small text-ink-3">
            {row + 1}
          </span>
          <div className="min-w-0 flex-1">
            <bdi className="line-clamp-1 font-medium" title={artist.name}>
              {artist.name}
            </bdi>
            <p className="truncate text-small text-ink-3">{reasonOf(artist)}</p>
          </div>
          {actions(artist)}
        </li>
      ))}
    </ol>
  );
}

function reasonOf({ name, pinned, because }: QueuedArtist): string {
  return pinned ? eventMessages.pinned : reasonOfOthers(because, name, eventMessages.reasons);
}
