"use client";

import { useMemo } from "react";
import { useStationState } from "@/components/station/radio-provider";
import type { StationStore } from "@/components/station/station-store";
import { type Word, wordsOf } from "@/components/station/words";
import type { Point } from "./grid";
import { type MapSheet, pointOf } from "./map-sheet";
import { createMarks, type Marks, type Shown } from "./marks";

/** Songs back that the route is drawn. */
const PAST_SHOWN = 12;

/** What the station has to show on the map. @param style its artists as the catalogue names them */
export function useStationMarks(sheet: MapSheet, station: StationStore, style: readonly string[]): Marks {
  const history = useStationState(station, (state) => state.history);
  const knobs = useStationState(station, (state) => state.knobs);
  const playing = useStationState(station, (state) => state.current?.pick.artist);
  const queue = useStationState(station, (state) => state.queue);
  return useMemo(() => {
    const rated = (sign: 1 | -1) =>
      history.flatMap(({ artist, rating = 0 }) => (artist && rating * sign > 0 ? [artist] : []));
    const spoken = (word: Word) =>
      wordsOf(knobs).flatMap((each) => (each.word === word ? [each.artist] : []));
    const shown: Shown = {
      playing: playing === undefined ? [] : [playing],
      coming: queue.map(({ artist }) => artist),
      past: history.flatMap(({ artist }) => artist ?? []).slice(-PAST_SHOWN),
      never: spoken("never"),
      disliked: [...rated(-1), ...spoken("less")],
      liked: [...rated(1), ...spoken("more")],
      style,
    };
    return createMarks(sheet, shown);
  }, [sheet, history, knobs, playing, queue, style]);
}

/** Where the needle stands by itself: on the artist in the middle of those that come, of the style while none do. */
export function middleOf(sheet: MapSheet, { marks }: Marks): Point {
  const coming = marks.filter(({ kind }) => kind === "coming");
  const points = (coming.length > 0 ? coming : marks).map(({ artist }) => pointOf(sheet, artist));
  const farFrom = ({ x, y }: Point) =>
    points.reduce((sum, point) => sum + Math.hypot(point.x - x, point.y - y), 0);
  return points.reduce(
    (best, point) => (farFrom(point) < farFrom(best) ? point : best),
    points[0] ?? { x: 0, y: 0 },
  );
}
