"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useRadio, useStationState } from "@/components/station/radio-provider";
import type { StationStore } from "@/components/station/station-store";
import { type StationHead, useStationHead } from "@/components/station/use-station-head";
import { wordsOf } from "@/components/station/words";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { fetchPreview, previewOptions } from "@/lib/api/client";
import { artistsAround } from "@/lib/core/lean";
import { wordsAround } from "./around";
import { ArtistCard } from "./artist-card";
import type { Point } from "./grid";
import { DEFAULT_PULL, LeanPanel } from "./lean-panel";
import { MapCanvas } from "./map-canvas";
import { MapFrame } from "./map-frame";
import { MapIcon } from "./map-icon";
import { MapAwaited, useMapSheet } from "./map-layout";
import { mapMessages } from "./map-messages";
import { MapSearch } from "./map-search";
import { type MapSheet, pointOf } from "./map-sheet";
import { Legend } from "./mark-sign";
import { useMapActions } from "./use-map-actions";
import { middleOf, useStationMarks } from "./use-station-marks";

const words = mapMessages.card;
const NOBODY: readonly string[] = [];

/** A station on the map of the whole catalogue, to be looked at and steered from. */
export function StationMap({ id }: { readonly id: string }) {
  const { radio } = useRadio();
  const station = radio.station(id);
  const head = useStationHead(id);
  const model = useStationState(station, (state) => state.knobs.model);
  const query = useMapSheet(model);
  useEffect(() => station.open(), [station]);
  return (
    <>
      {head && <title>{mapMessages.title(head.name)}</title>}
      <MapAwaited query={query}>
        {(sheet) => <Opened sheet={sheet} station={station} head={head} />}
      </MapAwaited>
    </>
  );
}

type OpenedProps = {
  readonly sheet: MapSheet;
  readonly station: StationStore;
  readonly head: StationHead | undefined;
};

function Opened({ sheet, station, head }: OpenedProps) {
  const [selected, setSelected] = useState<number>();
  const fly = useRef((_: number) => {});
  const moment = useStationState(station, (state) => state.moment);
  const lean = useStationState(station, (state) => state.knobs.lean);
  const preview = useQuery({
    ...previewOptions(station.id, String(moment), station.request),
    placeholderData: (before) => before,
  });
  const marks = useStationMarks(sheet, station, preview.data?.style ?? NOBODY);
  const actions = useMapActions(station, head);
  const leanTo = (to: Point) =>
    actions.lean(
      { x: to.x, y: to.y, pull: lean?.pull ?? DEFAULT_PULL },
      mapMessages.lean.set(wordsAround(sheet, to, 2)),
    );
  const goTo = (artist: number | undefined) => {
    setSelected(artist);
    if (artist !== undefined) fly.current(artist);
  };
  const setPull = (pull: number) => {
    const { knobs } = station.store.getState();
    if (knobs.lean) station.setKnobs({ ...knobs, lean: { ...knobs.lean, pull } });
  };
  return (
    <MapFrame
      top={<Top station={station} head={head} sheet={sheet} onFound={goTo} />}
      map={
        <MapCanvas
          sheet={sheet}
          marks={marks}
          selected={selected}
          onSelect={setSelected}
          onCamera={(move) => {
            fly.current = move;
          }}
          needle={{ at: lean ?? middleOf(sheet, marks), leans: lean !== undefined, onLean: leanTo }}
        />
      }
      panel={
        <div className="space-y-6">
          {selected !== undefined && (
            <Selected
              {...{ sheet, station, marks, actions }}
              artist={selected}
              onSelect={goTo}
              onLean={() => leanTo(pointOf(sheet, selected))}
            />
          )}
          <LeanPanel
            sheet={sheet}
            lean={lean}
            onPull={setPull}
            onReset={() => actions.lean(undefined, mapMessages.lean.resetDone)}
          />
          <Legend marks={marks} />
        </div>
      }
    />
  );
}

type TopProps = OpenedProps & { readonly onFound: (artist: number) => void };

