// Which names stand on the map at which zoom: the best known first, none over another, and none that comes and goes.
// A name that has found room at one level keeps it at all closer ones, where everything lies farther apart.

import type { Point } from "./grid";

/** What wants a name: where it stands, and its name's box around that point, in pixels. */
export type Named = Point & {
  readonly left: number;
  readonly right: number;
  readonly up: number;
  readonly down: number;
  /** The first level at which it may be named. */
  readonly from: number;
};

/** Levels stand half an octave apart: the scale doubles every second one. */
export const LEVELS = 12;
export const scaleOfLevel = (level: number): number => 2 ** (level / 2);

/** The level whose names fit at this zoom, 1 = the whole map. */
export const levelAt = (zoom: number): number =>
  Math.min(LEVELS - 1, Math.max(0, Math.floor(2 * Math.log2(Math.max(zoom, 1)) + 1e-6)));

export const NEVER = 255;
/** Free room around a name, so that the map stays a map. */
const ROOM_X = 16;
const ROOM_Y = 9;
const CELL = 96;

export type LabelPlan = {
  /** The first level at which each is named, up to the level asked for; NEVER for those that found no room yet. */
  readonly upTo: (level: number) => Uint8Array;
};

/**
 * Greedy, in the order given. Each level is worked out when it is first asked for: the close ones take some tens of
 * milliseconds for a whole catalogue.
 * @param scale pixels per unit of the map at level 0
 */
export function planLabels(items: readonly Named[], scale: number): LabelPlan {
  const first = new Uint8Array(items.length).fill(NEVER);
  let done = 0;
  const work = (level: number) => {
    const taken = createRoom(scale * scaleOfLevel(level));
    items.forEach((item, at) => {
      if ((first[at] ?? NEVER) < level) taken.take(item);
    });
    items.forEach((item, at) => {
      if (first[at] === NEVER && item.from <= level && taken.isFree(item)) {
        taken.take(item);
        first[at] = level;
      }
    });
  };
  return {
    upTo(level) {
      for (; done <= level; done++) work(done);
      return first;
    },
  };
}

/** The boxes that are taken at one scale, in cells of the screen. */
function createRoom(scale: number) {
  const cells = new Map<number, Named[]>();
  const visit = (item: Named, call: (key: number) => boolean): boolean => {
    const [x, y] = [item.x * scale, item.y * scale];
    const right = Math.floor((x + item.right + ROOM_X) / CELL);
    const bottom = Math.floor((y + item.down + ROOM_Y) / CELL);
    for (let row = Math.floor((y - item.up - ROOM_Y) / CELL); row <= bottom; row++) {
      for (let column = Math.floor((x - item.left - ROOM_X) / CELL); column <= right; column++) {
        if (!call(row * 65_536 + column)) return false;
      }
    }
    return true;
  };
  const collide = (a: Named, b: Named) =>
    Math.abs(a.x - b.x) * scale < (a.x < b.x ? a.right + b.left : a.left + b.right) + ROOM_X &&
    Math.abs(a.y - b.y) * scale < (a.y < b.y ? a.down + b.up : a.up + b.down) + ROOM_Y;
  return {
    isFree: (item: Named): boolean =>
      visit(item, (key) => !cells.get(key)?.some((other) => collide(item, other))),
    take(item: Named): void {
      visit(item, (key) => {
        const known = cells.get(key);
        if (known) known.push(item);
        else cells.set(key, [item]);
        return true;
      });
    },
  };
}

/** About as wide as a proportional face of this size sets it; wide scripts take about twice the room. */
export function widthOf(text: string, size: number): number {
  let length = 0;
  for (const letter of text) length += letter.charCodeAt(0) > 0x2e80 ? 1.05 : 0.54;
  return length * size;
}
