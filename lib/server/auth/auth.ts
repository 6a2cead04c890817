// Sign-in and sessions, put together for the composition root.

import "server-only";
import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import type { Listener } from "./claims";
import type { WithHeaders } from "./cookie";
import { createNextAuthOptions } from "./next-auth-options";
import {
  createSessionReader,
  type Grant,
  type SessionReader,
  type Session as SpotifySession,
} from "./session";
import type { AuthSettings } from "./settings";
import type { SubsonicSession } from "./subsonic-session";
import { createTokenKeeper } from "./tokens";

export type { Listener } from "./claims";
export type { AuthSettings } from "./settings";

export type Session = SpotifySession | SubsonicSession;

export type Auth<S extends Session = Session> = {
  readonly nextAuthOptions: NextAuthOptions;
  /** For route handlers: refreshes when needed; the response must carry `setCookie`. */
  readonly readSession: (request: WithHeaders) => Promise<S | undefined>;
  /** For server components: who is signed in. No refresh, no token. */
  readonly readListener: () => Promise<Listener | undefined>;
  /** When and with what permissions the sign-in was given, where such things run out. */
  readonly readGrant?: () => Promise<Grant | undefined>;
  /** Ends the listener's sessions; the Set-Cookie headers that leave none in the browser that asks. */
  readonly leave: (request: WithHeaders, listenerId: string) => Promise<string[]>;
  /** Deletes what this process remembers of the sign-ins of the listener with this prefix. */
  readonly forgetHere?: (who: string) => void;
  /** Set-Cookie headers that end a session which the music service no longer takes. */
  readonly forget?: (request: WithHeaders) => string[];
};

export function createAuth(settings: AuthSettings): Auth<SpotifySession> {
  const tokens = createTokenKeeper(settings);
  const reader: SessionReader = createSessionReader(settings, tokens);
  return {
    nextAuthOptions: createNextAuthOptions(settings, tokens),
    readSession: reader.readSession,
    readListener: async () => reader.readListenerFrom((await cookies()).getAll()),
    readGrant: async () => reader.readGrantFrom((await cookies()).getAll()),
    leave: reader.end,
    forgetHere: reader.forgetHere,
  };
}
