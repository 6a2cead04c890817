// Keeps access tokens fresh: one refresh per token however many requests and replicas need it, and what it gave is
// remembered, so that a request with yesterday's cookie neither refreshes again nor uses a revoked token.

import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import { listenerKey } from "@/lib/store/listener-keys";
import { AUTH_TIMEOUT_MS, type AuthSettings, toAccountsAddress } from "./settings";
import { createTokenShelf, type Tokens } from "./token-shelf";

export type { Tokens } from "./token-shelf";

/** Tokens with the id of the listener whose they are. */
export type HeldTokens = Tokens & { readonly sub: string };

export interface TokenKeeper {
  /** The newest tokens that these have led to, here or at another replica. Does not ask the accounts service. */
  newest(tokens: HeldTokens): Promise<Tokens>;
  /** Tokens that live for a minute or more; the same object when nothing had to be done. Throws AppError. */
  fresh(tokens: HeldTokens): Promise<Tokens>;
  /** Tokens in place of ones that the service refused before their time, as clocks differ. Throws AppError. */
  renew(tokens: HeldTokens): Promise<Tokens>;
  /**
   * Deletes what this process remembers of the tokens of the listener with this prefix; the store's part goes with all that
   * is the listener's.
   */
  forget(who: string): void;
}

/** Refreshed this long before the end, so that a token does not die on its way. */
const MARGIN_MS = 60_000;
/** After a failure that may pass, the accounts service is left alone for this long. */
const PAUSE_MS = 5_000;
const MAX_REMEMBERED = 10_000;
/** How often a replica looks whether the one that refreshes is done. */
const LOOK_EVERY_MS = 100;

const tokenReplySchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).nullish(),
});
const tokenErrorSchema = z.object({ error: z.string() });

export function createTokenKeeper(settings: AuthSettings): TokenKeeper {
  const { now = Date.now, wait = delay, store, secret } = settings;
  const shelf = store && createTokenShelf({ store, secret, now });
  const results = new LRUCache<string, Tokens>({ max: MAX_REMEMBERED });
  const dead = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  const flights = new Map<string, Promise<Tokens>>();
  let pause: { readonly until: number; readonly error: AppError } | undefined;

  const newestHere = (tokens: HeldTokens): HeldTokens => {
    let current = tokens;
    for (;;) {
      const next = results.get(toKey(current));
      if (!next || next.expiresAt <= current.expiresAt) return current;
      current = { ...next, sub: tokens.sub };
    }
  };
  /** Remembers what another replica was given. */
  const findElsewhere = async (tokens: HeldTokens): Promise<HeldTokens | undefined> => {
    const found = await shelf?.find(toKey(tokens));
    if (!found || found.expiresAt <= tokens.expiresAt) return undefined;
    results.set(toKey(tokens), found);
    return { ...found, sub: tokens.sub };
  };
  const lives = ({ expiresAt, accessToken }: Tokens, refused?: string) =>
    expiresAt - now() > MARGIN_MS && accessToken !== refused;
  const newest = async (tokens: HeldTokens, refused?: string): Promise<HeldTokens> => {
    let current = newestHere(tokens);
    while (!lives(current, refused)) {
      const next = await findElsewhere(current);
      if (!next) return current;
      current = newestHere(next);
    }
    return current;
  };

  const refresh = async (current: HeldTokens): Promise<Tokens> => {
    const key = toKey(current);
    if (current.refreshToken === "" || dead.has(key)) throw signInAgain();
    if (pause && pause.until > now()) throw pause.error;
    try {
      const result = await requestTokens(settings, current, now);
      results.set(key, result);
      await shelf?.keep(key, result);
      return result;
    } catch (error) {
      if (isAppError(error, "not_signed_in")) dead.set(key, true);
      else if (isAppError(error)) pause = { until: now() + (error.retryAfterMs ?? PAUSE_MS), error };
      throw error;
    }
  };

  /** One replica refreshes; the others wait for what it was given, and try themselves if it gives up. */
  const refreshInTurn = async (tokens: HeldTokens, refused?: string): Promise<Tokens> => {
    let current = tokens;
    for (let waited = 0; ; ) {
      const key = toKey(current);
      const mayRefresh = (await shelf?.claim(key)) ?? true;
      try {
        const known = await newest(current, refused);
        if (lives(known, refused)) return known;
        const isOvertaken = known.refreshToken !== current.refreshToken;
        current = known;
        // The claim is one on a refresh token, and this is another.
        if (isOvertaken) continue;
        if (mayRefresh || waited >= AUTH_TIMEOUT_MS) return await refresh(known);
      } finally {
        if (mayRefresh) await shelf?.release(key);
      }
      await wait(LOOK_EVERY_MS);
      waited += LOOK_EVERY_MS;
    }
  };

  const refreshOnce = (current: HeldTokens, refused?: string): Promise<Tokens> => {
    const key = toKey(current);
    const flight = flights.get(key) ?? refreshInTurn(current, refused).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };

  return {
    newest: (tokens) => newest(tokens),
    async fresh(tokens) {
      if (lives(tokens)) return tokens;
      const current = await newest(tokens);
      if (lives(current)) return current;
      try {
        const result = await refreshOnce(current);
        results.set(toKey(tokens), result);
        return result;
      } catch (error) {
        // A trouble of the accounts service is no reason to stop while the token still lives.
        if (!isAppError(error, "not_signed_in") && current.expiresAt > now()) return current;
        throw error;
      }
    },
    async renew(tokens) {
      const known = await newest(tokens, tokens.accessToken);
      return lives(known, tokens.accessToken) ? known : refreshOnce(known, tokens.accessToken);
    },
    forget(who) {
      for (const memory of [results, dead])
        for (const key of [...memory.keys()]) if (key.startsWith(who)) memory.delete(key);
    },
  };
}

