// An event: a station that its guests steer. What the store keeps of it, and every change to it as a pure function.
// A song is the unit of its time, so that all replicas see the same event at whatever moment they look.

import { z } from "zod";
import { AppError } from "@/lib/errors";
import { sharePayloadSchema } from "../payload";

const name = z.string().min(1).max(300);
/** How many songs had been played when a guest said it. */
const song = z.number().int().min(0);

const guestSchema = z.object({
  /** A mark of the device, different for each event. */
  id: z.string(),
  /** What the host sees: first, second, third guest. */
  number: z.number().int(),
  /** Newest last. */
  loves: z.array(z.tuple([name, song])),
  votes: z.array(z.tuple([name, z.union([z.literal(1), z.literal(-1)]), song])),
  blocked: z.boolean(),
});
export type Guest = z.infer<typeof guestSchema>;

const playedSchema = z.object({
  artist: name,
  trackId: z.string(),
  uri: z.string(),
});
export type PlayedSong = z.infer<typeof playedSchema>;

export const eventSchema = z.object({
  host: z.string(),
  stationId: z.string(),
  payload: sharePayloadSchema,
  /** Counts the changes. */
  version: z.number().int(),
  /** New guests may join. */
  open: z.boolean(),
  ended: z.boolean(),
  guests: z.array(guestSchema),
  pinned: z.array(name),
  dropped: z.array(name),
  played: z.array(playedSchema),
  /** The playlist that the host kept of it. */
  kept: z.string().optional(),
});
export type EventState = z.infer<typeof eventSchema>;

/** Enough for a large evening, and small enough for one entry of the store. */
export const MAX_GUESTS = 500;
/** A guest has so many voices at once; the oldest gives way. */
export const MAX_LOVES = 8;
export const MAX_VOTES = 12;
const MAX_PINNED = 10;
const MAX_DROPPED = 200;

export type Voice = {
  readonly artist: string;
  readonly love?: boolean | undefined;
  readonly vote?: -1 | 0 | 1 | undefined;
};

export const newEvent = (start: Pick<EventState, "host" | "stationId" | "payload">): EventState => ({
  ...start,
  version: 0,
  open: true,
  ended: false,
  guests: [],
  pinned: [],
  dropped: [],
  played: [],
});

/**
 * Takes a guest's voice. Saying the same twice is saying it once, so a repeated request counts nothing twice.
 * Throws AppError("gone") after the end, ("forbidden") for a blocked guest, or a new one when the door is closed.
 */
export function hearVoice(event: EventState, guestId: string, voice: Voice): EventState {
  refuseEnded(event);
  const known = event.guests.find(({ id }) => id === guestId);
  if (known?.blocked) throw new AppError("forbidden", "The host has taken this voice out of the event.");
  const guest = known ?? admit(event, guestId);
  const changed = speak(guest, voice, event.played.length);
  // Who takes back what was never said says nothing, and becomes no guest by it.
  if (changed === guest) return event;
  const guests = known
    ? event.guests.map((other) => (other === known ? changed : other))
    : [...event.guests, changed];
  return next(event, { guests });
}

function admit(event: EventState, id: string): Guest {
  if (!event.open) throw new AppError("forbidden", "The host lets no new guests in at the moment.");
  if (event.guests.length >= MAX_GUESTS) {
    throw new AppError("forbidden", `This event has ${MAX_GUESTS} guests; it takes no more.`);
  }
  return { id, number: event.guests.length + 1, loves: [], votes: [], blocked: false };
}

function speak(guest: Guest, { artist, love, vote }: Voice, songs: number): Guest {
  const loved = guest.loves.some(([name]) => name === artist);
  const before = guest.votes.find(([name]) => name === artist)?.[1] ?? 0;
  const loves =
    love === undefined || love === loved
      ? guest.loves
      : love
        ? [...guest.loves, [artist, songs] as [string, number]].slice(-MAX_LOVES)
        : guest.loves.filter(([name]) => name !== artist);
  const others = guest.votes.filter(([name]) => name !== artist);
  const votes =
    vote === undefined || vote === before
      ? guest.votes
      : vote === 0
        ? others
        : [...others, [artist, vote, songs] as Guest["votes"][number]].slice(-MAX_VOTES);
  return loves === guest.loves && votes === guest.votes ? guest : { ...guest, loves, votes };
}

/** What the host may do. */
export type HostAction =
  | { readonly action: "pin" | "unpin" | "drop" | "restore"; readonly artist: string }
  | { readonly action: "block" | "unblock"; readonly guest: number }
  | { readonly action: "open" | "close" };

/** Throws AppError("gone") after the end, ("not_found") for a guest that is none. */
export function actAsHost(event: EventState, act: HostAction): EventState {
  refuseEnded(event);
  switch (act.action) {
    case "pin":
      return next(event, {
        pinned: [...without(event.pinned, act.artist), act.artist].slice(-MAX_PINNED),
        dropped: without(event.dropped, act.artist),
      });
    case "unpin":
      return next(event, { pinned: without(event.pinned, act.artist) });
    case "drop":
      return next(event, {
        pinned: without(event.pinned, act.artist),
        dropped: [...without(event.dropped, act.artist), act.artist].slice(-MAX_DROPPED),
      });
    case "restore":
      return next(event, { dropped: without(event.dropped, act.artist) });
    case "block":
    case "unblock":
      return blockGuest(event, act.guest, act.action === "block");
    case "open":
    case "close":
      return next(event, { open: act.action === "open" });
  }
}

function blockGuest(event: EventState, number: number, blocked: boolean): EventState {
  if (!event.guests.some((guest) => guest.number === number)) {
    throw new AppError("not_found", `There is no guest ${number} at this event.`);
  }
  return next(event, {
    guests: event.guests.map((guest) => (guest.number === number ? { ...guest, blocked } : guest)),
  });
}

/** Writes down the song that follows the first `after`; whoever comes second with the same number changes nothing. */
export function playSong(event: EventState, after: number, played: PlayedSong): EventState {
  refuseEnded(event);
  if (event.played.length !== after) return event;
  return next(event, { played: [...event.played, played], pinned: without(event.pinned, played.artist) });
}

/** The guests' voices go with the end; what was played stays until the entry expires. */
export const endEvent = (event: EventState, kept?: string): EventState =>
  event.ended
    ? event
    : next(event, { ended: true, guests: [], pinned: [], dropped: [], ...(kept !== undefined && { kept }) });

const next = (event: EventState, change: Partial<EventState>): EventState => ({
  ...event,
  ...change,
  version: event.version + 1,
});

const without = (names: readonly string[], name: string): string[] => names.filter((other) => other !== name);

function refuseEnded(event: EventState): void {
  if (event.ended) throw new AppError("gone", "This event is over.");
}
