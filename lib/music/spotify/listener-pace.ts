// How much of a listener's hour is left: the day's calls are everybody's, and nobody shall spend them in an evening.
// Counted by each process for itself; it slows discoveries down and forbids nothing.

export interface ListenerPace {
  /** Notes a call that is sent for a listener. */
  note(listener: string): void;
  /** Share of an hour's calls that is left, 1 to 0. The first hour of all, when nothing is known, has no limit. */
  left(listener: string): number;
  /** Deletes what is known of a listener. */
  forget(listener: string): void;
}

const HOUR_MS = 3_600_000;
/** Calls of an hour after which discoveries wait; songs that start go on costing some. */
const CALLS_AN_HOUR = 8;
/** Listeners that are remembered; the one who was silent longest goes first. */
const MOST_LISTENERS = 10_000;

export function createListenerPace(now: () => number): ListenerPace {
  const listeners = new Map<string, { readonly since: number; readonly calls: readonly number[] }>();
  const recent = (calls: readonly number[]) => calls.filter((at) => at > now() - HOUR_MS);
  return {
    forget: (listener) => void listeners.delete(listener),
    note(listener) {
      const { since, calls } = listeners.get(listener) ?? { since: now(), calls: [] };
      listeners.delete(listener);
      listeners.set(listener, { since, calls: [...recent(calls), now()] });
      const [oldest] = listeners.keys();
      if (listeners.size > MOST_LISTENERS && oldest !== undefined) listeners.delete(oldest);
    },
    left(listener) {
      const { since, calls } = listeners.get(listener) ?? { since: now(), calls: [] };
      if (now() - since < HOUR_MS) return 1;
      return Math.max(0, 1 - recent(calls).length / CALLS_AN_HOUR);
    },
  };
}
