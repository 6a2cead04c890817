// What is known of the artists that a library holds. Made by read-library.ts, kept in the store, used by place.ts.

import { z } from "zod";

export const holdingSchema = z.object({
  /** The service's id. */
  id: z.string(),
  /** As the library's tags spell it. */
  name: z.string(),
  /** Row of the catalogue; null = the model does not know the artist. */
  row: z.number().int().min(0).nullable(),
  /** As the tags spell them, most frequent first. */
  genres: z.array(z.string()),
  /** Rows of known artists that share a playlist with an unknown one, with how much; [] for known artists. */
  company: z.array(z.tuple([z.number().int().min(0), z.number()])),
});

/** An artist that the library holds. */
export type Holding = z.infer<typeof holdingSchema>;

export type Library = {
  readonly holdings: readonly Holding[];
  /** Unix milliseconds when it was read from the service. */
  readonly readAt: number;
};
