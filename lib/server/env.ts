// The environment, parsed once: every fault is listed at once, nothing else reads process.env.
// First step of the composition root.

import "server-only";
import { z } from "zod";
import { parseQuotas } from "@/lib/music/spotify/budget";

const url = z.url({ protocol: /^https?$/ });
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const DEFAULT_MODEL = "als";
const MODEL_NAME = /^[\w-]+$/;

/** What every installation has, whichever music service it uses. */
const common = {
  NEXTAUTH_URL: url,
  NEXTAUTH_SECRET: z
    .string("is required: 32 random characters or more, e.g. from `openssl rand -base64 32`")
    .min(32, "must have at least 32 characters, e.g. from `openssl rand -base64 32`"),
  SERVICE_NOTICE: optional(z.string().max(200)),
  KV_REST_API_URL: optional(url),
  KV_REST_API_TOKEN: optional(z.string()),
  REDIS_URL: optional(
    z.url({ protocol: /^rediss?$/, error: "must be an address such as redis://user:password@host:6379/0" }),
  ),
  STORE_NAMESPACE: z
    .string()
    .regex(/^[\w-]{1,40}$/, "must be a word: letters, digits, - and _")
    .default("longwave"),
  DATA_DIR: z.string().default(".data"),
  MODEL: z.preprocess(
    (value) => value || DEFAULT_MODEL,
    z.string().regex(MODEL_NAME, "must be the name of a folder in data/models"),
  ),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
};

const spotifySchema = z.object({
  ...common,
  MUSIC_SERVICE: z.literal("spotify", "must be spotify or subsonic").default("spotify"),
  SPOTIFY_CLIENT_ID: z.string("is required: the client id of your app in Spotify's dashboard").min(1),
  SPOTIFY_CLIENT_SECRET: optional(z.string()),
  SPOTIFY_API_URL: url.default("https://api.spotify.com"),
  SPOTIFY_ACCOUNTS_URL: url.default("https://accounts.spotify.com"),
  SPOTIFY_SDK_URL: url.default("https://sdk.scdn.co/spotify-player.js"),
  SPOTIFY_QUOTAS: z
    .string()
    .default("development")
    .transform((setting, context) => {
      const quotas = parseQuotas(setting || "development");
      if (!quotas)
        context.addIssue("must be development, none, or buckets such as search=200,playlists=1500");
      return quotas ?? {};
    }),
  NEXTAUTH_URL: url.refine((value) => new URL(value).hostname !== "localhost", {
    message: "must not be localhost, which Spotify refuses: write http://127.0.0.1:3000",
  }),
});

const subsonicSchema = z.object({
  ...common,
  MUSIC_SERVICE: z.literal("subsonic"),
  SUBSONIC_URL: z.url({
    protocol: /^https?$/,
    error: "is required: the address of your music server, e.g. http://192.168.1.20:4533",
  }),
});

export type SpotifyEnv = z.infer<typeof spotifySchema>;
export type SubsonicEnv = z.infer<typeof subsonicSchema>;
export type Env = SpotifyEnv | SubsonicEnv;

/** Thrown with one line for each fault; the server prints it and ends with exit code 1. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Parses the environment; `NEXTAUTH_URL` defaults to where the server listens. Throws EnvError.
 * @param models names that MODEL may have: the folders of data/models
 */
export function parseEnv(
  source: Readonly<Record<string, string | undefined>>,
  models: readonly string[],
): Env {
  const address = `http://${source.HOST ?? "127.0.0.1"}:${source.PORT ?? "3000"}`;
  const schema = source.MUSIC_SERVICE === "subsonic" ? subsonicSchema : spotifySchema;
  const parsed = schema.safeParse({ ...source, NEXTAUTH_URL: source.NEXTAUTH_URL || address });
  const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`);
  if (!source.KV_REST_API_URL !== !source.KV_REST_API_TOKEN) {
    faults.push("KV_REST_API_URL, KV_REST_API_TOKEN go together: set both or none");
  }
  const model = source.MODEL || DEFAULT_MODEL;
  if (MODEL_NAME.test(model) && !models.includes(model)) {
    const there = models.length > 0 ? `which holds ${models.join(", ")}` : "which holds no model";
    faults.push(`MODEL names "${model}", but there is no such folder in data/models, ${there}`);
  }
  if (source.REDIS_URL && source.KV_REST_API_URL) {
    faults.push("REDIS_URL, KV_REST_API_URL are two stores: set one of them");
  }
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new EnvError(
    `The environment is not complete:\n  ${faults.join("\n  ")}\nSee the table "Configuration" in README.md.`,
  );
}
