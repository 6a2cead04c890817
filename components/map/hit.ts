// What a tap on the map means: the artist under the finger, by dot or by name, the station's and the well known first.

import type { Point } from "./grid";
import { levelAt, widthOf } from "./labels";
import type { MapSheet } from "./map-sheet";
import { pointOf } from "./map-sheet";
import { NAME_GAP, NAME_PX, type Plan } from "./plan";
import { fitScale, type Size, toMap, toScreen, type View } from "./projection";

/** A finger is about this far off. */
const REACH_PX = 22;
/** So near to a dot it is the dot that was meant, not a name that lies over it. */
const DOT_PX = 4;
/** The longest name reaches this far to the right of its dot. */
const NAME_REACH_PX = 260;

export type Target = {
  readonly sheet: MapSheet;
  readonly plan: Plan;
  readonly view: View;
  readonly size: Size;
  readonly isMarked: (artist: number) => boolean;
};

/** The artist at a point of the screen, or undefined where there is none. */
export function artistAt(at: Point, target: Target): number | undefined {
  const { sheet, plan, view, size, isMarked } = target;
  const level = levelAt(view.scale / fitScale(size));
  const from = toMap(view, size, { x: at.x - NAME_REACH_PX, y: at.y - REACH_PX });
  const to = toMap(view, size, { x: at.x + REACH_PX, y: at.y + REACH_PX });
  let best: number | undefined;
  let bestCost = REACH_PX;
  sheet.grid.visit({ left: from.x, top: from.y, right: to.x, bottom: to.y }, (artist) => {
    const place = toScreen(view, size, pointOf(sheet, artist));
    const isNamed = plan.namesArtist(artist, level);
    const toDot = distance(at, place);
    const far = isNamed ? Math.min(distanceToName(at, place, sheet.names[artist] ?? ""), toDot) : toDot;
    if (far > REACH_PX) return;
    const known = toDot <= DOT_PX ? 10 : isNamed ? 8 : 5 * (sheet.fame[artist] ?? 0);
    const cost = far - (isMarked(artist) ? 12 : known);
    if (cost >= bestCost) return;
    best = artist;
    bestCost = cost;
  });
  return best;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** 0 on the name itself. */
function distanceToName(at: Point, dot: Point, name: string): number {
  const right = dot.x + NAME_GAP + widthOf(name, NAME_PX);
  const dx = Math.max(dot.x - at.x, 0, at.x - right);
  const dy = Math.max(Math.abs(at.y - dot.y) - NAME_PX / 2, 0);
  return Math.hypot(dx, dy);
}

/** The nearest artist to the right, left, above or below of one, or undefined at the edge: for the arrow keys. */
export function neighbourTowards(
  { sheet }: Pick<Target, "sheet">,
  artist: number,
  way: Point,
  skip: (artist: number) => boolean = () => false,
): number | undefined {
  const from = pointOf(sheet, artist);
  const isThatWay = (other: number) => {
    const { x, y } = pointOf(sheet, other);
    const along = (x - from.x) * way.x + (y - from.y) * way.y;
    const aside = Math.abs((x - from.x) * way.y) + Math.abs((y - from.y) * way.x);
    return along > 0 && aside <= along;
  };
  return sheet.grid.nearest(from, 1, (other) => other === artist || skip(other) || !isThatWay(other))[0];
}
