// Figures of an evening under load: how long its votes took, and whether memory is flat.

/** Memory after a collection differs by some percent from look to look; over a third of an evening no leak hides in that. */
const FLAT = 1.05;

/** @param {number} before @param {number} after middle values of two equally long parts */
export const isFlat = (before, after) => after <= before * FLAT;

/**
 * Of each vote, the milliseconds until everybody saw it who looked on when it was sent and for `withinMs` after;
 * Infinity where somebody never did.
 *
 * @param {readonly { sentAt: number, version: number }[]} votes
 * @param {readonly { from: number, until: number, versions: readonly number[], at: readonly number[] }[]} stays
 *   versions ascend; `until` 0 = still there
 */
export const delaysUntilSeen = (votes, stays, withinMs) =>
  votes.map(({ sentAt, version }) => {
    let latest = 0;
    for (const { from, until, versions, at } of stays) {
      if (from > sentAt || (until > 0 && until < sentAt + withinMs)) continue;
      const index = lowerBound(versions, version);
      latest = Math.max(latest, (at[index] ?? Number.POSITIVE_INFINITY) - sentAt);
    }
    return latest;
  });

/** Place of the first that is not below `value`. */
function lowerBound(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values) => quantile(values, 0.5);
