// The composition root: which model, index, store, service and session reader this process uses, decided once.
// Made at start by instrumentation.ts; every route handler and page asks for it here.

import "server-only";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Capabilities } from "@/lib/api/capabilities";
import { createLimiter, type Limiter } from "@/lib/api/limiter";
import { type Bodies, createBodies } from "@/lib/api/read-body";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { createEventBook, type EventBook } from "@/lib/share/events/event-book";
import type { ShareDeps } from "@/lib/share/shares";
import type { StationDeps } from "@/lib/station/deps";
import type { LastingCache } from "@/lib/store/lasting-cache";
import type { KeyValueStore } from "@/lib/store/store";
import type { WatchedStore } from "@/lib/store/watched";
import { type Answers, createAnswers } from "./answers";
import type { Auth, Session } from "./auth/auth";
import { type Env, parseEnv } from "./env";
import { createFarewells, type Farewells } from "./farewells";
import { createGuestPass, type GuestPass } from "./guest-pass";
import { createLibraries, type Libraries, type NarrowedDeps } from "./libraries";
import { createLogger, type Logger } from "./logger";
import { forgetElsewhere } from "./memories";
import { createMusicBackend, type MusicBackend } from "./music-backends";
import { createModels, type Models, publishedModels } from "./open-models";
import { openStore } from "./open-store";
import { createRenewals } from "./token-answer";

/** What pages may know of the installation. */
export type InstallationInfo = {
  /** Also the name of its way to sign in. */
  readonly musicService: string;
  readonly serviceLabel: string;
  readonly capabilities: Capabilities;
  /** Script of the service's own player, where it has one. */
  readonly sdkUrl?: string;
  /** Shown on every page, e.g. that this is a sandbox. */
  readonly notice?: string;
};

export type Container = {
  readonly env: Env;
  readonly log: Logger;
  /** The default model's. */
  readonly catalogue: Catalogue;
  readonly index: VectorIndex;
  readonly models: Models;
  /** For what must be true: fails with store_unavailable while it cannot be asked. */
  readonly store: WatchedStore;
  /** The same store for what may be a little old; goes on from memory while the store is down. */
  readonly cache: LastingCache;
  /** The part of `cache` that holds what comes from the music service, where that has one of its own. */
  readonly musicStore: KeyValueStore;
  readonly shares: ShareDeps;
  readonly events: EventBook;
  readonly guestPass: GuestPass;
  /** How often a device may speak, and how many new devices one address may bring. */
  readonly guestLimiters: { readonly voices: Limiter; readonly devices: Limiter };
  readonly auth: Auth;
  readonly libraries: Libraries;
  readonly limiter: Limiter;
  /** How often a listener's page may have a refused token replaced. */
  readonly renewals: Limiter;
  /** Requests' bodies, and answers made of nothing else, for when the same comes again. */
  readonly bodies: Bodies;
  readonly answers: Answers;
  /** Who has disconnected at any replica. */
  readonly farewells: Farewells;
  readonly info: InstallationInfo;
  /** What was spent of the music service's allowances; absent where it has none. */
  readonly budget?: MusicBackend["budget"];
  readonly forgetCalls?: MusicBackend["forgetCalls"];
  readonly stationDeps: (session: Session, signal?: AbortSignal) => StationDeps;
  /** The same over a model, the default one if none is named, and within the listener's library if there is one. */
  readonly openStation: (
    session: Session,
    options?: { readonly model?: string | undefined; readonly signal?: AbortSignal },
  ) => Promise<NarrowedDeps>;
};

const MODELS = join(process.cwd(), "data", "models");

/** A thumb is no faster. */
const VOICES_PER_MINUTE = 90;
/** A hall behind one address comes in within a minute or two. */
const DEVICES_PER_MINUTE = 240;

// Next.js bundles instrumentation and handlers apart, so a module variable would hold two containers.
const shared = globalThis as typeof globalThis & { longwaveContainer?: Promise<Container> };

export function getContainer(): Promise<Container> {
  shared.longwaveContainer ??= publishedModels(MODELS).then((names) =>
    createContainer(parseEnv(process.env, names)),
  );
  return shared.longwaveContainer;
}

async function createContainer(env: Env): Promise<Container> {
  const log = createLogger(env.LOG_LEVEL);
  const models = createModels({
    directory: MODELS,
    defaultName: env.MODEL,
    log,
  });
  const { store, cache } = openStore(env, log);
  const { catalogue, index } = await models.open();
  const backend = createMusicBackend(env, { store: cache, log });
  const libraries = createLibraries({ store: backend.store, log });
  const stationDeps = (session: Session, signal?: AbortSignal): StationDeps => ({
    catalogue,
    index,
    store: backend.storeOf(session),
    listenerId: session.listener.id,
    music: backend.musicOf(session),
    ...(signal && { signal }),
  });
  log.info(
    { model: catalogue.model.name, artists: catalogue.space.count, index: index.kind, store: store.name },
    "ready",
  );
  const container: Container = {
    env,
    log,
    catalogue,
    index,
    models,
    store,
    cache,
    musicStore: backend.store,
    shares: { store, now: Date.now, randomBytes },
    events: createEventBook({
      store,
      recommender: { catalogue, index },
      randomBytes,
      log: (message, error) => log.warn({ err: error }, message),
    }),
    guestPass: createGuestPass(env.NEXTAUTH_SECRET, env.NEXTAUTH_URL.startsWith("https://")),
    guestLimiters: {
      voices: createLimiter({ perMinute: VOICES_PER_MINUTE, now: Date.now }),
      devices: createLimiter({ perMinute: DEVICES_PER_MINUTE, now: Date.now }),
    },
    auth: backend.auth,
    libraries,
    limiter: createLimiter({ perMinute: env.REQUESTS_PER_MINUTE, now: Date.now }),
    renewals: createRenewals(Date.now),
    bodies: createBodies(),
    answers: createAnswers(),
    farewells: createFarewells({ store }),
    info: {
      musicService: backend.name,
      serviceLabel: backend.label,
      capabilities: backend.capabilities,
      ...(backend.sdkUrl && { sdkUrl: backend.sdkUrl }),
      ...(env.SERVICE_NOTICE && { notice: env.SERVICE_NOTICE }),
    },
    ...(backend.budget && { budget: backend.budget }),
    ...(backend.forgetCalls && { forgetCalls: backend.forgetCalls }),
    stationDeps,
    openStation: async (session, { model, signal } = {}) =>
      libraries.narrow({ ...stationDeps(session, signal), ...(await models.open(model)) }),
  };
  container.farewells.watch((who) => forgetElsewhere(container, who));
  return container;
}
