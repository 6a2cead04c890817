// The wire shapes of what a listener sets and says apart from plays: the artist gap, words on artists.

import { z } from "zod";

/** Never shorter: a radio that repeats itself within a quarter of an hour is broken, not tuned. */
export const artistGapSchema = z
  .object({ songs: z.number().int().min(5).max(50), minutes: z.number().int().min(15).max(720) })
  .describe("How long an artist rests, whichever ends later; absent = 10 songs and 90 minutes");

const moment = z.number().int().min(0).describe("Unix milliseconds");

export const driftSchema = z
  .object({ station_id: z.string().regex(/^[\w-]{1,200}$/), from: moment, until: moment })
  .describe("On the way to another station: its style takes the place of this one's between these moments");

export const saidSchema = z
  .array(
    z.object({
      artist: z.string().trim().min(1).max(300),
      word: z
        .enum(["more", "less", "never", "rest"])
        .describe("more and less count as ratings; never = left out; rest = left out while it is sent"),
      everywhere: z
        .boolean()
        .optional()
        .describe("Said of all the listener's stations: counts less than the station's own word"),
    }),
  )
  .max(500)
  .describe("What the listener says of artists apart from plays; the last word on an artist holds");

export const ledgerEffectsSchema = z.object({
  tracks: z.array(z.number().int().min(0)).max(24).default([]).describe("Positions in `tracks`"),
  said: z.array(z.number().int().min(0)).max(24).default([]).describe("Positions in `said`"),
});

const names = z.array(z.string());
const effectsSchema = z.array(
  z.object({
    position: z.number().int(),
    enters: names.describe("Who would be among the next ten if the line were gone"),
    leaves: names.describe("Who would not"),
  }),
);

export const ledgerResponseSchema = z.object({
  weights: z
    .array(z.number().nullable())
    .describe("What each track says now, -1 to 1, after fading; null = an artist the radio does not know"),
  grades: z.array(z.number()).describe("What each said when it was new"),
  effects: z.object({ tracks: effectsSchema, said: effectsSchema }),
});

export type ArtistGapBody = z.infer<typeof artistGapSchema>;
export type SaidBody = z.infer<typeof saidSchema>[number];
export type LedgerResponse = z.infer<typeof ledgerResponseSchema>;
export type DriftBody = z.infer<typeof driftSchema>;
