// The start and the end of a process: what cannot start says why, once and in words, and ends with exit code 1. Told to
// stop, the framework takes no more connections and finishes the requests under way; here is the limit to that.

import "server-only";
import { type Container, getContainer } from "./container";

/** Within what Docker and most others wait before they kill (10 s). */
const STOP_LIMIT_MS = 8_000;
const EXIT_CODE_OF_SIGTERM = 143;

export async function startOrExit(): Promise<void> {
  try {
    stopInTime(await getContainer());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function stopInTime({ store, events, log }: Container): void {
  process.once("SIGTERM", () => {
    log.info("stopping: no new requests, those under way are finished");
    // They never end by themselves; their readers come again, to another replica.
    events.endWatches();
    const limit = setTimeout(() => {
      log.warn({ afterMs: STOP_LIMIT_MS }, "stopped with requests under way");
      void store.close().finally(() => process.exit(EXIT_CODE_OF_SIGTERM));
    }, STOP_LIMIT_MS);
    limit.unref();
  });
}
