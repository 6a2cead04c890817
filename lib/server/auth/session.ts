// Who asks? The session of a request from its encrypted cookie, with an access token that lives.
// A cookie is decrypted once and remembered; a refreshed token is sent back as a new cookie.

import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { decode, encode } from "next-auth/jwt";
import { AppError, isAppError } from "@/lib/errors";
import { type Claims, claimsSchema, type Listener, toListener } from "./claims";
import { type CookiePair, createSessionCookie, parseCookieHeader } from "./cookie";
import type { AuthSettings } from "./settings";
import type { TokenKeeper } from "./tokens";

export type Session = {
  readonly listener: Listener;
  readonly accessToken: string;
  /** Unix milliseconds at which the access token dies. */
  readonly expiresAt: number;
  /** Set-Cookie headers that the response must carry. */
  readonly setCookie?: readonly string[];
};

export interface SessionReader {
  /** undefined = nobody is signed in. Throws AppError; on not_signed_in `details.setCookie` clears the cookie. */
  readSession(request: Request): Promise<Session | undefined>;
  /** Who the cookies say is signed in, without a look at the tokens. */
  readListenerFrom(cookies: readonly CookiePair[]): Promise<Listener | undefined>;
}

/** Life of the cookie; every refresh, hence every hour of use, begins it anew. */
export const SESSION_SECONDS = 30 * 24 * 3_600;
const MAX_DECODED = 1_000;

type Decoded = { readonly claims: Claims; readonly dies: number };

export function createSessionReader(settings: AuthSettings, tokens: TokenKeeper): SessionReader {
  const now = settings.now ?? Date.now;
  const { secret } = settings;
  const cookie = createSessionCookie(settings.url.startsWith("https://"));
  const decoded = new LRUCache<string, Decoded>({ max: MAX_DECODED });

  const readClaims = async (cookies: readonly CookiePair[]): Promise<Claims | undefined> => {
    const value = cookie.read(cookies);
    if (!value) return undefined;
    const key = createHash("sha256").update(value).digest("base64");
    const known = decoded.get(key) ?? (await decodeCookie(value, secret));
    if (!known || known.dies <= now()) return undefined;
    decoded.set(key, known);
    return known.claims;
  };

  const renew = async (claims: Claims, cookies: readonly CookiePair[]): Promise<string[]> => {
    const value = await encode({ token: claims, secret, maxAge: SESSION_SECONDS });
    return cookie.write(value, new Date(now() + SESSION_SECONDS * 1_000), cookies);
  };

  return {
    async readListenerFrom(cookies) {
      const claims = await readClaims(cookies);
      return claims && toListener(claims);
    },

    async readSession(request) {
      const cookies = parseCookieHeader(request.headers.get("cookie"));
      const claims = await readClaims(cookies);
      if (!claims) return undefined;
      const fresh = await tokens.fresh(claims).catch((error: unknown) => {
        throw isAppError(error, "not_signed_in") ? withCookies(error, cookie.clear(cookies)) : error;
      });
      const { accessToken, refreshToken, expiresAt } = fresh;
      const session = { listener: toListener(claims), accessToken, expiresAt };
      if (accessToken === claims.accessToken) return session;
      const setCookie = await renew({ ...claims, accessToken, refreshToken, expiresAt }, cookies);
      return { ...session, setCookie };
    },
  };
}

/** undefined for a cookie that is not ours, tampered with, of an older form or too old. */
async function decodeCookie(value: string, secret: string): Promise<Decoded | undefined> {
  const payload = await decode({ token: value, secret }).catch(() => null);
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return undefined;
  const dies = typeof payload?.exp === "number" ? payload.exp * 1_000 : 0;
  return { claims: claims.data, dies };
}

function withCookies(error: AppError, setCookie: readonly string[]): AppError {
  return new AppError(error.code, error.message, { cause: error, details: { setCookie } });
}
