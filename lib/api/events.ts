// Fetchers of events: for the page of the host and for guests without an account.

import { queryOptions } from "@tanstack/react-query";
import { call } from "./client";
import type {
  EventBody as EventAnswer,
  EventSong,
  EventView,
  HostActionBody,
  VoiceBody,
} from "./event-schemas";
import type { ShareRequest } from "./sharing";

export type { EventSong, EventView, HostActionBody };

/** An event as a page holds it. */
export type EventBody = EventAnswer & {
  /** The version of what the stream does not tell: the host's part, and what this device said. */
  readonly read: number;
};

const path = (code: string, what = ""): string => `/api/events/${encodeURIComponent(code)}${what}`;

export const eventStreamPath = (code: string): string => path(code, "/stream");

export const createEvent = (body: ShareRequest) =>
  call<{ readonly code: string; readonly url: string }>("/api/events", {
    method: "POST",
    body,
    fields: ["code"],
  });

export const eventOptions = (code: string) =>
  queryOptions({
    queryKey: ["event", code],
    queryFn: async ({ client, queryKey, signal }): Promise<EventBody> => {
      const answer = await call<EventAnswer>(path(code), { signal, fields: ["version", "queue", "mine"] });
      const before = client.getQueryData<EventBody>(queryKey);
      // The stream may have told of more than this answer knew when it set out.
      const newest = before && before.version > answer.version ? before : answer;
      return { ...newest, mine: answer.mine, host: answer.host, read: answer.version };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The event as the stream tells of it, unless it is known to be newer already. */
export const withView = (event: EventBody, view: EventView): EventBody =>
  event.version > view.version ? event : { ...event, ...view };

const joinEvent = (code: string) => call<void>(path(code, "/guest"), { method: "POST", fields: [] });

/** Says it as this device, which becomes a guest with its first word. */
export async function speak(code: string, voice: VoiceBody): Promise<EventBody["mine"]> {
  await joinEvent(code);
  const answer = await call<{ readonly mine: EventBody["mine"] }>(path(code, "/voice"), {
    method: "PUT",
    body: voice,
    fields: ["mine"],
  });
  return answer.mine;
}

export const actAsHost = (code: string, body: HostActionBody) =>
  call<{ readonly version: number }>(path(code), { method: "PATCH", body, fields: ["version"] });

export const playNext = (code: string, after: number) =>
  call<EventSong>(path(code, "/next"), { method: "POST", body: { after }, fields: ["track_id", "uri"] });

export const endEvent = (code: string, keep: boolean) =>
  call<{ readonly station_id?: string }>(path(code, "/end"), { method: "POST", body: { keep }, fields: [] });
