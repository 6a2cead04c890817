"use client";

import { type KeyboardEvent, useId, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Camera } from "./camera";
import type { Point } from "./grid";
import { neighbourTowards } from "./hit";
import { MapIcon } from "./map-icon";
import { mapMessages } from "./map-messages";
import { type MapSheet, pointOf } from "./map-sheet";
import type { Marks } from "./marks";
import { LeanNeedle, placeNeedle } from "./needle";
import { boxInSight, fitScale, type Size, toScreen, type View, viewOf, wholeView } from "./projection";
import { useStage } from "./use-stage";

type MapCanvasProps = {
  readonly sheet: MapSheet;
  readonly marks: Marks;
  readonly selected: number | undefined;
  readonly onSelect: (artist: number | undefined) => void;
  /** Gives the way to move the view to who has a list beside it. */
  readonly onCamera: (fly: (artist: number) => void) => void;
  /** Within a page that scrolls: a wheel without Ctrl and a finger going up or down are the page's. */
  readonly isInPage?: boolean;
  /** Where the needle stands; absent = the map is only looked at. */
  readonly needle?: { readonly at: Point; readonly leans: boolean; readonly onLean: (to: Point) => void };
};

const WAYS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const PAN_PX = 90;
const ZOOM_STEP = 1.6;

/** The map itself: two canvases, the needle above them, and buttons for whoever has no wheel. */
export function MapCanvas({
  sheet,
  marks,
  selected,
  onSelect,
  onCamera,
  isInPage = false,
  needle,
}: MapCanvasProps) {
  const id = useId();
  const needleElement = useRef<HTMLButtonElement>(null);
  const ownView = (size: Size): View => {
    const shown = marks.marks
      .filter(({ kind }) => kind !== "past")
      .map(({ artist }) => pointOf(sheet, artist));
    return shown.length > 0 ? viewOf(shown, size, 4) : wholeView(size);
  };
  const flyTo = (camera: Camera, artist: number) => {
    const view = camera.view();
    const scale = Math.max(view.scale, 5 * fitScale(camera.size()));
    camera.flyTo({ ...pointOf(sheet, artist), scale });
  };
  const { frame, dots, ink, camera } = useStage({
    sheet,
    marks,
    selected,
    isInPage,
    onSelect: (artist) => {
      onSelect(artist);
      frame.current?.focus({ preventScroll: true });
    },
    onDrawn: ({ view, size }) => placeNeedle(needleElement.current, needle?.at, view(), size()),
    onReady: (ready) => {
      ready.flyTo(ownView(ready.size()));
      onCamera((artist) => flyTo(ready, artist));
    },
  });

  const onArrow = (way: Point, isPan: boolean) => {
    if (isPan) return camera.pan({ x: -PAN_PX * way.x, y: -PAN_PX * way.y });
    const { left, top, right, bottom } = boxInSight(camera.view(), camera.size());
    const from = selected ?? sheet.grid.nearest({ x: (left + right) / 2, y: (top + bottom) / 2 }, 1)[0];
    const next = from !== undefined && selected !== undefined ? neighbourTowards({ sheet }, from, way) : from;
    if (next === undefined) return;
    onSelect(next);
    bringIntoSight(camera, pointOf(sheet, next));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    if (way) onArrow(way, event.shiftKey);
    else if (event.key === "+" || event.key === "=") camera.zoomGently(ZOOM_STEP);
    else if (event.key === "-") camera.zoomGently(1 / ZOOM_STEP);
    else if (event.key === "0") camera.flyTo(wholeView(camera.size()));
    else if (event.key === "Enter" && selected !== undefined) flyTo(camera, selected);
    else if (event.key === "Escape" && selected !== undefined) onSelect(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={frame}
      // A map is moved by its own keys, which a screen reader must pass on.
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys of the map.
      tabIndex={0}
      aria-label={mapMessages.canvas(sheet.count)}
      aria-describedby={`${id}-keys`}
      onKeyDown={onKeyDown}
      style={{ touchAction: isInPage ? "pan-y" : "none" }}
      className="relative size-full overflow-hidden bg-sunk select-none focus-visible:outline-offset-[-3px]"
    >
      <div aria-hidden="true" className="pointer-events-none absolute inset-0">
        <canvas ref={dots} className="absolute inset-0 size-full" />
        <canvas ref={ink} className="absolute inset-0 size-full" />
      </div>
      <p id={`${id}-keys`} className="sr-only">
        {mapMessages.keys}
      </p>
      {needle && <LeanNeedle ref={needleElement} camera={camera} {...needle} />}
      <div className="absolute right-2 bottom-2 flex flex-col rounded-control border border-line bg-raised sm:right-4 sm:bottom-4">
        <IconButton label={mapMessages.zoomIn} onClick={() => camera.zoomGently(ZOOM_STEP)}>
          <Icon name="plus" size={18} />
        </IconButton>
        <IconButton label={mapMessages.zoomOut} onClick={() => camera.zoomGently(1 / ZOOM_STEP)}>
          <MapIcon name="minus" />
        </IconButton>
        <IconButton label={mapMessages.whole} onClick={() => camera.flyTo(wholeView(camera.size()))}>
          <MapIcon name="whole" />
        </IconButton>
        {marks.marks.length > 0 && (
          <IconButton label={mapMessages.toStation} onClick={() => camera.flyTo(ownView(camera.size()))}>
            <MapIcon name="target" />
          </IconButton>
        )}
      </div>
    </div>
  );
}

/** Moves the view only if the artist would stand at the edge or outside. */
function bringIntoSight(camera: Camera, point: Point): void {
  const [view, size] = [camera.view(), camera.size()];
  const { x, y } = toScreen(view, size, point);
  const isInside = x > 60 && y > 60 && x < size.width - 160 && y < size.height - 60;
  if (!isInside) camera.flyTo({ ...view, ...point });
}
