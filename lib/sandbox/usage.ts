// Rolling windows over calls: the rate limit and the daily quotas count in them, and the page of switches shows them.
// Times come in order, so a window forgets from its front and never searches.

export type CallWindow = {
  readonly times: number[];
  /** How many of `times`, from the front, have left the window already. */
  gone: number;
  /** Calls that found the window full, since the last reset. */
  refused: number;
};

const COMPACT_AT = 1_024;

export function createWindow(): CallWindow {
  return { times: [], gone: 0, refused: 0 };
}

/** Notes a call; where the window is full, how long until a place is free, in milliseconds. */
export function spend(
  window: CallWindow,
  {
    windowMs,
    max,
    now,
  }: { readonly windowMs: number; readonly max?: number | undefined; readonly now: number },
): number | undefined {
  const used = usedOf(window, { windowMs, now });
  if (max !== undefined && used >= max) {
    window.refused += 1;
    return reopensAt(window, { windowMs, max, now }) - now;
  }
  window.times.push(now);
  return undefined;
}

/** Calls in the window now. */
export function usedOf(
  window: CallWindow,
  { windowMs, now }: { readonly windowMs: number; readonly now: number },
): number {
  while (window.gone < window.times.length && (window.times[window.gone] ?? 0) <= now - windowMs)
    window.gone += 1;
  if (window.gone >= COMPACT_AT) {
    window.times.splice(0, window.gone);
    window.gone = 0;
  }
  return window.times.length - window.gone;
}

/** When a call will be let in again; `now` where one would be at once. */
export function reopensAt(
  window: CallWindow,
  { windowMs, max, now }: { readonly windowMs: number; readonly max: number; readonly now: number },
): number {
  const used = usedOf(window, { windowMs, now });
  if (used < max) return now;
  // A window that was made smaller than what is in it opens only when enough calls have left.
  const leaver = window.times[window.gone + used - Math.max(1, max)];
  return (leaver ?? now) + windowMs;
}
