// Who asks? The session of a request from its encrypted cookie. Nothing in it runs out before the cookie does.

import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import type { SubsonicCredentials } from "@/lib/music/subsonic/credentials";
import type { Listener } from "./claims";
import { type CookiePair, createSessionCookie, parseCookieHeader, type WithHeaders } from "./cookie";

const credentialsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("token"), username: z.string(), token: z.string(), salt: z.string() }),
  z.object({ kind: z.enum(["basic", "password"]), username: z.string(), password: z.string() }),
  z.object({ kind: z.literal("key"), username: z.string(), apiKey: z.string() }),
]);

/** What the cookie holds. */
export const subsonicClaimsSchema = z.object({
  sub: z.string().min(1),
  name: z.string(),
  credentials: credentialsSchema,
});
export type SubsonicClaims = z.infer<typeof subsonicClaimsSchema>;

export type SubsonicSession = {
  readonly listener: Listener;
  readonly subsonic: SubsonicCredentials;
  readonly setCookie?: readonly string[];
};

const MAX_DECODED = 1_000;

export function createSubsonicSessions(settings: {
  readonly secret: string;
  readonly url: string;
  readonly now?: () => number;
}) {
  const { secret, now = Date.now } = settings;
  const cookie = createSessionCookie(settings.url.startsWith("https://"));
  const decoded = new LRUCache<string, { readonly claims: SubsonicClaims; readonly dies: number }>({
    max: MAX_DECODED,
  });

  const readClaims = async (cookies: readonly CookiePair[]): Promise<SubsonicClaims | undefined> => {
    const value = cookie.read(cookies);
    if (!value) return undefined;
    const key = createHash("sha256").update(value).digest("base64");
    const known = decoded.get(key) ?? (await decodeCookie(value, secret));
    if (!known || known.dies <= now()) return undefined;
    decoded.set(key, known);
    return known.claims;
  };

  return {
    async readListenerFrom(cookies: readonly CookiePair[]): Promise<Listener | undefined> {
      const claims = await readClaims(cookies);
      return claims && toListener(claims);
    },
    async readSession(request: WithHeaders): Promise<SubsonicSession | undefined> {
      const claims = await readClaims(parseCookieHeader(request.headers.get("cookie")));
      return claims && { listener: toListener(claims), subsonic: claims.credentials };
    },
    /** Set-Cookie headers that leave nothing of ours in the browser. */
    leave: (request: WithHeaders): string[] => {
      decoded.clear();
      return cookie.clearAll(parseCookieHeader(request.headers.get("cookie")));
    },
    /** Set-Cookie headers that end the session of a request whose credentials the server no longer takes. */
    forget: (request: WithHeaders): string[] =>
      cookie.clear(parseCookieHeader(request.headers.get("cookie"))),
  };
}

/** undefined for a cookie that is not ours, tampered with, of another service or too old. */
async function decodeCookie(value: string, secret: string) {
  const payload = await decode({ token: value, secret }).catch(() => null);
  const claims = subsonicClaimsSchema.safeParse(payload);
  if (!claims.success) return undefined;
  return { claims: claims.data, dies: typeof payload?.exp === "number" ? payload.exp * 1_000 : 0 };
}

function toListener({ sub, name, credentials }: SubsonicClaims): Listener {
  return { id: sub, serviceUserId: credentials.username, name };
}
