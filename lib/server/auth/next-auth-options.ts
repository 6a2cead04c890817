// next-auth's options: Spotify as the provider, everything in one encrypted cookie, our own pages.
// next-auth does the OAuth dance and signs out; sessions are read and refreshed by session.ts.

import type { NextAuthOptions } from "next-auth";
import SpotifyProvider from "next-auth/providers/spotify";
import { toApiBase } from "@/lib/music/spotify/client";
import { claimsSchema } from "./claims";
import { SESSION_SECONDS } from "./cookie";
import { readProfile, signInProfileSchema } from "./profile";
import { SCOPE } from "./scopes";
import { AUTH_TIMEOUT_MS, type AuthSettings, logToConsole, toAccountsAddress } from "./settings";
import type { TokenKeeper } from "./tokens";

export function createNextAuthOptions(settings: AuthSettings, tokens: TokenKeeper): NextAuthOptions {
  const { secret, url } = settings;
  // next-auth learns its own address from nowhere else.
  process.env.NEXTAUTH_URL ||= url;
  return {
    secret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: url.startsWith("https://"),
    pages: { signIn: "/", error: "/" },
    providers: [createProvider(settings)],
    callbacks: {
      signIn: ({ profile }) => {
        const { denied } = signInProfileSchema.parse(profile);
        return denied ? `${new URL(url).origin}/?error=${denied}` : true;
      },
      redirect: ({ url: target, baseUrl }) => toOwnAddress(target, baseUrl),
      jwt: async ({ token, account, profile }) => {
        if (account) return toClaims(account, profile, settings);
        // The request may carry a cookie from before a refresh; sending its tokens back would undo it.
        const known = claimsSchema.safeParse(token);
        return known.success ? { ...token, ...(await tokens.newest(known.data)) } : token;
      },
      // Built anew: whatever else the cookie holds, the tokens above all, stays on the server.
      session: ({ session: { expires }, token }) => {
        const { sub, name, picture } = claimsSchema.parse(token);
        return { expires, user: { id: sub, name, image: picture ?? null } };
      },
    },
    logger: createLogger(settings),
  };
}

function createProvider(settings: AuthSettings) {
  const { clientId, clientSecret } = settings;
  return SpotifyProvider({
    clientId,
    clientSecret: clientSecret ?? "",
    client: { token_endpoint_auth_method: clientSecret ? "client_secret_basic" : "none" },
    authorization: { url: toAccountsAddress(settings, "authorize"), params: { scope: SCOPE } },
    token: toAccountsAddress(settings, "api/token"),
    userinfo: {
      url: `${toApiBase(settings.apiUrl)}/me`,
      request: ({ tokens }) => readProfile(settings, tokens.access_token ?? ""),
    },
    checks: ["pkce", "state"],
    httpOptions: { timeout: AUTH_TIMEOUT_MS },
    profile: (raw: unknown) => {
      const { sub, name, image } = signInProfileSchema.parse(raw);
      return { id: sub, name, image: image ?? null };
    },
  });
}

type JwtInput = Parameters<NonNullable<NonNullable<NextAuthOptions["callbacks"]>["jwt"]>>[0];

/** The new cookie's content, checked on the way in as on the way out. */
function toClaims(account: NonNullable<JwtInput["account"]>, raw: unknown, { now = Date.now }: AuthSettings) {
  const profile = signInProfileSchema.parse(raw);
  return claimsSchema.parse({
    sub: profile.sub,
    serviceUserId: profile.serviceUserId,
    name: profile.name,
    picture: profile.image ?? null,
    accessToken: account.access_token,
    refreshToken: account.refresh_token ?? "",
    expiresAt: (account.expires_at ?? 0) * 1_000,
    authorizedAt: now(),
    scope: account.scope ?? SCOPE,
  });
}

/** The address if it is one of ours, else our front page: sign-in never leads to another site. */
function toOwnAddress(target: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  if (!URL.canParse(target, base)) return base.origin;
  const wanted = new URL(target, base);
  return wanted.origin === base.origin ? wanted.href : base.origin;
}

function createLogger({ log = logToConsole }: AuthSettings): NextAuthOptions["logger"] {
  return {
    error: (code, metadata) => {
      const error = metadata instanceof Error ? metadata : metadata.error;
      log("error", code, error instanceof Error ? error.message : "");
    },
    warn: (code) => log("warn", code, ""),
    // Debug output holds tokens.
    debug: () => {},
  };
}
