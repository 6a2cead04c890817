"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { previewOptions } from "@/lib/api/client";
import type { PreviewResponse } from "@/lib/api/schemas";
import type { Knobs } from "./history";
import { useStationState } from "./radio-provider";
import { type Change, changesBetween, homeFamiliarity, type Moment, nextArtists, type Setting } from "./rank";
import type { StationStore } from "./station-store";

export type Tuning = {
  readonly preview: PreviewResponse;
  readonly moment: Moment;
  /** Where the knobs stand now, the server's choice where none was made. */
  readonly live: Setting;
  /** The next artists under `live`. */
  readonly next: readonly string[];
  /** Against the list that stood when the knobs began to move. */
  readonly change: Change;
};

/** How long the changes stay marked after the last turn. */
const MARKED_MS = 6_000;
export const DEFAULT_VARIETY = 0.3;

/** The preview of a station, re-ranked while its knobs move. undefined until the first answer with artists in it. */
export function useTuning(station: StationStore): Tuning | undefined {
  const count = useStationState(station, (state) => state.moment);
  const knobs = useStationState(station, (state) => state.knobs);
  const { data } = useQuery({
    ...previewOptions(station.id, String(count), station.request),
    placeholderData: keepPreviousData,
  });
  const moment = useMemo(() => data && toMoment(data, station), [data, station]);
  const live = useMemo(() => data && toSetting(data, knobs), [data, knobs]);
  const rested = useMemo(() => data && moment && nextArtists(moment, toSetting(data, {})), [data, moment]);
  const next = useMemo(
    () => data && moment && live && rested && nextNames(data, rested, nextArtists(moment, live)),
    [data, moment, live, rested],
  );
  const before = useBefore(next, knobs);
  return useMemo(
    () =>
      data && moment && live && next
        ? { preview: data, moment, live, next, change: changesBetween(before ?? next, next) }
        : undefined,
    [data, moment, live, next, before],
  );
}

/**
 * The server's list as it stands at rest; while a knob moves, with those who enter and leave by the re-ranked pool.
 * `rested` and `moved` are the pool's own lists under the server's setting and under the present one.
 */
export function nextNames(
  preview: Pick<PreviewResponse, "artists">,
  rested: readonly string[],
  moved: readonly string[],
): readonly string[] {
  const { entering, leaving } = changesBetween(rested, moved);
  const base = preview.artists.map((artist) => artist.name);
  const kept = base.filter((name) => !leaving.includes(name));
  // Where the server's list and the pool's differ by a name, that name makes room first.
  const agreed = [
    ...kept.filter((name) => moved.includes(name)),
    ...kept.filter((name) => !moved.includes(name)),
  ];
  const staying = new Set(agreed.slice(0, Math.max(base.length - entering.length, 0)));
  return [...new Set([...base.filter((name) => staying.has(name)), ...entering, ...moved])].slice(
    0,
    Math.max(base.length, 1),
  );
}

function toMoment(preview: PreviewResponse, station: StationStore): Moment | undefined {
  if (preview.pool.length === 0) return undefined;
  const { tracks } = station.request();
  const last = tracks[tracks.length - 1];
  return {
    pool: preview.pool,
    homeFamiliarity: homeFamiliarity(preview.style.length),
    seed: preview.seed,
    thrift: preview.thrift,
    history: tracks,
    // The server's clock: the next song begins where the last one stopped.
    now: last?.at === undefined ? 0 : new Date(last.at).getTime() + last.play_seconds * 1000,
  };
}

/** What the listener did not set is as a link has it, or as usual. */
function toSetting(preview: PreviewResponse, knobs: Knobs): Setting {
  const gap = knobs.artist_gap ?? preview.artist_gap;
  return {
    weights: knobs.weights ?? preview.weights,
    familiarity: knobs.familiarity ?? preview.familiarity,
    variety: knobs.variety ?? preview.variety,
    lean: knobs.lean?.pull ?? preview.lean,
    gap: gap && { songs: gap.songs, ms: gap.minutes * 60_000 },
    newToMe: knobs.new_to_me,
  };
}

/** Holds the list of the time before the knobs were touched, until they have rested for a while. */
function useBefore(next: readonly string[] | undefined, knobs: unknown): readonly string[] | undefined {
  const [seen, setSeen] = useState({ knobs, next });
  const [before, setBefore] = useState<readonly string[]>();
  if (seen.knobs !== knobs) {
    setSeen({ knobs, next });
    setBefore((held) => held ?? seen.next);
  } else if (seen.next !== next) setSeen({ knobs, next });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn of a knob starts the wait again.
  useEffect(() => {
    const timer = setTimeout(() => setBefore(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [knobs]);
  return before;
}
