"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { fetchLedger } from "@/lib/api/ledger";
import type { LedgerResponse } from "@/lib/api/tuning-schemas";
import { isSaid, type LedgerLine, ledgerLines } from "./ledger-lines";
import { useRadio, useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";
import { wordsOf } from "./words";

/** Lines shown at first and by each "more"; the server reckons the effects of as many. */
const STEP = 12;

export type LedgerView = {
  readonly said: readonly LedgerLine[];
  readonly inferred: readonly LedgerLine[];
  readonly hasMore: boolean;
  readonly showMore: () => void;
  readonly ledger: LedgerResponse | undefined;
  readonly failed: boolean;
};

/** The lines that are in sight, with their effects as soon as the server has reckoned them. */
export function useLedger(station: StationStore): LedgerView {
  const { radio } = useRadio();
  const moment = useStationState(station, (state) => state.moment);
  const everywhere = useStore(radio.book.store);
  const [count, setCount] = useState(STEP);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment counts what changes the request.
  const request = useMemo(() => station.request(), [station, moment, everywhere]);
  const all = useMemo(() => {
    const here = wordsOf(station.store.getState().knobs);
    return ledgerLines(request, { here, everywhere: wordsOf(everywhere) });
  }, [request, everywhere, station]);
  const said = all.filter(isSaid).slice(0, count);
  const inferred = all.filter((line) => !isSaid(line)).slice(0, count);
  const places = (list: "tracks" | "said") =>
    [...said, ...inferred].flatMap(({ place }) => (place.list === list ? [place.position] : []));
  const tracks = places("tracks");
  const words = places("said");
  const { data, isError } = useQuery({
    queryKey: ["ledger", station.id, moment, tracks, words],
    queryFn: async ({ signal }) => {
      // As many as one request reckons; the first page needs one.
      const steps = Math.max(1, Math.ceil(tracks.length / MOST), Math.ceil(words.length / MOST));
      const answers = await Promise.all(
        Array.from({ length: steps }, (_, step) => {
          const some = (list: readonly number[]) => list.slice(step * MOST, (step + 1) * MOST);
          return fetchLedger(
            station.id,
            { ...request, effects_of: { tracks: some(tracks), said: some(words) } },
            signal,
          );
        }),
      );
      return answers.reduce(joinAnswers);
    },
    enabled: all.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return {
    said,
    inferred,
    hasMore: said.length + inferred.length < all.length,
    showMore: () => setCount(count + STEP),
    ledger: data,
    failed: isError,
  };
}

/** Effects that the server reckons for one request, of songs and of words each. */
const MOST = 24;

const joinAnswers = (a: LedgerResponse, b: LedgerResponse): LedgerResponse => ({
  ...a,
  effects: {
    tracks: [...a.effects.tracks, ...b.effects.tracks],
    said: [...a.effects.said, ...b.effects.said],
  },
});
