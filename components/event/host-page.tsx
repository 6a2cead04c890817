"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { useState } from "react";
import { eventMessages } from "@/components/event-messages";
import { Progress } from "@/components/player/progress";
import { useRadio } from "@/components/station/radio-provider";
import { Button, buttonClass, IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import { Strip } from "@/components/ui/strip";
import { showToast } from "@/components/ui/toast";
import { actAsHost, type EventBody, endEvent, eventOptions, type HostActionBody } from "@/lib/api/events";
import { Away } from "./guest-page";
import { HostGuests } from "./host-guests";
import { Invitation } from "./invitation";
import { QueueList } from "./queue-list";
import { SongCard } from "./song-card";
import { type EventPlayer, useEventPlayer } from "./use-event-player";

type HostPageProps = {
  readonly code: string;
  readonly event: EventBody;
  readonly host: NonNullable<EventBody["host"]>;
};

const words = eventMessages.host;

/** The host's desk: the music, the queue with everybody's votes, the guests, the way in and the end. */
export default function HostPage({ code, event, host }: HostPageProps) {
  const act = useHostAction(code);
  const player = useEventPlayer(code, event.songs);
  const drop = (artist: string) => {
    act({ action: "drop", artist });
    showToast({
      text: words.dropped(artist),
      action: { label: words.undo, onClick: () => act({ action: "restore", artist }) },
    });
  };
  return (
    <div className="mt-5 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div>
        {!event.ended && <Desk player={player} />}
        {!event.ended && (
          <section aria-labelledby="coming" className="mt-8">
            <h2 id="coming" className="text-title">
              {eventMessages.coming}
            </h2>
            <QueueList
              queue={event.queue}
              labelledBy="coming"
              actions={(artist) => (
                <div className="-mr-2 flex shrink-0 items-center">
                  <Count
                    icon="like"
                    count={artist.up}
                    label={eventMessages.ups(artist.up)}
                    className="text-like"
                  />
                  <Count
                    icon="dislike"
                    count={artist.down}
                    label={eventMessages.downs(artist.down)}
                    className="text-dislike"
                  />
                  <IconButton
                    label={artist.pinned ? words.unpin(artist.name) : words.pin(artist.name)}
                    pressed={artist.pinned}
                    className={artist.pinned ? "text-amber-ink" : ""}
                    onClick={() => act({ action: artist.pinned ? "unpin" : "pin", artist: artist.name })}
                  >
                    <LateIcon name="pin" size={20} filled={artist.pinned} />
                  </IconButton>
                  <IconButton label={words.drop(artist.name)} onClick={() => drop(artist.name)}>
                    <Icon name="close" size={20} />
                  </IconButton>
                </div>
              )}
            />
            <Away unbearable={event.unbearable} />
          </section>
        )}
        <End code={code} event={event} kept={host.kept} />
      </div>
      {!event.ended && (
        // Until somebody is there, the way in comes first.
        <div className={clsx("space-y-10", event.guests === 0 && "max-lg:order-first")}>
          <Invitation url={event.url} />
          <HostGuests host={host} open={event.open} act={act} />
        </div>
      )}
    </div>
  );
}

type CountProps = {
  readonly icon: "like" | "dislike";
  readonly count: number;
  readonly label: string;
  readonly className: string;
};

function Count({ icon, count, label, className }: CountProps) {
  if (count === 0) return null;
  return (
    <span className={`tabular inline-flex items-center gap-1 px-1.5 text-small ${className}`}>
      <Icon name={icon} size={16} />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

function Desk({ player }: { readonly player: EventPlayer }) {
  const { radio } = useRadio();
  const { song, isPlaying, isBusy } = player;
  if (!song) {
    return (
      <Button look="primary" className="min-h-13 px-8 text-lead" disabled={isBusy} onClick={player.toggle}>
        <Icon name="play" size={20} filled />
        {words.start}
      </Button>
    );
  }
  return (
    <section aria-label={eventMessages.now}>
      <SongCard song={song}>
        <Progress
          key={song.track_id}
          lengthMs={song.length_seconds * 1000}
          positionMs={radio.player.positionMs}
          moving={isPlaying}
          onSeek={(position) => void radio.player.seek(position)}
        />
        <div className="mt-1 flex items-center gap-3">
          <Button look="primary" className="min-h-13 px-6" onClick={player.toggle}>
            <Icon name={isPlaying ? "pause" : "play"} size={20} filled />
            {isPlaying ? words.pause : words.resume}
          </Button>
          <Button className="min-h-13" disabled={isBusy} onClick={player.skip}>
            <Icon name="forward" size={18} filled />
            {words.next}
          </Button>
        </div>
      </SongCard>
    </section>
  );
}

type EndProps = {
  readonly code: string;
  readonly event: EventBody;
  /** The station that it became, once it has ended. */
  readonly kept: string | undefined;
};

/** Ends it, once asked whether to keep it; afterwards, the way to what it became. */
function End({ code, event, kept }: EndProps) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (keep: boolean) => endEvent(code, keep),
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries(eventOptions(code));
      void client.invalidateQueries({ queryKey: ["stations"] });
    },
  });
  if (event.ended) {
    return (
      <div>
        <h2 className="text-title">{eventMessages.endedTitle}</h2>
        <Link
          href={kept ? `/station/${encodeURIComponent(kept)}` : "/stations"}
          className={buttonClass("primary", "mt-5 min-h-13 px-6")}
        >
          {kept ? words.kept : words.home}
        </Link>
      </div>
    );
  }
  return (
    <div className="mt-12 border-t border-line pt-4">
      <Button onClick={() => setAsking(true)}>{words.end}</Button>
      {asking && (
        <Dialog title={words.end} text={words.endText} onClose={() => setAsking(false)}>
          {end.error && (
            <div className="mb-4">
              <Strip>{end.error.message}</Strip>
            </div>
          )}
          <div className="flex flex-wrap gap-3">
            {event.songs > 0 && (
              <Button look="primary" disabled={end.isPending} onClick={() => end.mutate(true)}>
                {words.keep}
              </Button>
            )}
            <Button disabled={end.isPending} onClick={() => end.mutate(false)}>
              {words.endOnly}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function useHostAction(code: string): (body: HostActionBody) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (body: HostActionBody) => actAsHost(code, body),
    onSuccess: () => client.invalidateQueries(eventOptions(code)),
    onError: (error) => showToast({ text: error.message }),
  });
  return mutate;
}
