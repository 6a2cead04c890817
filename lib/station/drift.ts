// A drift from one station to another by a set hour: the style is a blend of both that moves with the clock.
// The listener's history, words and knobs stay the station's own.

/** Unix milliseconds; before `from` it is the station's own style, after `until` wholly the other's. */
export type DriftTimes = { readonly from: number; readonly until: number };

/** How far a station has gone towards another; share in (0, 1]. */
export type SeedDrift = {
  readonly artists: { readonly name: string; readonly weight: number }[];
  readonly share: number;
};

/** Part of the way that is behind at `now`, in [0, 1], in hundredths: within one the same questions get the same answers. */
export function driftShare({ from, until }: DriftTimes, now: number): number {
  const share = (now - from) / Math.max(1, until - from);
  return Math.round(100 * Math.min(Math.max(share, 0), 1)) / 100;
}

/** Two weighted lists as one in which each has its share, however many it names. Weights are > 0. */
export function blendWeights<Key>(
  own: ReadonlyMap<Key, number>,
  other: ReadonlyMap<Key, number>,
  share: number,
): Map<Key, number> {
  if (share === 0 || other.size === 0) return new Map(own);
  const blend = new Map<Key, number>();
  const total = sum(own) || sum(other);
  const add = (weights: ReadonlyMap<Key, number>, part: number) => {
    const whole = sum(weights);
    if (part === 0 || whole === 0) return;
    for (const [key, weight] of weights) {
      blend.set(key, (blend.get(key) ?? 0) + (weight * part * total) / whole);
    }
  };
  add(own, 1 - share);
  add(other, share);
  return blend;
}

const sum = (weights: ReadonlyMap<unknown, number>): number =>
  [...weights.values()].reduce((all, weight) => all + weight, 0);
