"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { call } from "@/lib/api/client";
import type { Taste } from "@/lib/api/schemas";
import type { TastePreviewResponse } from "@/lib/api/share-schemas";
import { ArtistCard } from "./artist-card";
import { MapCanvas } from "./map-canvas";
import { MapFrame } from "./map-frame";
import { MapAwaited, useMapSheet } from "./map-layout";
import { mapMessages } from "./map-messages";
import { MapSearch } from "./map-search";
import type { MapSheet } from "./map-sheet";
import { Legend } from "./mark-sign";
import { createMarks } from "./marks";

type TasteMapProps = {
  readonly taste: Taste;
  /** What it would play. */
  readonly preview: Pick<TastePreviewResponse, "artists"> | undefined;
};

/** A shared taste on the map, only to be looked at. Fetched when the page has been scrolled to it. */
export default function TasteMap({ taste, preview }: TasteMapProps) {
  const place = useRef<HTMLElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setIsNear(true), {
      rootMargin: "200px",
    });
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={place} aria-label={mapMessages.heading} className="mt-14 min-h-[30rem]">
      {isNear && <Fetched taste={taste} preview={preview} />}
    </section>
  );
}

function Fetched({ taste, preview }: TasteMapProps) {
  const query = useMapSheet(undefined);
  return (
    <MapAwaited query={query}>
      {(sheet) => <Opened sheet={sheet} taste={taste} preview={preview} />}
    </MapAwaited>
  );
}

function Opened({ sheet, taste, preview }: TasteMapProps & { readonly sheet: MapSheet }) {
  const [selected, setSelected] = useState<number>();
  const fly = useRef((_: number) => {});
  const marks = useMemo(() => {
    const signed = (sign: 1 | -1) =>
      taste.feedback.flatMap(({ name, weight }) => (weight * sign > 0 ? [name] : []));
    return createMarks(sheet, {
      coming: preview?.artists.map(({ name }) => name) ?? [],
      liked: signed(1),
      disliked: signed(-1),
      style: taste.style.map(({ name }) => name),
    });
  }, [sheet, taste, preview]);
  const goTo = (artist: number | undefined) => {
    setSelected(artist);
    if (artist !== undefined) fly.current(artist);
  };
  return (
    <MapFrame
      top={<MapSearch sheet={sheet} onFound={goTo} />}
      map={
        <MapCanvas
          isInPage
          sheet={sheet}
          marks={marks}
          selected={selected}
          onSelect={setSelected}
          onCamera={(move) => {
            fly.current = move;
          }}
        />
      }
      panel={
        <div className="space-y-6">
          {selected !== undefined && (
            <Selected {...{ sheet, marks, taste }} artist={selected} onSelect={goTo} />
          )}
          <Legend marks={marks} />
        </div>
      }
    />
  );
}

type SelectedProps = Pick<
  React.ComponentProps<typeof ArtistCard>,
  "sheet" | "marks" | "artist" | "onSelect"
> & {
  readonly taste: Taste;
};

function Selected({ taste, ...card }: SelectedProps) {
  const name = card.sheet.names[card.artist] ?? "";
  const about = useQuery({
    queryKey: ["about", taste, name],
    queryFn: ({ signal }) =>
      call<TastePreviewResponse>("/api/tastes/preview", {
        signal,
        method: "POST",
        body: { taste, about: [name] },
        fields: ["artists"],
      }),
    staleTime: 300_000,
  });
  return (
    <ArtistCard
      {...card}
      because={about.isError ? [] : about.data && (about.data.about?.[0]?.because ?? [])}
    />
  );
}
