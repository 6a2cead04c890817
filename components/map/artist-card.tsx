"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { ReasonBody } from "@/lib/api/schemas";
import { wordsAround } from "./around";
import { mapMessages } from "./map-messages";
import { type MapSheet, pointOf } from "./map-sheet";
import { MarkSign } from "./mark-sign";
import type { Marks } from "./marks";

const words = mapMessages.card;
const NEIGHBOURS = 8;
const NAMES_SHOWN = 3;

export type Explained = {
  /** undefined while the radio is asked; null = it cannot say. */
  readonly because: readonly ReasonBody[] | undefined | null;
};

type ArtistCardProps = Explained & {
  readonly sheet: MapSheet;
  readonly marks: Marks;
  readonly artist: number;
  readonly onSelect: (artist: number | undefined) => void;
  readonly children?: ReactNode;
};

/** An artist of the map: where it lies, what speaks for it, what can be done with it, and who is next to it. */
export function ArtistCard({ sheet, marks, artist, because, onSelect, children }: ArtistCardProps) {
  const name = sheet.names[artist] ?? "";
  const region = wordsAround(sheet, pointOf(sheet, artist));
  const mark = marks.of.get(artist);
  return (
    <section aria-labelledby="artist-title" className="relative">
      <h2 id="artist-title" className="pr-12 text-title">
        <bdi>{name}</bdi>
      </h2>
      <p role="status" className="sr-only">
        {name}
      </p>
      {mark && (
        <p className="mt-1 flex items-center gap-2 text-ink-2">
          <MarkSign kind={mark.kind} />
          {mapMessages.marks[mark.kind]}
        </p>
      )}
      {region.length > 0 && <p className="mt-1 text-small text-ink-3">{words.region(region)}</p>}
      <IconButton
        label={words.close}
        onClick={() => onSelect(undefined)}
        className="absolute -top-1 -right-2"
      >
        <Icon name="close" size={18} />
      </IconButton>
      {children}
      {because !== null && <Terms because={because} />}
      <Neighbours sheet={sheet} marks={marks} artist={artist} onSelect={onSelect} />
    </section>
  );
}

const COLOURS: Readonly<Record<ReasonBody["term"], string>> = {
  style: "bg-amber",
  like: "bg-like",
  dislike: "bg-dislike",
  lean: "bg-ink",
  familiarity: "bg-line-strong",
};

/** The very terms of the score, in points, each as long as it pulls. */
function Terms({ because }: { readonly because: readonly ReasonBody[] | undefined }) {
  const most = Math.max(0.3, ...(because ?? []).map(({ share }) => Math.abs(share)));
  return (
    <div className="mt-5" title={words.pulls}>
      <h3 className="font-sans text-small tracking-normal text-ink-3">{words.why}</h3>
      {!because && <p className="mt-1 text-ink-3">{words.asking}</p>}
      {because?.length === 0 && <p className="mt-1 text-ink-2">{words.unknown}</p>}
      <ul className="mt-2 space-y-2">
        {because?.map(({ term, share, artists }) => (
          <li key={term} className="text-ink-2">
            <span className="flex items-baseline gap-3">
              <bdi className="min-w-0 flex-1">
                {words.terms[term](artists.slice(0, NAMES_SHOWN).map((one) => one.name))}
              </bdi>
              <span className="tabular text-ink">{words.pull(share)}</span>
            </span>
            <span
              aria-hidden="true"
              className={clsx("mt-1 block h-1 rounded-full", COLOURS[term], share < 0 && "opacity-50")}
              style={{ width: `${Math.max(2, (100 * Math.abs(share)) / most)}%` }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

type NeighboursProps = Pick<ArtistCardProps, "sheet" | "marks" | "artist" | "onSelect">;

/** The same map as a list: one goes from neighbour to neighbour with the arrow keys, Enter goes there. */
function Neighbours({ sheet, marks, artist, onSelect }: NeighboursProps) {
  const list = useRef<HTMLUListElement>(null);
  const cameByList = useRef(false);
  const near = sheet.grid.nearest(pointOf(sheet, artist), NEIGHBOURS, (other) => other === artist);
  useEffect(() => {
    // Whoever walks from list to list goes on in the new one.
    if (cameByList.current) list.current?.querySelector("button")?.focus({ preventScroll: true });
    cameByList.current = false;
  });
  const move = (from: HTMLElement, by: 1 | -1) => {
    const row = from.closest("li");
    const next = by === 1 ? row?.nextElementSibling : row?.previousElementSibling;
    next?.querySelector("button")?.focus();
  };
  return (
    <div className="mt-5">
      <h3 id="near-title" className="font-sans text-small tracking-normal text-ink-3">
        {words.near}
      </h3>
      <ul ref={list} aria-labelledby="near-title" className="mt-1 -mx-2">
        {near.map((other) => {
          const mark = marks.of.get(other);
          return (
            <li key={other}>
              <button
                type="button"
                onKeyDown={(event) => {
                  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
                  event.preventDefault();
                  move(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
                }}
                onClick={() => {
                  cameByList.current = true;
                  onSelect(other);
                }}
                className="flex min-h-11 w-full items-center gap-2 rounded-control px-2 text-left text-ink-2 hover:bg-sunk hover:text-ink"
              >
                <bdi className="truncate">{sheet.names[other]}</bdi>
                {mark && <MarkSign kind={mark.kind} />}
                {mark && <span className="sr-only">{mapMessages.marks[mark.kind]}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
