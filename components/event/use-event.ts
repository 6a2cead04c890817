import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type EventBody, type EventView, eventOptions, eventStreamPath } from "@/lib/api/events";

export type LiveEvent = {
  readonly event: EventBody | undefined;
  readonly error: Error | null;
  /** false while the stream is on its way, at first or again. */
  readonly isLive: boolean;
};

/** An event as it is now: read once, then told of each change. The browser reconnects the stream by itself. */
export function useEvent(code: string): LiveEvent {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const { data, error } = useQuery(eventOptions(code));
  const isHost = data?.host !== undefined;
  const isOver = error !== null || data?.ended === true;
  const isLoaded = data !== undefined;
  useEffect(() => {
    if (!isLoaded || isOver) return;
    const stream = new EventSource(eventStreamPath(code));
    const { queryKey } = eventOptions(code);
    stream.onopen = () => setLive(true);
    stream.onerror = () => setLive(false);
    stream.onmessage = (message) => {
      const view: EventView = JSON.parse(message.data);
      client.setQueryData(queryKey, (before) => before && { ...before, ...view });
      // What only the host may see is not in the stream.
      if (isHost) void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
    };
    return () => stream.close();
  }, [client, code, isHost, isLoaded, isOver]);
  return { event: data, error, isLive };
}
