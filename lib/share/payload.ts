// What a share link carries (design section 9): the taste itself, by names, with the model it was made with.
// The one versioned form of it; whoever opens a link parses it first: the server with this schema, a page with link.ts.

import { z } from "zod";

const name = z.string().trim().min(1).max(300);
const knob = z.number().min(0).max(1).optional();
const weight = z.number().min(0).max(5);
const coordinate = z.number().min(-1).max(1);

export const sharePayloadSchema = z.object({
  version: z.literal(1),
  name: z.string().trim().min(1).max(80),
  style: z
    .array(z.object({ name, weight: z.number().positive().max(100) }))
    .min(1)
    .max(200),
  feedback: z.array(z.object({ name, weight: z.number().min(-1).max(1) })).max(200),
  weights: z.object({ style: weight, likes: weight, dislikes: weight }),
  familiarity: knob,
  variety: knob,
  rules: z
    .object({ new_to_me: z.boolean(), no_explicit: z.boolean() })
    .optional()
    .describe("Switches of the station; absent = all off"),
  lean: z
    .object({ x: coordinate, y: coordinate, pull: z.number().min(0).max(1) })
    .optional()
    .describe("Where on the map of `model` the station leans to; on another model it leans nowhere"),
  artist_gap: z
    .object({ songs: z.number().int().min(5).max(50), minutes: z.number().int().min(15).max(720) })
    .optional()
    .describe("How long an artist rests; absent = as usual"),
  seed: z.number().int().min(0).max(4_294_967_295),
  model: z.string().max(64).describe("Beginning of the model's hash"),
});

export type SharePayload = z.infer<typeof sharePayloadSchema>;
