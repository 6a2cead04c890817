// Callers that ask the same thing at the same time share one call.
// A caller that gives up leaves the call to the others; it is aborted when the last one has gone.

export interface SingleFlight {
  run<Result>(
    key: string,
    signal: AbortSignal | undefined,
    call: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
}

type Flight = { readonly promise: Promise<unknown>; readonly controller: AbortController; waiting: number };

export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>();

  const start = (key: string, call: (signal: AbortSignal) => Promise<unknown>): Flight => {
    const controller = new AbortController();
    const promise = call(controller.signal).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight = { promise, controller, waiting: 0 };
    flights.set(key, flight);
    return flight;
  };

  return {
    async run<Result>(
      key: string,
      signal: AbortSignal | undefined,
      call: (signal: AbortSignal) => Promise<Result>,
    ) {
      signal?.throwIfAborted();
      const flight = flights.get(key) ?? start(key, call);
      flight.waiting++;
      try {
        // The same key always stands for the same call, hence for the same result.
        return (await untilAborted(flight.promise, signal)) as Result;
      } finally {
        flight.waiting--;
        if (flight.waiting === 0) {
          if (flights.get(key) === flight) flights.delete(key);
          flight.controller.abort();
        }
      }
    },
  };
}

function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
