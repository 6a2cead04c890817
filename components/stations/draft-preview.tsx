"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { shortReason } from "@/components/station/because";
import { Skeleton } from "@/components/ui/skeleton";
import { Strip } from "@/components/ui/strip";
import { draftOptions } from "@/lib/api/making-client";
import { makingMessages } from "./making-messages";
import { isStarted, type SourceRow, toSources } from "./sources";

const REST_MS = 150;
const SHOWN_HOLDINGS = 12;
const ROWS = Array.from({ length: 10 }, (_, row) => row);

/** The first ten artists of a station that is not there yet, from the server, while it is put together. */
export function DraftPreview({ rows }: { readonly rows: readonly SourceRow[] }) {
  const rested = useRested(rows);
  const started = isStarted(rested);
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...draftOptions(toSources(rested)),
    enabled: started,
    placeholderData: keepPreviousData,
  });
  const shown = started && !error ? data : undefined;
  const isStale = isFetching || isPlaceholderData || rested !== rows;
  return (
    <section aria-labelledby="draft-title" aria-busy={started && isStale}>
      <div className="flex min-h-11 items-center justify-between gap-4">
        <h2 id="draft-title" className="text-title">
          {makingMessages.draft.title}
        </h2>
        <p role="status" className="text-small text-ink-3">
          {started && isStale && makingMessages.draft.updating}
        </p>
      </div>
      {!started && <p className="mt-2 max-w-md text-ink-2">{makingMessages.draft.empty}</p>}
      {started && error && <Strip>{error.message}</Strip>}
      {started && !error && !shown && <DraftSkeleton />}
      {shown && (
        <>
          <ol aria-labelledby="draft-title" className="mt-2">
            {shown.artists.map((artist) => (
              <li
                key={artist.name}
                className="flex animate-[arrive_300ms_ease-out] flex-wrap items-baseline justify-between gap-x-6 border-t border-line py-2"
              >
                <bdi className="font-medium">{artist.name}</bdi>
                <span className="text-small text-ink-3">{shortReason(artist.because, artist.name)}</span>
              </li>
            ))}
          </ol>
          <Holdings style={shown.style} />
          {shown.unknown.length > 0 && (
            <p className="mt-2 text-small text-ink-3">{makingMessages.unknown(shown.unknown)}</p>
          )}
        </>
      )}
    </section>
  );
}

type Holding = { readonly name: string; readonly tracks: number };

function Holdings({ style }: { readonly style: readonly Holding[] }) {
  const more = style.length - SHOWN_HOLDINGS;
  return (
    <div className="mt-4 border-t border-line pt-3 text-small">
      <h3 className="eyebrow font-sans font-normal">{makingMessages.draft.holds}</h3>
      <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-ink-2">
        {style.slice(0, SHOWN_HOLDINGS).map(({ name, tracks }) => (
          <li key={name}>
            <bdi>{makingMessages.draft.tracks(name, tracks)}</bdi>
          </li>
        ))}
        {more > 0 && <li>{makingMessages.draft.more(more)}</li>}
      </ul>
    </div>
  );
}

function DraftSkeleton() {
  return (
    <div className="mt-2">
      {ROWS.map((row) => (
        <div key={row} className="border-t border-line py-3">
          <Skeleton className="h-5 w-2/3" />
        </div>
      ))}
    </div>
  );
}

/** The value once it has stood still for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
