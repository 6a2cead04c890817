"use client";

import clsx from "clsx";
import { eventMessages } from "@/components/event-messages";
import { Icon } from "@/components/ui/icon";
import type { QueuedArtist } from "./queue-list";

type VoteButtonsProps = {
  readonly artist: QueuedArtist;
  readonly mine: 1 | -1 | undefined;
  readonly disabled: boolean;
  readonly onVote: (value: -1 | 0 | 1) => void;
};

/** Up and down, each with how many said so; pressed once more, the vote is taken back. */
export function VoteButtons({ artist, mine, disabled, onVote }: VoteButtonsProps) {
  return (
    <div className="-mr-2 flex shrink-0">
      <VoteButton
        icon="like"
        label={eventMessages.up(artist.name)}
        note={eventMessages.ups(artist.up)}
        count={artist.up}
        pressed={mine === 1}
        disabled={disabled}
        className="text-like"
        onClick={() => onVote(mine === 1 ? 0 : 1)}
      />
      <VoteButton
        icon="dislike"
        label={eventMessages.down(artist.name)}
        note={eventMessages.downs(artist.down)}
        count={artist.down}
        pressed={mine === -1}
        disabled={disabled}
        className="text-dislike"
        onClick={() => onVote(mine === -1 ? 0 : -1)}
      />
    </div>
  );
}

type VoteButtonProps = {
  readonly icon: "like" | "dislike";
  readonly label: string;
  readonly note: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly className: string;
  readonly onClick: () => void;
};

function VoteButton({ icon, label, note, count, pressed, disabled, className, onClick }: VoteButtonProps) {
  return (
    <button
      type="button"
      aria-label={`${label}, ${note}`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
      className={clsx(
        "tabular inline-flex h-14 w-14 items-center justify-center gap-1.5 rounded-control text-small transition-colors",
        pressed ? className : "text-ink-2 hover:text-ink",
        "disabled:cursor-not-allowed disabled:opacity-40",
      )}
    >
      <Icon name={icon} size={20} filled={pressed} />
      <span aria-hidden="true" className="min-w-3 text-left">
        {count > 0 ? count : ""}
      </span>
    </button>
  );
}
