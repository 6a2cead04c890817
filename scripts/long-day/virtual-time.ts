// A clock that only moves when nothing is left to do: days pass in minutes. Stands in for the timers and for Date.now, so
// that the code of the page runs as it is; whatever takes a clock as a parameter gets this one.

export type VirtualTime = {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Runs until this time is reached. */
  runUntil(time: number): Promise<void>;
  /** Puts the real timers back. */
  release(): void;
};

type Timer = { at: number; readonly order: number; readonly run: () => void; readonly everyMs?: number };

/** Turns of the real event loop after which a chain of promises over memory has come to rest. */
const TURNS_TO_REST = 4;

export function startVirtualTime(start: number): VirtualTime {
  let time = start;
  let order = 0;
  const timers = new Map<number, Timer>();
  const add = (run: () => void, ms: number, isRepeated: boolean): number => {
    order += 1;
    const wait = Math.max(1, ms);
    timers.set(order, { at: time + wait, order, run, ...(isRepeated && { everyMs: wait }) });
    return order;
  };
  const remove = (id: unknown): void => {
    if (typeof id === "number") timers.delete(id);
  };
  const real = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
    now: Date.now,
  };
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0) => add(run, ms, false),
    setInterval: (run: () => void, ms = 0) => add(run, ms, true),
    clearTimeout: remove,
    clearInterval: remove,
  });
  Date.now = () => time;

  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < TURNS_TO_REST; turn++) await new Promise(setImmediate);
  };
  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers.values()) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
        first = timer;
    }
    return first;
  };

  return {
    now: () => time,
    sleep: (ms) => new Promise((resolve) => void add(resolve, ms, false)),
    async runUntil(end) {
      for (;;) {
        await rest();
        const timer = earliest();
        if (!timer || timer.at > end) break;
        time = timer.at;
        if (timer.everyMs === undefined) timers.delete(timer.order);
        else timer.at += timer.everyMs;
        timer.run();
      }
      time = end;
    },
    release() {
      Object.assign(globalThis, { ...real, now: undefined });
      Date.now = real.now;
    },
  };
}
