// Sign-in and sessions, put together for the composition root.

import "server-only";
import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import type { Listener } from "./claims";
import { createNextAuthOptions } from "./next-auth-options";
import { createSessionReader, type Session, type SessionReader } from "./session";
import type { AuthSettings } from "./settings";
import { createTokenKeeper } from "./tokens";

export type { Listener } from "./claims";
export type { Session } from "./session";
export type { AuthSettings } from "./settings";

export type Auth = {
  readonly nextAuthOptions: NextAuthOptions;
  /** For route handlers: refreshes when needed; the response must carry `setCookie`. */
  readonly readSession: (request: Request) => Promise<Session | undefined>;
  /** For server components: who is signed in. No refresh, no token. */
  readonly readListener: () => Promise<Listener | undefined>;
};

export function createAuth(settings: AuthSettings): Auth {
  const tokens = createTokenKeeper(settings);
  const reader: SessionReader = createSessionReader(settings, tokens);
  return {
    nextAuthOptions: createNextAuthOptions(settings, tokens),
    readSession: reader.readSession,
    readListener: async () => reader.readListenerFrom((await cookies()).getAll()),
  };
}
