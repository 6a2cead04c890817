// The tuning scale: where each artist stands between home and far, and where the radio is picking from.
// Distance = how much less an artist scores than the best one, with the dial turned home. Home is what the listener
// asked for and knows; far is what only the vectors know. Turning the dial outwards never brings the picks closer.

import { type Moment, nextArtists, type PoolArtist, type Setting, scoreOf, toFamiliarity } from "./rank";

export type Place = {
  readonly name: string;
  /** 0 = home, 1 = the farthest that the dial can reach; may lie beyond. */
  readonly x: number;
  /** Prior of the artist, 0 to 1 over the pool: the length of its tick. */
  readonly renown: number;
};

export type Light = { readonly needle: number; readonly from: number; readonly to: number };

const DRAG_STEPS = Array.from({ length: 21 }, (_, step) => step / 20);
/** Dial positions at which the reach of the scale is probed. */
const PROBES = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

export type Scale = {
  readonly places: readonly Place[];
  /** Artists that some position of the dial would play, in the order in which it finds them. */
  readonly reachable: readonly string[];
  /** Where an artist stands that may not be in the pool, e.g. the one that plays and therefore rests. */
  readonly placeOf: (artist: Pick<PoolArtist, "name" | "terms">) => Place;
  /** The dial position whose needle stands nearest to `x`: for dragging the needle itself. */
  readonly wanderAt: (x: number) => number;
};

export function createScale(moment: Moment, setting: Setting): Scale {
  const nextAt = (wander: number) =>
    nextArtists(moment, { ...setting, familiarity: toFamiliarity(wander, moment.homeFamiliarity) });
  const reachable = [...new Set(PROBES.flatMap(nextAt))];
  const homeScore = ({ terms }: Pick<PoolArtist, "terms">) =>
    scoreOf(terms, { ...setting, familiarity: moment.homeFamiliarity });
  const found = moment.pool.filter((artist) => reachable.includes(artist.name));
  const best = Math.max(...moment.pool.map(homeScore));
  const span = best - Math.min(...found.map(homeScore)) || 1;
  const renowned = Math.max(...moment.pool.map((artist) => artist.terms.familiarity)) || 1;
  const place = (artist: Pick<PoolArtist, "name" | "terms">): Place => ({
    name: artist.name,
    x: (best - homeScore(artist)) / span,
    renown: Math.min(artist.terms.familiarity / renowned, 1),
  });
  const places = moment.pool.map(place);
  let needles: readonly number[] | undefined;
  return {
    places,
    reachable,
    placeOf(artist) {
      const known = place(moment.pool.find((other) => other.name === artist.name) ?? artist);
      return { ...known, x: Math.min(Math.max(known.x, 0), 1) };
    },
    wanderAt(x) {
      needles ??= DRAG_STEPS.map((wander) => lightOf(places, nextAt(wander))?.needle ?? 0);
      const gaps = needles.map((needle) => Math.abs(needle - x));
      return DRAG_STEPS[gaps.indexOf(Math.min(...gaps))] ?? 0;
    },
  };
}

/** The needle is the mean place of the next artists, the light reaches from the nearest to the farthest. */
export function lightOf(places: readonly Place[], next: readonly string[]): Light | undefined {
  const xs = places.filter((place) => next.includes(place.name)).map((place) => place.x);
  if (xs.length === 0) return undefined;
  return {
    needle: xs.reduce((sum, x) => sum + x, 0) / xs.length,
    from: Math.min(...xs),
    to: Math.max(...xs),
  };
}

export type Label = {
  readonly name: string;
  readonly x: number;
  readonly row: number;
  /** The name stands left of its mark, because it would leave the scale on the right. */
  readonly flipped: boolean;
};

export type LabelSpace = {
  readonly width: number;
  readonly rows: number;
  /** Width of a name in pixels, with its mark. */
  readonly measure: (name: string) => number;
  /** Rows of names that already stand on the scale: they keep them where they can. */
  readonly held?: ReadonlyMap<string, number>;
};

const GAP_PX = 10;

/** Sets as many names as fit without touching, the first in `order` first; a name that finds no row is left out. */
export function placeLabels(
  places: readonly Place[],
  order: readonly string[],
  { width, rows, measure, held }: LabelSpace,
): Label[] {
  const byName = new Map(places.map((place) => [place.name, place]));
  const taken: { from: number; to: number }[][] = Array.from({ length: rows }, () => []);
  const labels: Label[] = [];
  for (const [index, name] of order.entries()) {
    const place = byName.get(name);
    if (!place || place.x > 1) continue;
    const length = measure(name);
    const at = place.x * width;
    const flipped = at + length > width;
    const from = flipped ? at - length : at;
    if (from < 0) continue;
    // Rows are tried in turn from another one each time, so that neighbours do not pile up in the first.
    const first = held?.get(name) ?? (index * 2) % rows;
    const row = taken
      .map((_, step) => (step + first) % rows)
      .find((candidate) =>
        taken[candidate]?.every((other) => from >= other.to + GAP_PX || from + length + GAP_PX <= other.from),
      );
    if (row === undefined) continue;
    taken[row]?.push({ from, to: from + length });
    labels.push({ name, x: place.x, row, flipped });
  }
  return labels;
}
