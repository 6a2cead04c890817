// One look at the store for all who watch an event in this process, as long as there are any.

import { AppError, isAppError } from "@/lib/errors";
import type { EventState } from "./event";
import type { OpenEvent } from "./event-queue";

export type Watcher = {
  /** What it was told last. */
  version: number;
  readonly tell: (open: OpenEvent) => void;
  readonly onEnd: () => void;
};

export type Watch = {
  /** Returns the way to stop. Throws AppError("too_many_requests") when there are MAX_WATCHERS. */
  add(watcher: Watcher): () => void;
  /** Tells all that there is nothing more to come. */
  end(): void;
};

export type WatchDeps = {
  /** Throws AppError("gone"). */
  readonly load: () => Promise<EventState>;
  readonly open: (event: EventState) => OpenEvent;
  readonly log: (message: string, error: unknown) => void;
  /** Called when the last one has stopped. */
  readonly onLeft: () => void;
};

const LOOK_MS = 250;
/** Of one event in one process: twice as many as it can have guests. */
export const MAX_WATCHERS = 1_000;
const FULL_RETRY_MS = 30_000;

export function startWatch({ load, open, log, onLeft }: WatchDeps): Watch {
  const watchers = new Set<Watcher>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFailing = false;

  const end = (): void => {
    for (const { onEnd } of [...watchers]) onEnd();
  };
  const look = async (): Promise<void> => {
    const event = await load();
    isFailing = false;
    // Somebody who came while this was read may have been told of a later one.
    const late = [...watchers].filter(({ version }) => version < event.version);
    if (late.length === 0) return;
    const news = open(event);
    for (const watcher of late) {
      watcher.version = event.version;
      watcher.tell(news);
    }
  };
  const fail = (error: unknown): void => {
    if (isAppError(error, "gone")) end();
    // A store that is away is away at every look.
    else if (!isFailing) log("an event could not be read", error);
    isFailing = true;
  };
  const lookAgain = (): void => {
    timer = setTimeout(async () => {
      await look().catch(fail);
      if (watchers.size > 0) lookAgain();
    }, LOOK_MS);
  };

  return {
    add(watcher) {
      if (watchers.size >= MAX_WATCHERS) {
        const message = `${MAX_WATCHERS} look on at this event already. Come back later.`;
        throw new AppError("too_many_requests", message, { retryAfterMs: FULL_RETRY_MS });
      }
      if (watchers.size === 0) {
        clearTimeout(timer);
        lookAgain();
      }
      watchers.add(watcher);
      return () => {
        if (!watchers.delete(watcher) || watchers.size > 0) return;
        clearTimeout(timer);
        onLeft();
      };
    },
    end,
  };
}
