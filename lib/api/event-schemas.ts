// The shapes of the HTTP API of events, beside schemas.ts.

import { z } from "zod";
import { reasonSchema, trackSchema } from "./schemas";
import { readTasteSchema } from "./share-schemas";

const name = z.string().trim().min(1).max(300);

export const createEventSchema = readTasteSchema;
export const createEventResponseSchema = z.object({ code: z.string(), url: z.string() });

/** What everybody at an event sees; also each message of its stream. */
export const eventViewSchema = z.object({
  version: z.number().int().describe("Counts the changes"),
  name: z.string(),
  songs: z.number().int().describe("How many were played"),
  now: z.string().nullable().describe("The artist that plays"),
  queue: z.array(
    z.object({
      name: z.string(),
      pinned: z.boolean().describe("By the host"),
      up: z.number().int(),
      down: z.number().int(),
      because: z.array(reasonSchema),
    }),
  ),
  unbearable: z
    .array(z.object({ name: z.string(), down: z.number().int() }))
    .describe("Kept away for a while, because guests cannot bear them"),
  guests: z.number().int(),
  open: z.boolean().describe("New guests may join"),
  ended: z.boolean(),
  played: z.array(z.string()).describe("Artists, first to last"),
});

const voicesSchema = z.object({
  loves: z.array(z.string()),
  votes: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])),
  blocked: z.boolean(),
});

export const eventResponseSchema = eventViewSchema.extend({
  url: z.string(),
  mine: voicesSchema.describe("What this device said"),
  host: z
    .object({
      guests: z.array(
        z.object({
          number: z.number().int(),
          loves: z.array(z.string()),
          votes: z.number().int(),
          blocked: z.boolean(),
        }),
      ),
      dropped: z.array(z.string()),
      kept: z.string().optional().describe("The station that it became"),
    })
    .optional()
    .describe("For the host alone"),
});

export const voiceSchema = z
  .object({
    artist: name.describe("One that the catalogue knows"),
    love: z.boolean().optional(),
    vote: z.union([z.literal(-1), z.literal(0), z.literal(1)]).optional(),
  })
  .refine((voice) => voice.love !== undefined || voice.vote !== undefined, {
    message: "Give love or vote.",
    path: ["vote"],
  });
export const voiceResponseSchema = z.object({ version: z.number().int(), mine: voicesSchema });

export const hostActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["pin", "unpin", "drop", "restore"]), artist: name }),
  z.object({ action: z.enum(["block", "unblock"]), guest: z.number().int().min(1) }),
  z.object({ action: z.enum(["open", "close"]) }),
]);
export const versionResponseSchema = z.object({ version: z.number().int() });

export const playNextSchema = z.object({
  after: z.number().int().min(0).max(10_000).describe("Songs played so far: asking twice plays one song"),
});
export const playNextResponseSchema = trackSchema;

export const endEventSchema = z.object({ keep: z.boolean().describe("Keep what was played as a station") });
export const endEventResponseSchema = z.object({ station_id: z.string().optional() });

export type EventView = z.infer<typeof eventViewSchema>;
export type EventBody = z.infer<typeof eventResponseSchema>;
export type VoiceBody = z.infer<typeof voiceSchema>;
export type HostActionBody = z.infer<typeof hostActionSchema>;
export type EventSong = z.infer<typeof playNextResponseSchema>;
