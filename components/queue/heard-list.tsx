"use client";

import clsx from "clsx";
import { useMemo } from "react";
import { messages } from "@/components/messages";
import type { Rating } from "@/components/station/history";
import { useRadio, useStationState } from "@/components/station/radio-provider";
import { lineKey } from "@/components/station/record";
import type { StationStore } from "@/components/station/station-store";
import { showWhy } from "@/components/station/why-sheet-store";
import { IconButton } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import { ServiceLink } from "@/components/ui/service-mark";
import { showToast } from "@/components/ui/toast";
import { type HeardSong, heardSince, rateLine, ratingOf } from "./queue-edits";
import { queueMessages } from "./queue-messages";

/** Today's songs, newest first: each can be rated later, or played again. */
export default function HeardList({ station }: { readonly station: StationStore }) {
  const history = useStationState(station, (state) => state.history);
  const past = useStationState(station, (state) => state.past);
  const songs = useMemo(() => heardSince(history, past, midnight()), [history, past]);
  if (songs.length === 0) return <p className="mt-2 text-ink-2">{queueMessages.nothingHeard}</p>;
  return (
    <ol aria-labelledby="next-title" className="mt-2 max-h-[30rem] overflow-y-auto">
      {songs.map((song) => (
        <li key={lineKey(song.line)} className="border-t border-line">
          <Row station={station} song={song} />
        </li>
      ))}
    </ol>
  );
}

function Row({ station, song }: { readonly station: StationStore; readonly song: HeardSong }) {
  const { radio, info } = useRadio();
  const { line, pick } = song;
  const title = pick?.title ?? line.artist ?? "";
  const rating = ratingOf(line);
  const rate = (wanted: Rating) => {
    const next = rating === wanted ? 0 : wanted;
    const undo = rateLine(station, line, next);
    if (pick) radio.starring?.rated(pick, next, rating);
    showToast({
      text: queueMessages.rated[next](title),
      action: {
        label: queueMessages.undo,
        onClick: () => {
          undo();
          if (pick) radio.starring?.rated(pick, rating, next);
        },
      },
    });
  };
  return (
    <div className="flex min-h-20 items-center gap-1 py-2">
      <Cover
        decorative
        url={pick?.cover_url}
        title={pick?.album ?? title}
        className="mr-3 hidden size-13 shrink-0 sm:block"
      />
      <button
        type="button"
        // Only what this browser has played has its reasons here.
        disabled={!pick}
        title={pick && messages.why.title}
        onClick={() => pick && showWhy(pick)}
        className="min-h-11 min-w-0 flex-1 text-left enabled:hover:text-amber-ink"
      >
        <span className="block truncate font-medium">
          <bdi>{title}</bdi>
        </span>
        <span className="block truncate text-ink-2">
          <bdi>{pick ? pick.artists.map((artist) => artist.name).join(", ") : queueMessages.elsewhere}</bdi>
        </span>
        {line.length_seconds > 0 && (
          <span className="tabular block text-small text-ink-3">
            {queueMessages.seconds(toClock(line.play_seconds), toClock(line.length_seconds))}
          </span>
        )}
      </button>
      <IconButton
        label={queueMessages.like(title)}
        pressed={rating === 1}
        className={clsx(rating === 1 && "text-like hover:text-like")}
        onClick={() => rate(1)}
      >
        <Icon name="like" size={18} filled={rating === 1} />
      </IconButton>
      <IconButton
        label={queueMessages.dislike(title)}
        pressed={rating === -1}
        className={clsx(rating === -1 && "text-dislike hover:text-dislike")}
        onClick={() => rate(-1)}
      >
        <Icon name="dislike" size={18} filled={rating === -1} />
      </IconButton>
      {pick && (
        <IconButton
          label={queueMessages.again(title)}
          onClick={() => {
            radio.player.activate();
            void station.replay(pick);
          }}
        >
          <LateIcon name="reset" size={18} />
        </IconButton>
      )}
      {pick && (
        <span className="hidden sm:block">
          <ServiceLink iconOnly label={info.serviceLabel} href={pick.url}>
            {title}
          </ServiceLink>
        </span>
      )}
    </div>
  );
}

const midnight = (): number => new Date().setHours(0, 0, 0, 0);

const toClock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
