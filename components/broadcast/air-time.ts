// Where a broadcast stands by the server's clock, whatever the clock of this device says.

import type { Broadcast } from "@/lib/api/sharing";

export type Slot = Broadcast["slots"][number];

/** What to add to this device's clock: the answer was made about halfway between question and arrival. */
export const clockOffset = (serverNow: number, askedAt: number, arrivedAt: number): number =>
  serverNow - (askedAt + arrivedAt) / 2;

export const slotAt = (slots: readonly Slot[], at: number): Slot | undefined =>
  slots.find((slot) => slot.starts_at <= at && at < slot.ends_at);

export const slotAfter = (slots: readonly Slot[], slot: Slot): Slot | undefined =>
  slots.find((other) => other.starts_at >= slot.ends_at);

/** Joins an hour's songs to those at hand, each once, in order of time; what is long over goes. */
export function mergeSlots(known: readonly Slot[], fresh: readonly Slot[], at: number): readonly Slot[] {
  const starts = new Set(known.map((slot) => slot.starts_at));
  return [...known, ...fresh.filter((slot) => !starts.has(slot.starts_at))]
    .filter((slot) => slot.ends_at > at - 3_600_000)
    .sort((a, b) => a.starts_at - b.starts_at);
}
