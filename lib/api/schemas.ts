// The shapes of the HTTP API: one schema per body, used by the handlers' parse, the pages' types and the OpenAPI document.
// Wire names are snake_case; seconds on the wire, milliseconds inside.

import { z } from "zod";
import { sharePayloadSchema } from "@/lib/share/payload";
import { artistGapSchema, driftSchema, ledgerEffectsSchema, saidSchema } from "./tuning-schemas";

const seconds = z.number().min(0).max(86_400);
const name = z.string().trim().min(1).max(300);

export const weightsSchema = z.object({
  style: z.number().min(0).max(5).default(1),
  likes: z.number().min(0).max(5).default(0.6),
  dislikes: z.number().min(0).max(5).default(0.3),
});

export const playedTrackSchema = z.object({
  track_id: z.string().min(1).max(200),
  play_seconds: seconds,
  length_seconds: seconds,
  artist: name.optional().describe("Credited main artist; saves a look-up at the service"),
  rating: z.number().min(-1).max(1).optional().describe("1 = liked, -1 = disliked, 0 = taken back"),
  saved: z.boolean().optional().describe("Saved, replayed or sought back while it played"),
  ban: z.boolean().optional().describe("Never this artist again on this station"),
  at: z
    .union([z.number().int().min(0), z.iso.datetime({ offset: true })])
    .optional()
    .describe("When it began: Unix milliseconds or ISO 8601"),
});

const coordinate = z.number().min(-1).max(1);
export const leanSchema = z
  .object({
    x: coordinate,
    y: coordinate,
    pull: z.number().min(0).max(1).describe("Weight beside the style's; at most as much"),
  })
  .describe(
    "A place on the map of the model that answers (GET /api/map). The artists around it pull as one further term, `lean`, as long as it is sent",
  );

export const nextRequestSchema = z.object({
  tracks: z
    .array(playedTrackSchema)
    .max(2_000)
    .describe("The station's history, oldest first; [] is a fresh listener"),
  weights: weightsSchema.optional(),
  familiarity: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("Weight of the popularity prior; absent = by the size of the style"),
  variety: z.number().min(0).max(1).optional().describe("0 = steady, 1 = varied; absent = 0.3"),
  lean: leanSchema.optional(),
  new_to_me: z.boolean().optional().describe("Leave out artists of the style and of the history"),
  no_explicit: z.boolean().optional().describe("Leave out tracks marked explicit"),
  artist_gap: artistGapSchema.optional(),
  said: saidSchema.optional(),
  model: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional()
    .describe("A model of GET /api/models; absent = the installation's default"),
  count: z.number().int().min(1).max(50).optional().describe("How many picks; absent = 10"),
  seed: z
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .optional()
    .describe("Same seed, same queue; absent = made from the station's id"),
  about: z
    .array(name)
    .max(20)
    .optional()
    .describe("Artists whose score `preview` shall explain, whether they come next or not"),
  drift: driftSchema.optional(),
  taste: sharePayloadSchema
    .optional()
    .describe("What a link holds; needed for a station `l-...`, which no server keeps"),
});

export const ledgerRequestSchema = nextRequestSchema.extend({ effects_of: ledgerEffectsSchema });

export const modelsResponseSchema = z.object({
  models: z
    .array(z.object({ name: z.string(), algorithm: z.string(), artists: z.number(), dimensions: z.number() }))
    .describe("The installation's default first"),
});

export const mapQuerySchema = z.object({ model: nextRequestSchema.shape.model });

export const reasonSchema = z.object({
  term: z.enum(["style", "like", "dislike", "lean", "familiarity"]),
  share: z.number().describe("Points of the score; the shares of all terms add up to it"),
  artists: z.array(z.object({ name: z.string(), share: z.number() })).describe("Those that count most"),
  others: z
    .object({ count: z.number().int(), share: z.number() })
    .optional()
    .describe("All further artists together; with those named, the shares add up to the term's"),
});

/** A track as every page shows it. */
export const trackSchema = z.object({
  track_id: z.string(),
  uri: z.string(),
  title: z.string(),
  artist: z.string().describe("The artist as the catalogue names it; send it back in the history"),
  artists: z
    .array(z.object({ name: z.string(), url: z.string().optional() }))
    .describe("Credits as the service delivers them"),
  album: z.string().optional(),
  cover_url: z.string().optional(),
  url: z.string().optional().describe("The track at the service"),
  length_seconds: z.number(),
});

export const pickSchema = trackSchema.extend({
  explicit: z.boolean(),
  gain_db: z.number().optional().describe("How much louder it must be made to sound as loud as others"),
  score: z.number(),
  because: z.array(reasonSchema),
});

export const noticeSchema = z.object({
  code: z.string(),
  message: z.string(),
  retry_at: z.number().optional().describe("Unix milliseconds"),
});

