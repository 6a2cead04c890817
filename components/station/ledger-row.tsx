"use client";

import clsx from "clsx";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import { showToast } from "@/components/ui/toast";
import { moveWord, takeBack } from "./ledger-acts";
import type { LedgerLine, LineEffect, LineKind } from "./ledger-lines";
import { ledgerMessages } from "./ledger-messages";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";
import { REST_MS, type Word, wordKey } from "./words";

type LedgerRowProps = {
  readonly station: StationStore;
  readonly line: LedgerLine;
  readonly effect: LineEffect | undefined;
  readonly failed: boolean;
};

const icons = {
  more: "like",
  liked: "like",
  wanted: "like",
  heard: "check",
  less: "dislike",
  disliked: "dislike",
  skipped: "forward",
  never: "close",
  rest: "moon",
} as const satisfies Record<LineKind, string>;

const isDown = (kind: LineKind): boolean => kind === "less" || kind === "disliked" || kind === "never";
const isUp = (kind: LineKind): boolean => kind === "more" || kind === "liked";

export function LedgerRow({ station, line, effect, failed }: LedgerRowProps) {
  const { radio } = useRadio();
  const { kind, artist } = line;
  const name = `${textOf(line)}, ${artist}`;
  const undo = () => {
    const back = takeBack(radio, station, line);
    showToast({
      text: ledgerMessages.taken(name),
      action: { label: messages.station.undo, onClick: back },
    });
  };
  return (
    <li className="flex items-start gap-3 py-3">
      <Icon
        name={icons[kind]}
        size={18}
        className={clsx("mt-1", isDown(kind) ? "text-dislike" : isUp(kind) ? "text-like" : "text-ink-3")}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="font-medium">{artist}</bdi>
          <span className="text-small text-ink-3">{textOf(line)}</span>
        </p>
        <p className="text-small text-ink-2">
          {effect ? effectText(line, effect) : failed ? ledgerMessages.failed : ledgerMessages.reckoning}
        </p>
        <Scope station={station} line={line} name={name} />
      </div>
      <IconButton label={ledgerMessages.undo(name)} className="-my-1" onClick={undo}>
        <LateIcon name="reset" size={18} />
      </IconButton>
    </li>
  );
}

/** Only here or everywhere: for what was said, never for what was inferred or is over by tomorrow. */
function Scope({
  station,
  line,
  name,
}: Pick<LedgerRowProps, "station" | "line"> & { readonly name: string }) {
  const { radio } = useRadio();
  const fields = useStore(radio.book.store);
  const word = toWord(line.kind);
  if (!word || word === "rest") return null;
  const isEverywhere = line.everywhere || fields[wordKey(line.artist, word)] !== undefined;
  return (
    <select
      aria-label={ledgerMessages.scope(name)}
      value={isEverywhere ? "everywhere" : "here"}
      onChange={(event) =>
        moveWord(radio, station, { line, word, everywhere: event.target.value === "everywhere" })
      }
      className="mt-1 min-h-11 rounded-control border border-line-strong bg-ground px-2 text-small text-ink hover:border-amber"
    >
      <option value="here">{ledgerMessages.here}</option>
      <option value="everywhere">{ledgerMessages.everywhere}</option>
    </select>
  );
}

function toWord(kind: LineKind): Word | undefined {
  if (kind === "liked") return "more";
  if (kind === "disliked") return "less";
  return kind === "skipped" || kind === "heard" || kind === "wanted" ? undefined : kind;
}

function textOf({ kind, track, at }: LedgerLine): string {
  if (kind === "skipped" && track) return ledgerMessages.skippedAfter(track.play_seconds);
  if (kind === "heard" && track) return ledgerMessages.heardFor(track.play_seconds, track.length_seconds);
  if (kind === "rest")
    return ledgerMessages.restUntil(
      new Date(at + REST_MS).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }),
    );
  return ledgerMessages.kinds[kind];
}

function effectText({ place }: LedgerLine, { now, whenNew, enters, leaves }: LineEffect): string {
  if (place.list === "tracks" && now === undefined) return ledgerMessages.unknown;
  const weight = now === undefined ? "" : `${ledgerMessages.weight(now, whenNew)}. `;
  return weight + (enters.length > 0 ? ledgerMessages.effect(enters, leaves) : ledgerMessages.noEffect);
}
