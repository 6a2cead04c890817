// Signing in as a browser does it, and the server's own keeper of tokens: what is spent at the accounts service in a day.

import { createHash } from "node:crypto";
import { z } from "zod";
import { SCOPE } from "@/lib/server/auth/scopes";
import type { AuthSettings } from "@/lib/server/auth/settings";
import { createTokenKeeper, type HeldTokens } from "@/lib/server/auth/tokens";

export type SignIns = {
  /** Goes through the consent and trades the code; the profile is asked for, as the app does. */
  signIn(listener: string): Promise<void>;
  /** A token that lives. */
  token(listener: string): Promise<string>;
};

type SignInOptions = {
  readonly clientId: string;
  readonly origin: string;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Calls that count: those of the server. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The browser's own way to the consent, which agrees in this listener's name. */
  readonly consent: (url: string, listener: string) => Promise<Response>;
};

const REDIRECT = "http://127.0.0.1:3000/api/auth/callback/spotify";
const tradeSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
});

export function createSignIns({ clientId, origin, now, sleep, fetch, consent }: SignInOptions): SignIns {
  const settings: AuthSettings = {
    clientId,
    accountsUrl: origin,
    apiUrl: origin,
    secret: "of one simulated installation, for nobody",
    url: "http://127.0.0.1:3000",
    now,
    wait: sleep,
    fetch,
  };
  const keeper = createTokenKeeper(settings);
  const held = new Map<string, HeldTokens>();
  return {
    async signIn(listener) {
      const verifier = `${listener}-`.repeat(50).slice(0, 64);
      const query = new URLSearchParams({
        client_id: clientId,
        response_type: "code",
        redirect_uri: REDIRECT,
        scope: SCOPE,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      });
      const agreed = await consent(`${origin}/authorize?${query}`, listener);
      const code = new URL(agreed.headers.get("location") ?? "").searchParams.get("code") ?? "";
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        client_id: clientId,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
        code,
      });
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const answer = await fetch(`${origin}/api/token`, { method: "POST", headers, body: body.toString() });
      const traded = tradeSchema.parse(await answer.json());
      const { access_token: accessToken, refresh_token: refreshToken } = traded;
      held.set(listener, {
        sub: listener,
        accessToken,
        refreshToken,
        expiresAt: now() + traded.expires_in * 1_000,
      });
      await fetch(`${origin}/v1/me`, { headers: { authorization: `Bearer ${accessToken}` } });
    },
    async token(listener) {
      const tokens = held.get(listener);
      if (!tokens) throw new Error(`${listener} has not signed in.`);
      const fresh = await keeper.fresh(tokens);
      held.set(listener, { ...fresh, sub: listener });
      return fresh.accessToken;
    },
  };
}
