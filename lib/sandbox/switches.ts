// The switchboard: which of Spotify's tiers the sandbox plays and which faults strike, changeable while it runs.
// Held in the state from the start, so that a fault added later is one field here and one line in gate.ts.
import { z } from "zod";

export const TIERS = ["dev-new", "dev-old", "extended"] as const;

/** Kinds of call that share a quota, after what was measured of the real service. */
export const BUCKETS = [
  "search",
  "artist",
  "artist-albums",
  "album",
  "track",
  "playlist",
  "playlist-write",
  "me",
  "me-playlists",
  "me-tracks",
  "library",
  "top",
  "player",
] as const;
export type Bucket = (typeof BUCKETS)[number];

const share = z.number().min(0).max(1);
const milliseconds = z.number().int().min(0).max(600_000);

const failureSchema = z.object({
  route: z
    .string()
    .describe('As in GET /sandbox/calls, e.g. "GET /v1/search"; "*" at the end matches a prefix'),
  status: z.number().int().min(400).max(599).default(503),
  message: z.string().default("Service unavailable"),
  reason: z.string().optional().describe('Spotify\'s own code beside the message, e.g. "NO_ACTIVE_DEVICE"'),
  retryAfterSeconds: z.number().int().min(1).optional().describe("Absent = no Retry-After header"),
  body: z.enum(["json", "text", "empty"]).default("json"),
  times: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("How often before it heals; absent = until switched off"),
});

const slownessSchema = z.object({
  route: z.string().describe('As for failures, e.g. "PUT /v1/me/player/play"'),
  ms: milliseconds,
});

const accountSchema = z.strictObject({
  premium: z.boolean().optional(),
  allowListed: z.boolean().optional(),
});

const switchesSchema = z.strictObject({
  tier: z.enum(TIERS).describe("dev-new: every removal of 2026; dev-old and extended: the old routes live"),
  ownerPremium: z.boolean().describe("false: every call is refused as if the app's owner had no Premium"),
  accounts: z
    .record(z.string(), accountSchema)
    .describe("By account: has Premium, is on the app's allow-list; absent = as the fixtures say"),
  refusals: z
    .enum(["json", "text"])
    .describe("How an account that is not on the allow-list is refused: both have been seen"),
  consent: z.enum(["ask", "grant", "deny"]).describe("grant and deny answer without the page"),
  consentAccount: z.string().describe("Who signs in when consent is grant"),
  latencyMs: milliseconds.describe("Added to every call of the Web API and of the accounts service"),
  deviceLagMs: milliseconds.describe("How long a new player is unknown to the Web API after ready"),
  playerWrites: z.enum(["mixed", "204", "text"]).describe("How player commands answer"),
  rate: z.strictObject({
    windowMs: z.number().int().min(1),
    max: z.number().int().min(0).nullable().describe("Calls in the rolling window; null = no limit"),
    retryAfter: z.boolean(),
  }),
  quota: z.strictObject({
    windowMs: z.number().int().min(1),
    max: z.partialRecord(z.enum(BUCKETS), z.number().int().min(0)).describe("Calls in the window by bucket"),
    retryAfter: z.boolean(),
  }),
  tokens: z.strictObject({
    accessSeconds: z.number().int().min(1).max(86_400),
    refreshDays: z.number().min(0).max(3_650),
    rotateRefresh: z
      .boolean()
      .describe("true: each refresh gives a new refresh token and revokes the old one"),
  }),
  spurious: z.strictObject({
    unauthorized: share.describe('Share of calls refused with 401 "Access token missing"'),
    premiumRequired: share.describe("Share of player writes refused with 403 PREMIUM_REQUIRED"),
  }),
  failing: z.array(failureSchema).max(50).describe("Routes that answer with an error"),
  dropping: z.array(z.string()).max(50).describe("Routes whose connection is cut without an answer"),
  slow: z.array(slownessSchema).max(50).describe("Routes that take their time, beside latencyMs"),
  unplayable: z.array(z.string()).max(500).describe('Track ids with is_playable false; "*" = all'),
  relinked: z
    .array(z.string())
    .max(500)
    .describe(
      'Track ids that are played, and in the old tiers answered, as a copy with another id; "*" = all',
    ),
  coverless: z.boolean().describe("Albums come without images"),
  searchNulls: z.boolean().describe("The last item of each page of search is null"),
});

export type Switches = z.infer<typeof switchesSchema>;

/** A change: any of the top-level switches; of rate, quota, tokens and spurious any of their fields. */
export const switchesPatchSchema = switchesSchema
  .extend({
    rate: switchesSchema.shape.rate.partial(),
    quota: switchesSchema.shape.quota.partial(),
    tokens: switchesSchema.shape.tokens.partial(),
    spurious: switchesSchema.shape.spurious.partial(),
  })
  .partial();

export type SwitchesPatch = z.infer<typeof switchesPatchSchema>;

/** What third parties measured of the daily quotas in development mode; for `quota.max`. */
export const MEASURED_QUOTAS: Partial<Record<Bucket, number>> = {
  "artist-albums": 100,
  search: 200,
  playlist: 1_500,
  "me-tracks": 150,
};

const DAY_MS = 86_400_000;

export function defaultSwitches(): Switches {
  return {
    tier: "dev-new",
    ownerPremium: true,
    accounts: {},
    refusals: "json",
    consent: "ask",
    consentAccount: "ada",
    latencyMs: 0,
    deviceLagMs: 300,
    playerWrites: "mixed",
    rate: { windowMs: 30_000, max: null, retryAfter: true },
    quota: { windowMs: DAY_MS, max: {}, retryAfter: true },
    tokens: { accessSeconds: 3_600, refreshDays: 182, rotateRefresh: false },
    spurious: { unauthorized: 0, premiumRequired: 0 },
    failing: [],
    dropping: [],
    slow: [],
    unplayable: [],
    relinked: [],
    coverless: false,
    searchNulls: false,
  };
}

/** The switches after a change; neither argument is altered. */
export function patchSwitches(switches: Switches, patch: SwitchesPatch): Switches {
  return {
    ...switches,
    ...patch,
    rate: { ...switches.rate, ...patch.rate },
    quota: { ...switches.quota, ...patch.quota },
    tokens: { ...switches.tokens, ...patch.tokens },
    spurious: { ...switches.spurious, ...patch.spurious },
  };
}
