// Who asks? The session of a request from its encrypted cookie, with an access token that lives.
// A cookie is decrypted once and remembered; a refreshed token is sent back as a new cookie.

import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { decode, encode } from "next-auth/jwt";
import { AppError, isAppError } from "@/lib/errors";
import { type Claims, claimsSchema, type Listener, toListener } from "./claims";
import {
  type CookiePair,
  createSessionCookie,
  parseCookieHeader,
  SESSION_SECONDS,
  type WithHeaders,
} from "./cookie";
import { createEndings } from "./endings";
import type { AuthSettings } from "./settings";
import type { TokenKeeper, Tokens } from "./tokens";

export type Session = {
  readonly listener: Listener;
  readonly accessToken: string;
  /** Unix milliseconds at which the access token dies. */
  readonly expiresAt: number;
  /** Unix milliseconds of the sign-in. */
  readonly authorizedAt: number;
  /** Permissions granted then, separated by spaces. */
  readonly scope: string;
  /** Set-Cookie headers that the response must carry; to be read when the answer is ready. */
  readonly setCookie: readonly string[];
  /** A token in place of one that the service refused, though it should have lived. Throws AppError. */
  readonly renew: (refused: string) => Promise<Pick<Tokens, "accessToken" | "expiresAt">>;
};

export interface SessionReader {
  /** undefined = nobody is signed in. Throws AppError; on not_signed_in `details.setCookie` clears the cookie. */
  readSession(request: WithHeaders): Promise<Session | undefined>;
  /** Who the cookies say is signed in, without a look at the tokens. */
  readListenerFrom(cookies: readonly CookiePair[]): Promise<Listener | undefined>;
  /** When and with what permissions the sign-in was given. */
  readGrantFrom(cookies: readonly CookiePair[]): Promise<Grant | undefined>;
  /** Deletes what this process remembers of the listener with this prefix. */
  forgetHere(who: string): void;
  /** Ends every session of the listener, in other browsers too; the Set-Cookie headers that leave none in this one. */
  end(request: WithHeaders, listenerId: string): Promise<string[]>;
}

export type Grant = Pick<Claims, "authorizedAt" | "scope">;

const MAX_DECODED = 1_000;

type Decoded = { readonly claims: Claims; readonly dies: number };

export function createSessionReader(settings: AuthSettings, tokens: TokenKeeper): SessionReader {
  const now = settings.now ?? Date.now;
  const { secret } = settings;
  const cookie = createSessionCookie(settings.url.startsWith("https://"));
  const decoded = new LRUCache<string, Decoded>({ max: MAX_DECODED });
  const endings = createEndings(settings);

  const readClaims = async (cookies: readonly CookiePair[]): Promise<Claims | undefined> => {
    const value = cookie.read(cookies);
    if (!value) return undefined;
    const key = createHash("sha256").update(value).digest("base64");
    const known = decoded.get(key) ?? (await decodeCookie(value, secret));
    if (!known || known.dies <= now()) return undefined;
    decoded.set(key, known);
    return (await endings.isOver(known.claims)) ? undefined : known.claims;
  };

  const write = async (claims: Claims, cookies: readonly CookiePair[]): Promise<string[]> => {
    const value = await encode({ token: claims, secret, maxAge: SESSION_SECONDS });
    return cookie.write(value, new Date(now() + SESSION_SECONDS * 1_000), cookies);
  };

  return {
    async readListenerFrom(cookies) {
      const claims = await readClaims(cookies);
      return claims && toListener(claims);
    },

    async readGrantFrom(cookies) {
      const claims = await readClaims(cookies);
      return claims && { authorizedAt: claims.authorizedAt, scope: claims.scope };
    },

    async readSession(request) {
      const cookies = parseCookieHeader(request.headers.get("cookie"));
      const claims = await readClaims(cookies);
      if (!claims) return undefined;
      const fresh = await tokens.fresh(claims).catch((error: unknown) => {
        throw isAppError(error, "not_signed_in") ? withCookies(error, cookie.clear(cookies)) : error;
      });
      const setCookie: string[] = [];
      const take = async ({ accessToken, refreshToken, expiresAt }: Tokens) => {
        const lines = await write({ ...claims, accessToken, refreshToken, expiresAt }, cookies);
        setCookie.splice(0, setCookie.length, ...lines);
      };
      if (fresh.accessToken !== claims.accessToken) await take(fresh);
      const { authorizedAt, scope } = claims;
      return {
        listener: toListener(claims),
        accessToken: fresh.accessToken,
        expiresAt: fresh.expiresAt,
        authorizedAt,
        scope,
        setCookie,
        async renew(refused) {
          const renewed = await tokens.renew({ ...claims, ...fresh, accessToken: refused });
          await take(renewed);
          return { accessToken: renewed.accessToken, expiresAt: renewed.expiresAt };
        },
      };
    },

    forgetHere(who) {
      // Whose cookies these are is not known: they are decrypted again.
      decoded.clear();
      tokens.forget(who);
      endings.lookAnew(who);
    },

    async end(request, listenerId) {
      await endings.end(listenerId);
      return cookie.clearAll(parseCookieHeader(request.headers.get("cookie")));
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
