// Asks the server for what comes next, one question at a time; the old answer stands until the new one is there.
// What the listener says chooses all of it anew; a song that just ends adds to what is announced, so that this stands; songs
// skipped in a row take out of it what would not be chosen any more.

import { isAppError } from "@/lib/api/client";
import type { NextResponse, Pick } from "@/lib/api/schemas";
import { coalesce } from "./coalesce";
import { cue, isProposed } from "./history";
import type { StationMemory, StationStoreOptions } from "./station-state";

/** One to play, five to show, and some that only the device knows: it goes on through them without a call. */
const PLAYING_COUNT = 24;
/** Whoever only looks at a station may look at others too: artists of whom nothing is known cost a call each. */
const LOOKING_COUNT = 12;

type Options = {
  readonly next: StationStoreOptions["next"];
  readonly isActive: StationStoreOptions["isActive"];
  readonly now: () => number;
};

export type Choosing = {
  /** Chooses anew from the station as it is now. Failures are left in the state. */
  refresh(): Promise<void>;
  /** Chooses anew, and lets stand what of the queue is chosen again, as long as the first choice is in it. */
  review(): Promise<void>;
  /** Chooses what follows the last of the queue. */
  extend(): Promise<void>;
  /** The next answer is a new choice, even where it was asked to extend. */
  outdate(): void;
};

export function createChoosing(memory: StationMemory, { next, now, isActive }: Options): Choosing {
  const { get, set, change } = memory;
  /** The queue does not fit the station any more. */
  let isOutdated = true;
  /** What is in it may still be chosen. */
  let isReviewed = false;
  /** Picks that stand, for the question under way. */
  let standing: readonly Pick[] = [];

  const accept = (answer: NextResponse) => {
    const { current, queue, held, leaving } = get();
    const again = isReviewed ? chosenAgain(queue, answer.tracks) : [];
    // Also what the listener has put in order since the question was asked.
    const stands = queue.filter(
      (pick) => standing.includes(pick) || again.includes(pick) || held.includes(pick.track_id),
    );
    const added = answer.tracks.filter(
      (pick) =>
        stands.every(({ track_id }) => track_id !== pick.track_id) &&
        again.every(({ artist }) => artist !== pick.artist),
    );
    // A service in trouble may have nothing: what is queued keeps playing.
    const fresh = answer.tracks.length > 0 ? [...stands, ...added] : queue;
    isOutdated = false;
    isReviewed = false;
    const isOpen = stands.length === 0;
    const keep = current && isProposed(current) && !leaving && isOpen ? undefined : current;
    const rest = fresh.filter((pick) => pick.track_id !== keep?.pick.track_id);
    set({
      status: "ready",
      error: undefined,
      current: keep ?? (rest[0] ? cue(rest[0], now()) : undefined),
      queue: keep ? rest : rest.slice(1),
      seed: answer.seed,
      unknown: answer.unknown,
      notice: answer.notice,
    });
  };

  const ask = () => {
    const { queue, held } = get();
    standing = isOutdated ? queue.filter(({ track_id }) => held.includes(track_id)) : queue;
    const count = isActive() ? PLAYING_COUNT : LOOKING_COUNT;
    return next(memory.request(Math.max(1, count - standing.length), standing));
  };

  /** A model may be taken from the installation after it was chosen here: its default then goes on. */
  const askWithoutModel = (error: unknown) => {
    const { model, ...knobs } = get().knobs;
    if (model === undefined || !isAppError(error, "invalid_request")) throw error;
    change({ knobs });
    return ask();
  };

  const choose = coalesce(
    async () => {
      set({ choosing: true });
      return ask()
        .catch(askWithoutModel)
        .then((answer) => ({ answer }))
        .catch((error: unknown) => {
          if (isAppError(error)) return { error };
          throw error;
        });
    },
    (result) => {
      if ("answer" in result) accept(result.answer);
      else set({ error: result.error, status: get().current ? "ready" : "failed" });
      set({ choosing: false });
    },
  );
  return {
    refresh() {
      isOutdated = true;
      isReviewed = false;
      return choose();
    },
    review() {
      // What is outdated already is chosen anew by the question under way.
      isReviewed = !isOutdated || isReviewed;
      isOutdated = true;
      return choose();
    },
    extend: choose,
    outdate() {
      isOutdated = true;
      isReviewed = false;
    },
  };
}

/** What of the queue is chosen again, in its order; nothing when the first choice is another. */
function chosenAgain(queue: readonly Pick[], chosen: readonly Pick[]): readonly Pick[] {
  const again = queue.filter((pick) => chosen.some(({ artist }) => artist === pick.artist));
  return again.some(({ artist }) => artist === chosen[0]?.artist) ? again : [];
}