export const nextResponseSchema = z.object({
  tracks: z.array(pickSchema),
  unknown: z.array(z.string()).describe("Artists of the style or history that the catalogue does not know"),
  seed: z.number(),
  notice: noticeSchema.optional().describe("Why there are fewer tracks than asked for, and until when"),
});

export const termsSchema = z.object({
  style: z.number(),
  likes: z.number(),
  dislikes: z.number(),
  lean: z.number().optional().describe("Only of a request that leans"),
  familiarity: z.number(),
});

export const explainedSchema = z.object({
  name: z.string(),
  score: z.number(),
  because: z.array(reasonSchema),
});
export const aboutSchema = z
  .array(explainedSchema)
  .optional()
  .describe("The artists asked about that the catalogue knows");

export const previewResponseSchema = z.object({
  artists: z.array(explainedSchema),
  about: aboutSchema,
  pool: z
    .array(
      z.object({
        name: z.string(),
        home: z.boolean().optional().describe("One of the station's own artists; absent = a discovery"),
        terms: termsSchema,
        known: z.literal(true).optional().describe("Tracks of it are at hand"),
      }),
    )
    .describe(
      "score = weights.style * style + weights.likes * likes - weights.dislikes * dislikes + lean.pull * lean + familiarity * familiarity",
    ),
  weights: weightsSchema,
  model: z.string().describe("The model that was used"),
  familiarity: z.number().describe("The weight of the popularity prior that was used"),
  variety: z.number().describe("The variety that was used"),
  lean: z.number().optional().describe("The pull of the place that the station leans to; absent = none"),
  artist_gap: artistGapSchema.optional().describe("How long an artist rests; absent = as usual"),
  seed: z.number().describe("The random seed that was used"),
  thrift: z
    .number()
    .optional()
    .describe("What being known is worth, in scores scaled to [0, 1] over the pool; absent = nothing"),
  style: z.array(z.string()).describe("Known artists of the style, heaviest first"),
  unknown: z.array(z.string()),
});

export const stationSchema = z.object({
  id: z.string(),
  name: z.string().describe("Without the prefix"),
  artists: z.array(z.string()).describe("The style, most frequent first"),
  known: z.number().int().describe("How many of them the catalogue knows"),
  version: z.string(),
  url: z.string().optional(),
});
export const stationsResponseSchema = z.object({
  stations: z.array(stationSchema),
  notice: noticeSchema.optional(),
});

const sourceWeight = z
  .number()
  .min(-1)
  .max(1)
  .refine((weight) => weight !== 0, "must not be 0: leave the source out")
  .describe("Above 0: its share among the others; below: less of its kind");
export const sourceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("artist"), name, weight: sourceWeight }),
  z.object({
    kind: z.literal("words"),
    words: z.array(z.string().trim().min(1).max(60)).min(1).max(10).describe("All of them at once"),
    weight: sourceWeight,
  }),
  z.object({ kind: z.literal("playlist"), id: z.string().min(1).max(200), weight: sourceWeight }),
]);
const sourcesSchema = z.array(sourceSchema).min(1).max(100);
const hasAnything = (sources: readonly z.infer<typeof sourceSchema>[]) =>
  sources.some(({ weight }) => weight > 0);
const NOTHING = "Give something to start from: a source with a weight above 0.";

export const draftSchema = z.object({
  sources: sourcesSchema.refine(hasAnything, NOTHING),
});
export const draftResponseSchema = z.object({
  artists: z
    .array(z.object({ name: z.string(), because: z.array(reasonSchema) }))
    .describe("What the station would play, first to last"),
  style: z
    .array(z.object({ name: z.string(), tracks: z.number().int() }))
    .describe("What its playlist would hold"),
  unknown: z.array(z.string()),
});

export const createStationSchema = z
  .object({
    name: z.string().trim().min(1).max(80),
    sources: sourcesSchema.optional().describe("A mixture; the other three are short for equal weights"),
    artists: z.array(name).max(100).optional(),
    tags: z.array(z.string().trim().min(1).max(60)).max(10).optional(),
    playlist_id: z.string().min(1).max(200).optional(),
  })
  .refine(
    (body) =>
      hasAnything(body.sources ?? []) || body.artists?.length || body.tags?.length || body.playlist_id,
    { message: NOTHING, path: ["sources"] },
  );
export const createStationResponseSchema = z.object({
  station: stationSchema,
  unknown: z.array(z.string()),
  later: z
    .array(z.string())
    .describe(
      "Artists of the style whose songs come into the playlist as it is played: too many to ask for at once",
    ),
});

