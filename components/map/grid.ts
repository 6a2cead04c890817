// Points of the plane in a grid, so that what is in sight or near is found without looking at all of them.

export type Point = { readonly x: number; readonly y: number };
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type Grid = {
  /** Calls for each point of the cells that the box touches: those in it, and a few around it. */
  readonly visit: (box: Box, call: (point: number) => void) => void;
  /** The nearest points, nearest first, without those that `skip` names. */
  readonly nearest: (at: Point, limit: number, skip?: (point: number) => boolean) => number[];
};

/** Cells along a side of [-1, 1]. */
const CELLS = 96;

/** @param points x, y, x, y; each in [-1, 1] */
export function createGrid(points: Float32Array): Grid {
  const count = points.length / 2;
  const starts = new Uint32Array(CELLS * CELLS + 1);
  const cellOf = (point: number) => toCell(points[2 * point + 1]) * CELLS + toCell(points[2 * point]);
  for (let point = 0; point < count; point++) bump(starts, cellOf(point) + 1);
  for (let cell = 0; cell < CELLS * CELLS; cell++) bump(starts, cell + 1, starts[cell]);
  const next = starts.slice();
  const ids = new Uint32Array(count);
  for (let point = 0; point < count; point++) {
    const cell = cellOf(point);
    ids[next[cell] ?? 0] = point;
    bump(next, cell);
  }
  const visit: Grid["visit"] = ({ left, top, right, bottom }, call) => {
    for (let row = toCell(top); row <= toCell(bottom); row++) {
      const from = starts[row * CELLS + toCell(left)] ?? 0;
      const to = starts[row * CELLS + toCell(right) + 1] ?? 0;
      for (let at = from; at < to; at++) call(ids[at] ?? 0);
    }
  };
  const distance = (point: number, at: Point) =>
    ((points[2 * point] ?? 0) - at.x) ** 2 + ((points[2 * point + 1] ?? 0) - at.y) ** 2;
  return {
    visit,
    nearest(at, limit, skip = () => false) {
      // A box finds all within its half side; more than that may lie nearer outside of it.
      for (let reach = 2 / CELLS; ; reach *= 2) {
        const found: { point: number; far: number }[] = [];
        visit(
          { left: at.x - reach, top: at.y - reach, right: at.x + reach, bottom: at.y + reach },
          (point) => {
            if (!skip(point)) found.push({ point, far: distance(point, at) });
          },
        );
        const near = found.filter(({ far }) => far <= reach * reach);
        if (near.length < limit && reach < 4) continue;
        return near
          .sort((a, b) => a.far - b.far || a.point - b.point)
          .slice(0, limit)
          .map(({ point }) => point);
      }
    },
  };
}

function bump(values: Uint32Array, at: number, by = 1): void {
  values[at] = (values[at] ?? 0) + by;
}

const toCell = (value = 0): number => Math.min(CELLS - 1, Math.max(0, Math.floor(((value + 1) / 2) * CELLS)));
