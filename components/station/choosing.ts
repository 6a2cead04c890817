// Asks the server for what comes next, one question at a time; the old answer stands until the new one is there.

import { isAppError } from "@/lib/api/client";
import type { NextResponse } from "@/lib/api/schemas";
import { coalesce } from "./coalesce";
import { cue, isProposed } from "./history";
import type { StationMemory, StationStoreOptions } from "./station-state";

/** Five to show and one to play. */
const QUEUE_COUNT = 6;

/** Returns `refresh`: chooses anew from the station as it is now. Failures are left in the state. */
export function createChoosing(
  memory: StationMemory,
  { next, now }: Pick<StationStoreOptions, "next" | "now">,
): () => Promise<void> {
  const { get, set, change } = memory;

  const accept = (answer: NextResponse) => {
    const { current, queue, leaving } = get();
    // A service in trouble may have nothing: what is queued keeps playing.
    const fresh = answer.tracks.length > 0 ? answer.tracks : queue;
    const keep = current && isProposed(current) && !leaving ? undefined : current;
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

  const ask = () => next(memory.request(QUEUE_COUNT));

  /** A model may be taken from the installation after it was chosen here: its default then goes on. */
  const askWithoutModel = (error: unknown) => {
    const { model, ...knobs } = get().knobs;
    if (model === undefined || !isAppError(error, "invalid_request")) throw error;
    change({ knobs });
    return ask();
  };

  return coalesce(
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
}
