"use client";

import Link from "next/link";
import { SongCard } from "@/components/event/song-card";
import { eventMessages } from "@/components/event-messages";
import { messages } from "@/components/messages";
import { formatTime } from "@/components/player/progress";
import { sharedMessages } from "@/components/share/shared-messages";
import { DeadLink } from "@/components/share/taste-page";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Skeleton } from "@/components/ui/skeleton";
import { Strip } from "@/components/ui/strip";
import type { Slot } from "./air-time";
import { isOver, type OnAir, type Tuned, useBroadcast, useTuned } from "./use-broadcast";

const words = eventMessages.broadcast;

/** A broadcast: what everybody hears at this minute, and the switch that joins them. */
export function BroadcastPage({ code }: { readonly code: string }) {
  const onAir = useBroadcast(code);
  const tuned = useTuned(onAir);
  const { broadcast, error, slot } = onAir;
  if (error && isOver(error)) return <DeadLink title={sharedMessages.goneTitle} text={error.message} />;
  return (
    <div className="page pt-8">
      <p className="eyebrow">{words.overline}</p>
      <h1 className="mt-1 text-display">
        {broadcast ? (
          <Link href={`/s/${code}`} className="hover:text-amber-ink">
            <bdi>{broadcast.name}</bdi>
          </Link>
        ) : (
          <Skeleton className="h-12 w-2/3" />
        )}
      </h1>
      {broadcast && (
        <p className="tabular mt-2 text-small text-ink-2">
          {broadcast.starts_at > onAir.now
            ? words.starts(formatMoment(broadcast.starts_at))
            : words.since(formatMoment(broadcast.starts_at))}
        </p>
      )}
      {error && (
        <div className="mt-6">
          <Strip>{error.message}</Strip>
        </div>
      )}
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          {slot && <OnNow onAir={onAir} slot={slot} tuned={tuned} />}
          {!broadcast && !error && <Skeleton className="h-64" />}
          <p className="mt-8 text-small text-ink-3">{words.together}</p>
        </div>
        {onAir.next.length > 0 && <Then next={onAir.next} />}
      </div>
    </div>
  );
}

function OnNow({
  onAir,
  slot,
  tuned,
}: {
  readonly onAir: OnAir;
  readonly slot: Slot;
  readonly tuned: Tuned;
}) {
  const { mode, playing } = tuned;
  const shown = mode === "ahead" && playing ? playing : slot;
  const into = Math.max(0, onAir.now - slot.starts_at);
  return (
    <section aria-label={eventMessages.now}>
      <SongCard song={shown}>
        {shown === slot && (
          <div className="flex items-center gap-3 text-small text-ink-2">
            <span className="tabular">{formatTime(into)}</span>
            <span aria-hidden="true" className="h-[3px] flex-1 overflow-hidden rounded-full bg-line">
              <span
                className="block h-full bg-amber"
                style={{ width: `${Math.min(100, (100 * into) / (slot.ends_at - slot.starts_at))}%` }}
              />
            </span>
            <span className="tabular">{formatTime(slot.ends_at - slot.starts_at)}</span>
          </div>
        )}
        <div className="mt-4 flex flex-wrap items-center gap-3">
          {mode === "live" ? (
            <Button look="primary" className="min-h-13 px-6" onClick={tuned.pause}>
              <Icon name="pause" size={20} filled />
              {messages.station.pause}
            </Button>
          ) : (
            <Button look="primary" className="min-h-13 px-6" onClick={tuned.tuneIn}>
              <Icon name="play" size={20} filled />
              {mode === "off" ? words.tuneIn : words.back}
            </Button>
          )}
          {(mode === "live" || mode === "ahead") && (
            <Button className="min-h-13" onClick={tuned.skip}>
              <Icon name="forward" size={18} filled />
              {messages.station.skip}
            </Button>
          )}
        </div>
        <p role="status" className="mt-3 text-small text-ink-2 empty:hidden">
          {mode === "ahead" ? words.ahead : mode === "paused" ? words.behind : ""}
        </p>
      </SongCard>
    </section>
  );
}

function Then({ next }: { readonly next: readonly Slot[] }) {
  return (
    <section aria-labelledby="then">
      <h2 id="then" className="text-title">
        {words.next}
      </h2>
      <ol className="mt-3 border-b border-line">
        {next.map((slot) => (
          <li key={slot.starts_at} className="flex items-baseline gap-4 border-t border-line py-2.5">
            <time
              className="tabular shrink-0 text-small text-ink-3"
              dateTime={new Date(slot.starts_at).toISOString()}
            >
              {new Date(slot.starts_at).toLocaleTimeString([], { timeStyle: "short" })}
            </time>
            <bdi className="min-w-0 font-medium">{slot.artist}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The way from the shared station's page to its broadcast. */
export function TuneInLink({ code, startsAt }: { readonly code: string; readonly startsAt: number }) {
  const begun = startsAt <= Date.now();
  return (
    <Link href={`/air/${code}`} className={buttonClass("outline", "min-h-13")}>
      {begun ? words.tuneIn : words.starts(formatMoment(startsAt))}
    </Link>
  );
}

const formatMoment = (at: number): string =>
  new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
