// Sign-in to a Subsonic server with its user name and password, and the sessions it leads to.
// What proves the listener to the server, a token wherever it takes one, is kept in the encrypted cookie and nowhere else.

import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { createLimiter, type Limiter } from "@/lib/api/limiter";
import type { SignInErrorCode } from "@/lib/api/sign-in-errors";
import { type AppError, isAppError } from "@/lib/errors";
import type { SubsonicGate } from "@/lib/music/subsonic/gate";
import { signInToSubsonic } from "@/lib/music/subsonic/sign-in";
import type { Auth } from "./auth";
import { SESSION_SECONDS } from "./cookie";
import { type AuthLog, logToConsole } from "./settings";
import {
  createSubsonicSessions,
  type SubsonicClaims,
  type SubsonicSession,
  subsonicClaimsSchema,
} from "./subsonic-session";

export type SubsonicAuthSettings = {
  readonly gate: SubsonicGate;
  /** The music server. */
  readonly serverUrl: string;
  /** Encrypts the session cookie. */
  readonly secret: string;
  /** Where this installation is reached. */
  readonly url: string;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Told of failed sign-ins, by code; never of names or passwords. Default the console. */
  readonly log?: AuthLog;
};

const PROVIDER_ID = "subsonic";
/** Tries in a minute: from one address, and for one name wherever they come from. */
const TRIES_PER_ADDRESS = 10;
const TRIES_PER_NAME = 20;

const inputSchema = z.object({
  username: z.string().trim().max(200),
  password: z.string().min(1).max(1_000),
});

export function createSubsonicAuth(settings: SubsonicAuthSettings): Auth<SubsonicSession> {
  const sessions = createSubsonicSessions(settings);
  return {
    nextAuthOptions: createOptions(settings),
    readSession: sessions.readSession,
    readListener: async () => sessions.readListenerFrom((await cookies()).getAll()),
    leave: async (request) => sessions.leave(request),
    forget: sessions.forget,
  };
}

export function createOptions(settings: SubsonicAuthSettings): NextAuthOptions {
  const { secret, url, log = logToConsole } = settings;
  const authorize = createAuthorize(settings);
  // next-auth learns its own address from nowhere else.
  process.env.NEXTAUTH_URL ||= url;
  return {
    secret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: url.startsWith("https://"),
    pages: { signIn: "/", error: "/" },
    providers: [
      CredentialsProvider({
        id: PROVIDER_ID,
        credentials: { username: {}, password: { type: "password" } },
        authorize: (input, request) => authorize(input, request.headers ?? {}),
      }),
    ],
    callbacks: {
      redirect: ({ url: target, baseUrl }) => toOwnAddress(target, baseUrl),
      // `user` is there at the sign-in only, and is what `authorize` returned.
      jwt: ({ token, user }) => (user ? { ...subsonicClaimsSchema.parse(user) } : token),
      // Built anew: the credentials stay on the server.
      session: ({ session: { expires }, token }) => {
        const { sub, name } = subsonicClaimsSchema.parse(token);
        return { expires, user: { id: sub, name, image: null } };
      },
    },
    logger: {
      error: (code) => log("error", code, ""),
      warn: (code) => log("warn", code, ""),
      debug: () => {},
    },
  };
}

type User = SubsonicClaims & { readonly id: string };

/** The error's message is a code of lib/api/sign-in-errors.ts, which next-auth puts into the page's address. */
function createAuthorize({ gate, serverUrl, now = Date.now, log = logToConsole }: SubsonicAuthSettings) {
  const byAddress = createLimiter({ perMinute: TRIES_PER_ADDRESS, now });
  const byName = createLimiter({ perMinute: TRIES_PER_NAME, now });
  return async (input: unknown, headers: Record<string, unknown>): Promise<User> => {
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) throw new Error("CredentialsSignin" satisfies SignInErrorCode);
    const { username, password: secret } = parsed.data;
    const address = String(headers["x-forwarded-for"] ?? "local").split(",")[0] ?? "local";
    if (!mayTry(byAddress, address) || !mayTry(byName, username.toLowerCase())) {
      throw new Error("TooManyTries" satisfies SignInErrorCode);
    }
    try {
      const credentials = await signInToSubsonic({ gate, url: serverUrl, username, secret });
      const sub = `subsonic:${credentials.username.toLowerCase()}`;
      return { id: sub, sub, name: credentials.username, credentials };
    } catch (error) {
      const code = isAppError(error) ? toCode(error) : "ServerDown";
      log("error", code, error instanceof Error ? error.message : "");
      throw new Error(code);
    }
  };
}

function mayTry(limiter: Limiter, key: string): boolean {
  try {
    limiter.take(key);
    return true;
  } catch {
    // The limiter throws nothing but that it is too early.
    return false;
  }
}

function toCode({ code, details }: AppError): SignInErrorCode {
  if (code === "not_signed_in") return "CredentialsSignin";
  if (code === "forbidden" || code === "not_allowed_by_service") return "ServerRefused";
  return details?.certificate ? "BadCertificate" : "ServerDown";
}

/** The address if it is one of ours, else our front page: sign-in never leads to another site. */
function toOwnAddress(target: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  if (!URL.canParse(target, base)) return base.origin;
  const wanted = new URL(target, base);
  return wanted.origin === base.origin ? wanted.href : base.origin;
}
