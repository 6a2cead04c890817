"use client";

import clsx from "clsx";
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from "react";
import { mapMessages } from "./map-messages";
import type { MapSheet } from "./map-sheet";
import { createNameSearch } from "./search-names";

type MapSearchProps = { readonly sheet: MapSheet; readonly onFound: (artist: number) => void };

const RESULTS = 8;

/** Finds an artist by name and flies there. */
export function MapSearch({ sheet, onFound }: MapSearchProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const search = useMemo(() => createNameSearch(sheet.names), [sheet]);
  const wanted = useDeferredValue(text);
  const found = useMemo(() => search(wanted, RESULTS), [search, wanted]);
  const isShown = isOpen && wanted.trim() !== "";

  const choose = (artist: number | undefined) => {
    if (artist === undefined) return;
    setIsOpen(false);
    setText(sheet.names[artist] ?? "");
    onFound(artist);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setIsOpen(true);
      setActive((before) => (before + step + found.length) % Math.max(found.length, 1));
    } else if (event.key === "Enter") choose(found[active]);
    else if (event.key === "Escape") setIsOpen(false);
  };

  return (
    <search className="relative block">
      <input
        dir="auto"
        role="combobox"
        aria-label={mapMessages.search}
        aria-expanded={isShown && found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && found.length > 0 ? `${id}-${active}` : undefined}
        placeholder={mapMessages.search}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setIsOpen(true);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
        className="block min-h-11 w-full rounded-control border border-line-strong bg-raised px-3 outline-none focus:border-amber"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={mapMessages.results}
        className={clsx(
          "absolute inset-x-0 top-full z-10 mt-1 rounded-control border border-line-strong bg-raised py-1 shadow-lg",
          !(isShown && found.length > 0) && "hidden",
        )}
      >
        {found.map((artist, at) => (
          <div
            key={artist}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            // The field keeps the focus: its keys move the choice.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(artist)}
            onKeyDown={onKeyDown}
            className={clsx(
              "flex min-h-11 cursor-pointer items-center px-3",
              at === active ? "bg-sunk text-ink" : "text-ink-2",
            )}
          >
            <bdi className="truncate">{sheet.names[artist]}</bdi>
          </div>
        ))}
      </div>
      <p
        role="status"
        className={clsx("mt-1 text-small text-ink-3", !(isShown && found.length === 0) && "sr-only")}
      >
        {isShown && found.length === 0 && mapMessages.searchNone(wanted.trim())}
      </p>
    </search>
  );
}
