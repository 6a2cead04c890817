// Runs one request at a time: calls that come meanwhile are answered by one more run, and only its result counts.

/** Resolves when a run that began after the call has been taken. */
export type Coalesced = () => Promise<void>;

/** `take` gets each result that no later call has made stale. */
export function coalesce<T>(run: () => Promise<T>, take: (result: T) => void): Coalesced {
  let running: Promise<void> | undefined;
  let again = false;

  const loop = async () => {
    do {
      again = false;
      const result = await run();
      if (!again) take(result);
    } while (again);
  };

  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = loop().finally(() => {
      running = undefined;
    });
    return running;
  };
}