export const editStationSchema = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  add: z.array(name).max(50).optional().describe("Artists; two tracks of each"),
  remove: z.array(name).max(200).optional().describe("Artists, with every track that credits them"),
  put_back: z
    .array(z.string().min(1).max(300))
    .max(5_000)
    .optional()
    .describe("`removed` of an earlier edit"),
});
export const editStationResponseSchema = z.object({
  station: stationSchema,
  removed: z.array(z.string()).describe("Uris of the tracks taken away"),
  unknown: z.array(z.string()).describe("Artists to add of whom the service has no track"),
});
export const restoreStationResponseSchema = z.object({ station: stationSchema });

export const completionQuerySchema = z.object({
  q: z.string().trim().max(100),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export const artistsResponseSchema = z.object({
  artists: z.array(z.object({ name: z.string(), tags: z.array(z.string()) })),
});
export const seedsResponseSchema = z.object({
  phrases: z
    .array(z.object({ words: z.array(z.string()), examples: z.array(z.string()) }))
    .describe("What the text says as words of the tag vocabulary, with artists they fit best"),
  whole: z.boolean().describe("The first phrase says all of the text"),
  artists: z.array(z.object({ name: z.string(), tags: z.array(z.string()) })),
  exact: z.string().optional().describe("The artist that the text names"),
});
export const playlistsResponseSchema = z.object({
  playlists: z.array(
    z.object({ id: z.string(), name: z.string(), tracks: z.number().int(), is_station: z.boolean() }),
  ),
});
export const tagsResponseSchema = z.object({
  tags: z.array(z.object({ name: z.string(), artists: z.number() })),
});

const count = z.number().int().min(0);
export const disconnectResponseSchema = z.object({
  removed: z.object({
    links: count.describe("Short links, withdrawn"),
    followed: count.describe("Stations of others that were followed"),
    events: count.describe("Events, with their guests' voices"),
    entries: count.describe("Other entries of the server's store"),
  }),
});

/** What a music server calls a track or a cover: only ever a parameter of a call, never part of an address. */
const serviceId = z.string().min(1).max(300);
export const mediaParamsSchema = z.object({ id: serviceId });
export const streamQuerySchema = z.object({
  format: z
    .enum(["mp3", "opus", "ogg", "aac", "flac", "raw"])
    .optional()
    .describe("What to convert to, where the server can; absent = as the server thinks best"),
  max_kbps: z.coerce.number().int().min(32).max(320).optional(),
});

export const playRequestSchema = z.object({
  device_id: z.string().min(1).max(200),
  uris: z.array(z.string().min(1).max(200)).min(1).max(50),
  position_ms: z.number().int().min(0).optional(),
});
export const reportPlaySchema = z.object({
  track_id: serviceId,
  started_at: z.number().int().min(0).describe("Unix milliseconds"),
  finished: z
    .boolean()
    .describe("false = it plays now; true = at least half of it, or four minutes, were heard"),
});
export const renewTokenSchema = z.object({
  refused: z.string().min(1).max(2_000).describe("The token that the service refused before its time"),
});
export const tokenResponseSchema = z.object({ access_token: z.string(), expires_at: z.number() });

export const healthResponseSchema = z.object({
  status: z.enum(["ok", "degraded"]).describe("degraded: the radio plays on without its store"),
  degraded_since: z.iso.datetime().optional(),
  degraded_because: z.string().optional(),
  model: z.object({ name: z.string(), hash: z.string(), artists: z.number(), dimensions: z.number() }),
  store: z.string(),
  music_service: z.string(),
});

export const errorResponseSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    request_id: z.string(),
  }),
});

export type PlayedTrack = z.infer<typeof playedTrackSchema>;
export type NextRequest = z.infer<typeof nextRequestSchema>;
export type LeanBody = z.infer<typeof leanSchema>;
export type NextResponse = z.infer<typeof nextResponseSchema>;
export type PreviewResponse = z.infer<typeof previewResponseSchema>;
export type Pick = z.infer<typeof pickSchema>;
export type TermsBody = z.infer<typeof termsSchema>;
export type ReasonBody = z.infer<typeof reasonSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type Station = z.infer<typeof stationSchema>;
export type SourceBody = z.infer<typeof sourceSchema>;
export type EditStation = z.infer<typeof editStationSchema>;
export type CreateStation = z.infer<typeof createStationSchema>;
export type Taste = z.infer<typeof sharePayloadSchema>;
export type ReportPlay = z.infer<typeof reportPlaySchema>;
export type LedgerRequest = z.input<typeof ledgerRequestSchema>;
export type WeightsBody = z.infer<typeof weightsSchema>;

/** A playlist's id at the service, `s-CODE` for a short link, `l-MARK` for a link that holds its taste. */
export const stationParamsSchema = z.object({ id: z.string().regex(/^[\w-]{1,200}$/) });
