// The upper sheet of the map: words of regions, names, the way of the music, and the station's marks by shape and colour.

import type { Point } from "./grid";
import { levelAt } from "./labels";
import type { MapSheet } from "./map-sheet";
import { pointOf } from "./map-sheet";
import type { Mark, MarkKind, Marks } from "./marks";
import { NAME_GAP, NAME_PX, type Plan, placePx } from "./plan";
import { boxInSight, fitScale, type Size, toScreen, type View } from "./projection";
import type { MapTheme } from "./theme";

export type InkState = {
  readonly sheet: MapSheet;
  readonly plan: Plan;
  readonly marks: Marks;
  readonly view: View;
  readonly size: Size;
  readonly density: number;
  readonly theme: MapTheme;
  readonly selected: number | undefined;
};

/** Names reach this far beyond their dot. */
const SIGHT_PX = 240;

export function drawInk(canvas: HTMLCanvasElement, state: InkState): void {
  const { size, density, theme, view } = state;
  const context = canvas.getContext("2d");
  if (!context) return;
  const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.textBaseline = "middle";
  const level = levelAt(view.scale / fitScale(size));
  drawPlaces(context, state, level);
  drawRoute(context, state);
  drawNames(context, state, level);
  for (const mark of state.marks.marks) drawMark(context, mark, placeOf(state, mark.artist), theme);
  if (state.selected !== undefined) drawSelected(context, state, state.selected);
}

const placeOf = ({ sheet, view, size }: InkState, artist: number): Point =>
  toScreen(view, size, pointOf(sheet, artist));

function drawPlaces(context: CanvasRenderingContext2D, state: InkState, level: number): void {
  const { sheet, plan, view, size, theme } = state;
  context.textAlign = "center";
  context.fillStyle = theme.amberInk;
  sheet.places.forEach((place, at) => {
    if (!plan.namesPlace(at, level)) return;
    const { x, y } = toScreen(view, size, place);
    if (x < -SIGHT_PX || y < -20 || x > size.width + SIGHT_PX || y > size.height + 20) return;
    context.font = `italic 400 ${placePx(place.artists).toFixed(1)}px ${theme.display}`;
    context.fillText(place.name, x, y);
  });
}

function drawNames(context: CanvasRenderingContext2D, state: InkState, level: number): void {
  const { sheet, plan, marks, view, size, theme, selected } = state;
  context.textAlign = "left";
  const marked: number[] = [];
  context.font = `400 ${NAME_PX}px ${theme.sans}`;
  context.fillStyle = theme.ink2;
  sheet.grid.visit(boxInSight(view, size, SIGHT_PX), (artist) => {
    if (artist === selected || !plan.namesArtist(artist, level)) return;
    if (marks.of.has(artist)) {
      marked.push(artist);
      return;
    }
    const { x, y } = placeOf(state, artist);
    context.fillText(sheet.names[artist] ?? "", x + NAME_GAP, y);
  });
  context.font = `600 ${NAME_PX}px ${theme.sans}`;
  context.fillStyle = theme.ink;
  for (const artist of marked) {
    const { x, y } = placeOf(state, artist);
    context.fillText(sheet.names[artist] ?? "", x + NAME_GAP + 3, y);
  }
}

/** From what was played over what plays to what comes; what comes is dashed. */
function drawRoute(context: CanvasRenderingContext2D, state: InkState): void {
  const { marks, theme } = state;
  const places = marks.route.map((artist) => placeOf(state, artist));
  const now = Math.max(0, marks.now);
  const line = (points: readonly Point[]) => {
    context.beginPath();
    for (const { x, y } of points) context.lineTo(x, y);
    context.stroke();
  };
  context.lineWidth = 1.25;
  context.strokeStyle = theme.ink3;
  context.globalAlpha = 0.45;
  line(places.slice(0, now + 1));
  context.strokeStyle = theme.amber;
  context.globalAlpha = 0.85;
  context.setLineDash([2, 4]);
  line(places.slice(now));
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Shapes tell the kinds apart, colours only underline them. The legend draws the same (mark-sign.tsx). */
function drawMark(context: CanvasRenderingContext2D, mark: Mark, { x, y }: Point, theme: MapTheme): void {
  const colour = colourOf(mark.kind, theme);
  context.save();
  context.translate(x, y);
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  const path = new Path2D(MARK_PATHS[mark.kind]);
  if (isFilled(mark.kind)) {
    context.lineWidth = 3;
    context.strokeStyle = theme.ground;
    context.stroke(path);
    context.fill(path);
  } else {
    if (mark.kind === "coming") {
      context.fillStyle = theme.ground;
      context.fill(path);
    }
    context.stroke(path);
  }
  if (mark.place !== undefined) {
    context.fillStyle = theme.amberInk;
    context.font = `600 10px ${theme.sans}`;
    context.textAlign = "center";
    context.fillText(String(mark.place), 0, 0.5);
  }
  context.restore();
}

function drawSelected(context: CanvasRenderingContext2D, state: InkState, artist: number): void {
  const { theme, sheet } = state;
  const { x, y } = placeOf(state, artist);
  context.beginPath();
  context.arc(x, y, 12, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = theme.ink;
  context.stroke();
  const name = sheet.names[artist] ?? "";
  context.font = `600 15px ${theme.sans}`;
  context.textAlign = "left";
  const wide = context.measureText(name).width;
  context.fillStyle = theme.ground;
  context.globalAlpha = 0.9;
  context.fillRect(x + 15, y - 12, wide + 10, 24);
  context.globalAlpha = 1;
  context.fillStyle = theme.ink;
  context.fillText(name, x + 20, y + 0.5);
}

const circle = (radius: number) =>
  `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;

/** Around the middle, within 8 px of it. */
export const MARK_PATHS: Readonly<Record<MarkKind, string>> = {
  playing: "M-4 -6.5L7 0L-4 6.5z",
  coming: circle(7.5),
  past: circle(3.5),
  never: "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5",
  disliked: "M-5.5 -3.5L5.5 -3.5L0 5.5z",
  liked: "M-5.5 3.5L5.5 3.5L0 -5.5z",
  style: "M0 -5.5L5.5 0L0 5.5L-5.5 0z",
};

export const isFilled = (kind: MarkKind): boolean => kind !== "coming" && kind !== "past" && kind !== "never";

const colourOf = (kind: MarkKind, theme: MapTheme): string =>
  ({
    playing: theme.amber,
    coming: theme.amber,
    past: theme.ink3,
    never: theme.dislike,
    disliked: theme.dislike,
    liked: theme.like,
    style: theme.amber,
  })[kind];
