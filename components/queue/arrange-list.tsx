"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useRadio, useStationState } from "@/components/station/radio-provider";
import type { StationStore } from "@/components/station/station-store";
import { IconButton } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import { showToast } from "@/components/ui/toast";
import type { Pick } from "@/lib/api/schemas";
import { dropPick, movePick } from "./queue-edits";
import { queueMessages } from "./queue-messages";

const ROW_PX = 80;

/** The queue to be put in order: by its handles, by arrow keys, or by "play next". */
export default function ArrangeList({ station }: { readonly station: StationStore }) {
  const queue = useStationState(station, (state) => state.queue);
  const [drag, setDrag] = useState<{ readonly id: string; readonly byPx: number }>();
  const [said, setSaid] = useState("");
  const from = queue.findIndex((pick) => pick.track_id === drag?.id);
  const target = drag ? clamp(from + Math.round(drag.byPx / ROW_PX), queue.length) : from;

  const move = (pick: Pick, to: number) => {
    const place = clamp(to, queue.length);
    movePick(station, pick.track_id, place);
    setSaid(queueMessages.moved(pick.title, place + 1));
  };
  const remove = (pick: Pick) => {
    const undo = dropPick(station, pick.track_id, Date.now());
    showToast({
      text: queueMessages.removed(pick.title),
      action: { label: queueMessages.undo, onClick: undo },
    });
  };
  if (queue.length === 0) return <p className="mt-2 text-ink-2">{queueMessages.empty}</p>;
  // In the order of their keys: a handle keeps the focus and the pointer while its row moves.
  const rows = queue
    .map((pick, row) => ({ pick, row }))
    .sort((a, b) => (a.pick.track_id < b.pick.track_id ? -1 : 1));
  return (
    <>
      <p className="mt-2 text-small text-ink-3">{queueMessages.hint}</p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ol aria-labelledby="next-title" className="relative mt-2" style={{ height: queue.length * ROW_PX }}>
        {rows.map(({ pick, row }) => {
          const isDragged = drag?.id === pick.track_id;
          const top = isDragged ? row * ROW_PX + drag.byPx : shifted(row, from, target) * ROW_PX;
          return (
            <li
              key={pick.track_id}
              aria-posinset={row + 1}
              aria-setsize={queue.length}
              className={
                isDragged
                  ? "absolute inset-x-0 z-10 border-y border-amber bg-raised"
                  : "absolute inset-x-0 border-t border-line transition-transform duration-250 ease-(--ease-settle)"
              }
              style={{ height: ROW_PX, transform: `translateY(${top}px)` }}
            >
              <Row
                pick={pick}
                place={row + 1}
                count={queue.length}
                onDrag={(byPx) => setDrag({ id: pick.track_id, byPx })}
                onDrop={(byPx) => {
                  const to = clamp(row + Math.round(byPx / ROW_PX), queue.length);
                  if (to !== row) move(pick, to);
                  setDrag(undefined);
                }}
                onMove={(to) => move(pick, to)}
                onRemove={() => remove(pick)}
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}

type RowProps = {
  readonly pick: Pick;
  readonly place: number;
  readonly count: number;
  readonly onDrag: (byPx: number) => void;
  /** How far from where it began; 0 = it stays. */
  readonly onDrop: (byPx: number) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
};

function Row({ pick, place, count, onDrag, onDrop, onMove, onRemove }: RowProps) {
  const { info } = useRadio();
  const startY = useRef<number>(undefined);
  const artists = pick.artists.map((artist) => artist.name).join(", ");
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    startY.current = event.clientY;
  };
  const onPointerMove = (event: PointerEvent) => {
    if (startY.current !== undefined) onDrag(event.clientY - startY.current);
  };
  // By the place of this very event: what the last move told may not be drawn yet.
  const onPointerUp = (event: PointerEvent) => {
    if (startY.current !== undefined) onDrop(event.clientY - startY.current);
    startY.current = undefined;
  };
  const onPointerCancel = () => {
    if (startY.current !== undefined) onDrop(0);
    startY.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowUp: place - 2, ArrowDown: place, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    // The arrow keys are the volume's elsewhere on the page.
    event.preventDefault();
    event.stopPropagation();
    onMove(to);
  };
  return (
    <div className="flex h-full items-center gap-1">
      <button
        type="button"
        aria-label={queueMessages.handle(pick.title, place, count)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerCancel}
        onKeyDown={onKeyDown}
        className="-ml-3 grid size-11 shrink-0 cursor-grab touch-none place-items-center text-ink-3 hover:text-ink active:cursor-grabbing"
      >
        <Grip />
      </button>
      <Cover
        decorative
        url={pick.cover_url}
        title={pick.album ?? pick.title}
        className="mr-3 hidden size-13 shrink-0 sm:block"
      />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={pick.title}>
          {pick.url ? (
            <a
              href={pick.url}
              target="_blank"
              rel="noreferrer"
              title={`${pick.title} · ${info.serviceLabel}`}
            >
              <bdi>{pick.title}</bdi>
            </a>
          ) : (
            <bdi>{pick.title}</bdi>
          )}
        </p>
        <p className="truncate text-ink-2" title={artists}>
          <bdi>{artists}</bdi>
        </p>
      </div>
      <IconButton label={queueMessages.first(pick.title)} disabled={place === 1} onClick={() => onMove(0)}>
        <LateIcon name="down" size={20} className="rotate-180" />
      </IconButton>
      <IconButton label={queueMessages.remove(pick.title)} onClick={onRemove}>
        <Icon name="close" size={18} />
      </IconButton>
    </div>
  );
}

const Grip = () => (
  <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" className="fill-current">
    {[6, 12, 18].flatMap((y) => [9, 15].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.6" />))}
  </svg>
);

const clamp = (place: number, count: number) => Math.min(Math.max(place, 0), count - 1);

/** Where a row stands while another is dragged from one place to another. */
function shifted(row: number, from: number, to: number): number {
  if (from < 0 || row === from) return row;
  if (row > from && row <= to) return row - 1;
  return row < from && row >= to ? row + 1 : row;
}
