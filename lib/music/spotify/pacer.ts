// Sends calls at a pace: so many within a rolling window, so many at once, the more urgent first.
// The clock and the waiting are parameters, so that a day can be played in a minute.

export type PacerOptions = {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Calls begun at most within `windowMs`. */
  readonly callsPerWindow: number;
  readonly windowMs: number;
  /** Calls under way at once. */
  readonly concurrency: number;
};

export interface Pacer {
  /** Runs the call when its turn comes; rejects with the reason of a signal that is aborted before. */
  run<Result>(
    call: () => Promise<Result>,
    options: { readonly priority: number; readonly signal: AbortSignal },
  ): Promise<Result>;
}

/** Share of a window that is left to calls of this priority or more: music starts though everything else is searching. */
const KEPT_FOR_STARTS = 0.2;
const PRIORITY_OF_STARTS = 10;

type Waiting = { readonly priority: number; readonly begin: () => void };

export function createPacer(options: PacerOptions): Pacer {
  const { now, sleep, callsPerWindow, windowMs, concurrency } = options;
  const kept = Math.floor(callsPerWindow * KEPT_FOR_STARTS);
  const waiting: Waiting[] = [];
  const begun: number[] = [];
  let running = 0;
  let isAsleep = false;

  const pump = (): void => {
    while (waiting.length > 0 && running < concurrency) {
      while (begun[0] !== undefined && begun[0] <= now() - windowMs) begun.shift();
      const isStart = (waiting[0]?.priority ?? 0) >= PRIORITY_OF_STARTS;
      if (begun.length >= callsPerWindow - (isStart ? 0 : kept)) {
        doze();
        return;
      }
      begun.push(now());
      waiting.shift()?.begin();
    }
  };
  const doze = (): void => {
    if (isAsleep) return;
    isAsleep = true;
    void sleep(Math.max(1, (begun[0] ?? now()) + windowMs - now())).then(() => {
      isAsleep = false;
      pump();
    });
  };

  return {
    run: (call, { priority, signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const leave = () => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal.reason);
        };
        const turn: Waiting = {
          priority,
          begin: () => {
            signal.removeEventListener("abort", leave);
            running += 1;
            call()
              .then(resolve, reject)
              .finally(() => {
                running -= 1;
                pump();
              });
          },
        };
        signal.addEventListener("abort", leave, { once: true });
        // Behind those of the same priority, before the less urgent.
        const place = waiting.findIndex((other) => other.priority < priority);
        waiting.splice(place === -1 ? waiting.length : place, 0, turn);
        pump();
      }),
  };
}