function Top({ station, head, sheet, onFound }: TopProps) {
  return (
    <div className="flex items-start gap-3 lg:block">
      <div className="flex min-w-0 shrink-0 items-center lg:mb-4">
        <Link
          href={`/station/${encodeURIComponent(station.id)}`}
          className="-ml-2 inline-flex min-h-11 items-center gap-2 px-2 text-ink-2 hover:text-ink"
        >
          <MapIcon name="back" />
          <span className="sr-only lg:not-sr-only">{mapMessages.back}</span>
        </Link>
      </div>
      <h1 className="sr-only lg:not-sr-only lg:mb-4 lg:block lg:text-title">
        <bdi>{head?.name}</bdi> <span className="text-ink-3">· {mapMessages.heading}</span>
      </h1>
      <div className="min-w-0 flex-1">
        <MapSearch sheet={sheet} onFound={onFound} />
      </div>
    </div>
  );
}

type SelectedProps = Pick<OpenedProps, "sheet" | "station"> & {
  readonly marks: React.ComponentProps<typeof ArtistCard>["marks"];
  readonly actions: ReturnType<typeof useMapActions>;
  readonly artist: number;
  readonly onSelect: (artist: number | undefined) => void;
  readonly onLean: () => void;
};

function Selected({ sheet, station, marks, actions, artist, onSelect, onLean }: SelectedProps) {
  const name = sheet.names[artist] ?? "";
  const moment = useStationState(station, (state) => state.moment);
  const knobs = useStationState(station, (state) => state.knobs);
  const word = wordsOf(knobs).find((each) => each.artist === name && each.word !== "rest")?.word;
  const about = useQuery({
    queryKey: ["about", station.id, moment, name],
    queryFn: async ({ signal }) => {
      const body = { ...station.request(), about: [name], count: 1 };
      return (await fetchPreview(station.id, body, { signal })).about?.[0]?.because ?? [];
    },
    staleTime: 60_000,
  });
  const isStyle = marks.of.get(artist)?.kind === "style";
  return (
    <ArtistCard {...{ sheet, marks, artist, onSelect }} because={about.isError ? [] : about.data}>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          aria-pressed={word === "more"}
          onClick={() => void actions.sayWord(name, "more")}
          className={pressed(word === "more")}
        >
          <Icon name="like" size={17} filled={word === "more"} />
          {words.more}
        </Button>
        <Button
          aria-pressed={word === "less"}
          onClick={() => void actions.sayWord(name, "less")}
          className={pressed(word === "less")}
        >
          <Icon name="dislike" size={17} filled={word === "less"} />
          {words.less}
        </Button>
        <Button
          aria-pressed={word === "never"}
          onClick={() => void actions.sayWord(name, "never")}
          className={pressed(word === "never")}
        >
          <MapIcon name="never" size={17} />
          {words.never}
        </Button>
        <Button onClick={onLean}>
          <MapIcon name="target" size={17} />
          {words.lean}
        </Button>
        {actions.canAdd && !isStyle && (
          <Button disabled={actions.add.isPending} onClick={() => actions.add.mutate(name)}>
            <Icon name="plus" size={17} />
            {actions.add.isPending ? words.adding : words.add}
          </Button>
        )}
        <Link href={stationFrom(sheet, artist)} className={buttonClass("outline")}>
          <Icon name="edit" size={17} />
          {words.start}
        </Link>
      </div>
    </ArtistCard>
  );
}

const pressed = (isPressed: boolean) => (isPressed ? "border-amber text-amber-ink" : undefined);

const SEEDS = 6;

/** A new station of the artist and the best known around it. */
function stationFrom(sheet: MapSheet, artist: number): string {
  const around = artistsAround(pointOf(sheet, artist), { map: sheet.points, familiarity: sheet.fame });
  const artists = [artist, ...around.map((each) => each.artist)];
  const query = new URLSearchParams(
    [...new Set(artists)].slice(0, SEEDS).map((each) => ["artist", sheet.names[each] ?? ""]),
  );
  return `/stations/new?${query}`;
}
