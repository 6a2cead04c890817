import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isAppError } from "@/lib/api/client";
import { type EventBody, type EventView, eventOptions, eventStreamPath, withView } from "@/lib/api/events";

export type LiveEvent = {
  readonly event: EventBody | undefined;
  readonly error: Error | null;
  /** false while the stream is on its way, at first or again. */
  readonly isLive: boolean;
};

const AGAIN_MS = 2_000;

/** An event as it is now: read once, then told of each change. A server that is away is asked again until it is back. */
export function useEvent(code: string): LiveEvent {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { data, error } = useQuery({
    ...eventOptions(code),
    refetchInterval: ({ state }) => (state.error && !isAppError(state.error, "gone") ? AGAIN_MS : false),
  });
  const isOver = isAppError(error, "gone") || data?.ended === true;
  const isLoaded = data !== undefined;
  useEffect(() => {
    if (!isLoaded || isOver) return;
    const stream = new EventSource(eventStreamPath(code));
    const { queryKey } = eventOptions(code);
    stream.onopen = () => setLive(true);
    let again: ReturnType<typeof setTimeout> | undefined;
    stream.onerror = () => {
      setLive(false);
      // A lost connection comes back by itself; after an answer that is no stream the browser gives up.
      if (stream.readyState !== EventSource.CLOSED) return;
      again = setTimeout(() => {
        void client.invalidateQueries({ queryKey });
        setAttempt(attempt + 1);
      }, AGAIN_MS);
    };
    stream.onmessage = (message) => {
      const view: EventView = JSON.parse(message.data);
      client.setQueryData(queryKey, (before) => before && withView(before, view));
    };
    return () => {
      clearTimeout(again);
      stream.close();
    };
  }, [client, code, isLoaded, isOver, attempt]);
  // What only the host may see is not in the stream: it is read again until it is as new as what the stream has told.
  const isBehind = data?.host !== undefined && data.read < data.version;
  const read = data?.read;
  useEffect(() => {
    if (isBehind && read !== undefined)
      void client.invalidateQueries(eventOptions(code), { cancelRefetch: false });
  }, [client, code, isBehind, read]);
  return { event: data, error, isLive };
}
