"use client";

import { Suspense } from "react";
import { eventMessages } from "@/components/event-messages";
import { DeadLink } from "@/components/share/taste-page";
import { late } from "@/components/ui/late";
import { Skeleton } from "@/components/ui/skeleton";
import { Strip } from "@/components/ui/strip";
import { isAppError } from "@/lib/api/client";
import type { EventBody } from "@/lib/api/events";
import { GuestPage } from "./guest-page";
import { useEvent } from "./use-event";

const HostPage = late(() => import("./host-page"));

/** An evening, for whoever comes: the host's desk, or a guest's list. */
export function EventPage({ code }: { readonly code: string }) {
  const { event, error, isLive } = useEvent(code);
  if (isAppError(error, "gone")) {
    const text = event?.host ? eventMessages.host.gone : eventMessages.goneText;
    return <DeadLink title={eventMessages.goneTitle} text={text} />;
  }
  if (!event) {
    return error ? (
      <div className="page pt-12">
        <Strip>{error.message}</Strip>
      </div>
    ) : (
      <EventSkeleton />
    );
  }
  if (event.ended && !event.host) return <Ended event={event} />;
  return (
    <div className="page pt-6">
      <title>{event.name}</title>
      <p className="eyebrow">{eventMessages.overline}</p>
      <h1 className="mt-1 text-display">
        <bdi>{event.name}</bdi>
      </h1>
      <p role="status" className="tabular mt-2 text-small text-ink-2">
        {isLive || event.ended ? eventMessages.facts(event.guests, event.songs) : eventMessages.connecting}
      </p>
      {event.host ? (
        <Suspense fallback={<Skeleton className="mt-8 h-96" />}>
          <HostPage code={code} event={event} host={event.host} />
        </Suspense>
      ) : (
        <GuestPage code={code} event={event} />
      )}
    </div>
  );
}

function Ended({ event }: { readonly event: EventBody }) {
  return (
    <div className="page pt-10">
      <title>{event.name}</title>
      <p className="eyebrow">
        <bdi>{event.name}</bdi>
      </p>
      <h1 className="mt-1 text-display">{eventMessages.endedTitle}</h1>
      {event.played.length > 0 && (
        <>
          <h2 className="mt-10 text-title">{eventMessages.played}</h2>
          <ol className="mt-3 max-w-xl border-b border-line">
            {event.played.map((artist, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is over and does not change.
              <li key={index} className="border-t border-line py-2.5 font-medium">
                <bdi>{artist}</bdi>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function EventSkeleton() {
  return (
    <div className="page space-y-5 pt-8">
      <p role="status" className="sr-only">
        {eventMessages.loading}
      </p>
      <Skeleton className="h-12 w-2/3" />
      <Skeleton className="h-24" />
      <Skeleton className="h-96" />
    </div>
  );
}