async function requestTokens(settings: AuthSettings, current: Tokens, now: () => number): Promise<Tokens> {
  const { clientId, clientSecret, fetch = globalThis.fetch } = settings;
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: current.refreshToken });
  const headers = new Headers({ "Content-Type": "application/x-www-form-urlencoded" });
  if (clientSecret) headers.set("Authorization", `Basic ${btoa(`${clientId}:${clientSecret}`)}`);
  else form.set("client_id", clientId);
  const signal = AbortSignal.timeout(AUTH_TIMEOUT_MS);
  const body = form.toString();
  const init: RequestInit = { method: "POST", headers, body, signal, cache: "no-store" };
  try {
    const response = await fetch(toAccountsAddress(settings, "api/token"), init);
    if (!response.ok) throw await toTokenError(response);
    const reply = tokenReplySchema.parse(await response.json());
    return {
      accessToken: reply.access_token,
      refreshToken: reply.refresh_token ?? current.refreshToken,
      expiresAt: now() + reply.expires_in * 1_000,
    };
  } catch (error) {
    if (isAppError(error)) throw error;
    const message = "Spotify's sign-in service does not answer. Try again in a moment.";
    throw new AppError("service_unavailable", message, { cause: error });
  }
}

async function toTokenError(response: Response): Promise<AppError> {
  const { status } = response;
  const parsed = tokenErrorSchema.safeParse(await response.json().catch(() => undefined));
  const code = parsed.success ? parsed.data.error : "";
  if (code === "invalid_grant") return signInAgain();
  if (status === 429 || status >= 500 || !parsed.success) {
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    const message = `Spotify's sign-in service is in trouble (${status}). Try again in a moment.`;
    return new AppError("service_unavailable", message, {
      ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1_000 }),
    });
  }
  const message = `Spotify refused to renew the sign-in (${code}): check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET.`;
  return new AppError("internal", message);
}

function signInAgain(): AppError {
  const message = "Your sign-in with Spotify has run out. Sign in again; your stations are as you left them.";
  return new AppError("not_signed_in", message);
}

function toKey({ sub, refreshToken }: HeldTokens): string {
  return listenerKey(sub, `renewal:${createHash("sha256").update(refreshToken).digest("base64")}`);
}
