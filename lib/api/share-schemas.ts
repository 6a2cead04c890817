// The shapes of the HTTP API of links, followed stations and broadcasts, beside schemas.ts.

import { z } from "zod";
import { sharePayloadSchema } from "@/lib/share/payload";
import { aboutSchema, explainedSchema, nextRequestSchema, trackSchema, weightsSchema } from "./schemas";

export const readTasteSchema = z.object({
  station_id: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(80),
  tracks: nextRequestSchema.shape.tracks
    .default([])
    .describe("History whose feedback goes into the link; [] = style only"),
  weights: weightsSchema.optional(),
  familiarity: nextRequestSchema.shape.familiarity,
  variety: nextRequestSchema.shape.variety,
  lean: nextRequestSchema.shape.lean,
  artist_gap: nextRequestSchema.shape.artist_gap,
  said: nextRequestSchema.shape.said,
  model: nextRequestSchema.shape.model,
  new_to_me: nextRequestSchema.shape.new_to_me,
  no_explicit: nextRequestSchema.shape.no_explicit,
  seed: nextRequestSchema.shape.seed,
  taste: nextRequestSchema.shape.taste,
});
export const createShareSchema = readTasteSchema.extend({
  live: z.boolean().default(false).describe("The page keeps sending the station's changes by PUT"),
  starts_at: z
    .number()
    .int()
    .optional()
    .describe("Makes it a broadcast from then on, Unix milliseconds; within thirty days of now"),
});
export const tasteResponseSchema = z.object({ taste: sharePayloadSchema });
export const tastePreviewRequestSchema = z.object({
  taste: sharePayloadSchema,
  about: nextRequestSchema.shape.about,
});
export const shareResponseSchema = z.object({
  code: z.string(),
  url: z.string(),
  expires_at: z.number().describe("Unix milliseconds"),
});
export const tastePreviewResponseSchema = z.object({
  same_model: z.boolean().describe("false = this installation has another model and adapts by names"),
  unknown: z.array(z.string()),
  artists: z.array(explainedSchema).describe("What it would play"),
  about: aboutSchema,
});
export const openShareResponseSchema = tastePreviewResponseSchema.extend({
  share: sharePayloadSchema,
  expires_at: z.number(),
  mine: z.boolean(),
  following: z.boolean(),
  starts_at: z.number().optional().describe("A broadcast's start"),
  followers: z.number().int().optional().describe("For the owner alone: how many, never who"),
});
export const broadcastQuerySchema = z.object({
  at: z.coerce.number().int().optional().describe("Unix milliseconds, an hour ahead at most; absent = now"),
});
export const broadcastResponseSchema = z.object({
  now: z.number().describe("The server's clock, which is the broadcast's"),
  starts_at: z.number(),
  name: z.string(),
  slots: z
    .array(trackSchema.extend({ starts_at: z.number(), ends_at: z.number() }))
    .describe("The songs of the hour around that time; [] before the start"),
});
export const ownSharesResponseSchema = z.object({
  shares: z.array(
    z.object({
      code: z.string(),
      url: z.string(),
      name: z.string(),
      station_id: z.string(),
      live: z.boolean(),
      followers: z.number().int(),
      expires_at: z.number(),
    }),
  ),
});
export const followedResponseSchema = z.object({
  stations: z.array(z.object({ id: z.string(), name: z.string(), artists: z.array(z.string()) })),
});

export const shareParamsSchema = z.object({ code: z.string().min(1).max(64) });

export type TastePreviewResponse = z.infer<typeof tastePreviewResponseSchema>;
export type OpenShareResponse = z.infer<typeof openShareResponseSchema>;
