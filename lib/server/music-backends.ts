// The music services that an installation can have, each with its sign-in and with what pages may ask of it.
// The only place, beside lib/server/auth, that knows them by name.

import "server-only";
import { createHash } from "node:crypto";
import type { Capabilities } from "@/lib/api/capabilities";
import { AppError } from "@/lib/errors";
import type { ListenerMusic } from "@/lib/music/service";
import type { BucketSpending } from "@/lib/music/spotify/budget";
import { createSpotifyGate } from "@/lib/music/spotify/gate";
import { createSpotifyMusic } from "@/lib/music/spotify/spotify-music";
import { createSubsonicGate } from "@/lib/music/subsonic/gate";
import { createSubsonicMusic } from "@/lib/music/subsonic/subsonic-music";
import { listenerPrefix } from "@/lib/store/listener-keys";
import { createPrefixedStore } from "@/lib/store/prefixed";
import type { KeyValueStore } from "@/lib/store/store";
import { type Auth, createAuth, type Session } from "./auth/auth";
import { createSubsonicAuth } from "./auth/subsonic-auth";
import type { Env, SpotifyEnv, SubsonicEnv } from "./env";
import type { Logger } from "./logger";

export type MusicBackend = {
  readonly name: Env["MUSIC_SERVICE"];
  readonly label: string;
  readonly sdkUrl?: string;
  readonly capabilities: Capabilities;
  readonly auth: Auth;
  readonly musicOf: (session: Session) => ListenerMusic;
  /** Where what comes from the service is kept for this listener. */
  readonly storeOf: (session: Session) => KeyValueStore;
  /** Where whatever is not one listener's is kept. */
  readonly store: KeyValueStore;
  /** What was spent of the service's allowances; absent where it has none. */
  readonly budget?: () => Promise<BucketSpending[]>;
  /** Deletes what is remembered of the calls of the listener with this prefix. */
  readonly forgetCalls?: (who: string) => void;
};

export type BackendDeps = { readonly store: KeyValueStore; readonly log: Logger };

export function createMusicBackend(env: Env, deps: BackendDeps): MusicBackend {
  return env.MUSIC_SERVICE === "subsonic"
    ? createSubsonicBackend(env, deps)
    : createSpotifyBackend(env, deps);
}

function createSpotifyBackend(env: SpotifyEnv, { store, log }: BackendDeps): MusicBackend {
  const { SPOTIFY_API_URL: apiUrl, SPOTIFY_CLIENT_ID: clientId } = env;
  const gate = createSpotifyGate({ clientId, store, quotas: env.SPOTIFY_QUOTAS });
  return {
    name: "spotify",
    label: "Spotify",
    sdkUrl: env.SPOTIFY_SDK_URL,
    budget: gate.budget.report,
    forgetCalls: gate.listeners.forget,
    capabilities: {
      signIn: "redirect",
      player: "device",
      paidPlan: "Premium",
      ownMusic: false,
      reportsPlays: false,
      stars: true,
    },
    auth: createAuth({
      clientId,
      clientSecret: env.SPOTIFY_CLIENT_SECRET,
      accountsUrl: env.SPOTIFY_ACCOUNTS_URL,
      apiUrl,
      secret: env.NEXTAUTH_SECRET,
      url: env.NEXTAUTH_URL,
      store,
      log: (level, code, message) => log[level]({ code }, message),
    }),
    musicOf: (session) => {
      if (!("accessToken" in session)) throw new AppError("not_signed_in");
      const { accessToken, scope, listener } = session;
      const renew = async (refused: string) => (await session.renew(refused)).accessToken;
      const userId = listener.serviceUserId;
      const paceKey = listenerPrefix(listener.id);
      return createSpotifyMusic({ gate, apiUrl, clientId, userId, paceKey, accessToken, renew, scope });
    },
    // Its tracks are the same for everybody, and its calls are counted.
    storeOf: () => store,
    store,
  };
}

function createSubsonicBackend(env: SubsonicEnv, deps: BackendDeps): MusicBackend {
  const gate = createSubsonicGate();
  const { SUBSONIC_URL: url } = env;
  const server = createHash("sha256").update(url).digest("hex").slice(0, 12);
  const store = createPrefixedStore(deps.store, `subsonic:${server}:`);
  return {
    name: "subsonic",
    label: "your music server",
    capabilities: { signIn: "password", player: "audio", ownMusic: true, reportsPlays: true, stars: true },
    auth: createSubsonicAuth({
      gate,
      serverUrl: url,
      secret: env.NEXTAUTH_SECRET,
      url: env.NEXTAUTH_URL,
      log: (level, code, message) => deps.log[level]({ code }, message),
    }),
    musicOf: (session) => {
      if (!("subsonic" in session)) throw new AppError("not_signed_in");
      const coverAddress = (id: string) => `/api/cover/${encodeURIComponent(id)}`;
      return createSubsonicMusic({ gate, url, credentials: session.subsonic, coverAddress });
    },
    // Accounts of one server may see different parts of its library.
    storeOf: ({ listener }) => createPrefixedStore(store, listenerPrefix(listener.id)),
    store,
  };
}
