// Events between the wire's shapes and the use cases', and what is known of the device that asks.

import "server-only";
import type { EventBody, EventSong, EventView } from "@/lib/api/event-schemas";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { AppError } from "@/lib/errors";
import type { Guest } from "@/lib/share/events/event";
import type { OpenEvent } from "@/lib/share/events/event-queue";
import type { EventTrack } from "@/lib/share/events/play-next";
import type { Container } from "./container";
import { toReasons } from "./wire";

export function toEventView(catalogue: Catalogue, { event, queue }: OpenEvent): EventView {
  return {
    version: event.version,
    name: event.payload.name,
    songs: event.played.length,
    now: event.ended ? null : (event.played.at(-1)?.artist ?? null),
    queue: queue.queue.map(({ because, ...artist }) => ({
      ...artist,
      because: toReasons(catalogue, because),
    })),
    unbearable: [...queue.unbearable],
    guests: event.guests.filter(({ blocked }) => !blocked).length,
    open: event.open,
    ended: event.ended,
    played: event.played.map(({ artist }) => artist),
  };
}

export const toVoices = (guest: Guest | undefined): EventBody["mine"] => ({
  loves: guest?.loves.map(([name]) => name) ?? [],
  votes: Object.fromEntries(guest?.votes.map(([name, value]) => [name, value]) ?? []),
  blocked: guest?.blocked ?? false,
});

export const toHostView = ({ event }: OpenEvent): NonNullable<EventBody["host"]> => ({
  guests: event.guests.map(({ number, loves, votes, blocked }) => ({
    number,
    loves: loves.map(([name]) => name),
    votes: votes.length,
    blocked,
  })),
  dropped: event.dropped,
  ...(event.kept !== undefined && { kept: event.kept }),
});

export const toEventSong = (artist: string, track: EventTrack): EventSong => ({
  artist,
  track_id: track.id,
  uri: track.uri,
  title: track.title,
  artists: track.artists.map(({ name, url }) => ({ name, url })),
  album: track.album?.title,
  cover_url: track.coverUrl,
  url: track.url,
  length_seconds: track.lengthMs / 1000,
});

export const toEventUrl = ({ env }: Container, code: string): string =>
  new URL(`/e/${code}`, env.NEXTAUTH_URL).href;

/** The artist as the catalogue writes it. Throws AppError("invalid_request"). */
export function knownArtist(catalogue: Catalogue, name: string): string {
  const artist = catalogue.find(name);
  const known = artist === undefined ? undefined : catalogue.names[artist];
  if (known) return known;
  throw new AppError("invalid_request", `"${name}" is not known to the radio.`);
}
