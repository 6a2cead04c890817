// The shapes of what a station remembers, on the wire and in an exported file.

import { z } from "zod";
import { beganAt, LINE_LIMIT } from "@/lib/core/record";
import { playedTrackSchema } from "./schemas";

const MAX_KNOBS = 400;
/** Of one setting, as JSON text. */
const MAX_KNOB_LENGTH = 20_000;

const edited = z.number().int().min(0).describe("When it was edited, Unix milliseconds");
const rev = z
  .number()
  .int()
  .min(0)
  .optional()
  .describe("The server's revision; what a browser has edited since has none");

const lineEntry = z.object({
  edited,
  value: playedTrackSchema.nullable().describe("null = taken back"),
  rev,
});
const knobEntry = z.object({
  edited,
  value: z
    .json()
    .refine((value) => JSON.stringify(value).length <= MAX_KNOB_LENGTH, "is too long")
    .describe("null = back where it was at first"),
  rev,
});

const sizeWithin = (limit: number) => (entries: object) => Object.keys(entries).length <= limit;

export const recordSchema = z.object({
  lines: z
    .record(
      z
        .string()
        .regex(/^\d{1,16}:.{1,200}$/)
        .refine((key) => Number.isSafeInteger(beganAt(key))),
      lineEntry,
    )
    .refine(sizeWithin(LINE_LIMIT), `At most ${LINE_LIMIT} lines.`)
    .describe("By when the song began, Unix milliseconds, a colon, and its id"),
  knobs: z
    .record(z.string().regex(/^[\w.:-]{1,80}$/), knobEntry)
    .refine(sizeWithin(MAX_KNOBS), `At most ${MAX_KNOBS} settings.`)
    .describe("By the setting's name"),
});

const since = z.number().int().min(0).describe("The greatest revision that the browser has; 0 = none");

export const memoryQuerySchema = z.object({ since: z.coerce.number().pipe(since).default(0) });
export const joinMemorySchema = recordSchema.extend({ since: since.default(0) });
export const memoryResponseSchema = recordSchema.extend({
  base: z
    .number()
    .describe("Revision of the first edit: what was sent before that has to be sent again; 0 = nothing here"),
  revision: z.number(),
});
