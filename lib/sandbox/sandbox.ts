// The sandbox as one fetch-shaped handler, free of sockets: routes a Request to the service it emulates.
// server.ts puts it on a port; tests call it directly.
import { fileURLToPath } from "node:url";
import { type Call, checkMarket } from "./call";
import { createCatalogue, type NamedArtist, readModelArtists } from "./catalogue";
import { answerControl } from "./control";
import { coverResponse } from "./covers/cover";
import { discographyOf } from "./discography";
import { type Fixtures, readFixtures } from "./fixtures";
import { admit, countCall, delayOf, strikeRoute } from "./gate";
import { homePage, openPage } from "./home-page";
import { getAuthorize, postAuthorize, postToken } from "./oauth";
import { CORS_HEADERS, Fault, faultResponse, html, noContent } from "./respond";
import { createMatcher, routeName } from "./route";
import { apiRoutes } from "./routes/table";
import { answerSdk } from "./sdk-routes";
import { seedPlaylists } from "./seed";
import { createState, type SandboxState, type World } from "./state";
import { createWire } from "./wire";

export type SandboxOptions = {
  /** Milliseconds since 1970; default the machine's clock. The sandbox adds what its own clock was moved on by. */
  readonly now?: () => number;
  /** Same seed, same tokens and chance; default 1. */
  readonly seed?: string | number;
  /** Waits for the added latency; default a timer. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Where fixtures and published models are; default the repository's data folder. */
  readonly dataDir?: string;
  /** Who is there and what they have; default `sandbox/fixtures.json` of the data folder. */
  readonly fixtures?: Fixtures;
  /** More artists, less important than the fixtures'; default those of the published models. */
  readonly artists?: () => readonly NamedArtist[];
};

export type Sandbox = {
  /** Answers one request. Throws a TypeError where a switch cuts the connection. */
  fetch(request: Request): Promise<Response>;
  /** Live state, for tests. */
  readonly state: SandboxState;
  /** The sandbox's clock, in milliseconds since 1970. */
  now(): number;
  /** Reads the catalogue now instead of at the first call that needs it. */
  warm(): void;
};

const DATA_DIR = fileURLToPath(new URL("../../data/", import.meta.url));
const findRoute = createMatcher(apiRoutes);

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const dataDir = options.dataDir ?? DATA_DIR;
  const fixtures = options.fixtures ?? readFixtures(`${dataDir}/sandbox/fixtures.json`);
  const more = options.artists ?? (() => readModelArtists(`${dataDir}/models`));
  const world: World = {
    catalogue: createCatalogue(() => [...fixtures.artists, ...more()]),
    discographyOf,
  };
  const clock = options.now ?? Date.now;
  const fresh = () => createState(fixtures, options.seed ?? 1);
  const state = fresh();
  const now = () => clock() + state.clockOffsetMs;
  let isSeeded = false;
  const seed = () => {
    if (isSeeded) return;
    isSeeded = true;
    seedPlaylists(state, { fixtures: fixtures.playlists, world, now: now() });
  };
  const reset = () => {
    Object.assign(state, fresh());
    isSeeded = false;
    seed();
  };
  const context = { state, world, now, seed, reset, sleep: options.sleep ?? sleep };
  return { state, now, warm: seed, fetch: (request) => answer(request, context) };
}

type Context = {
  readonly state: SandboxState;
  readonly world: World;
  readonly now: () => number;
  /** Makes the playlists; they name artists, so this reads the catalogue and waits for the first call that needs it. */
  readonly seed: () => void;
  readonly reset: () => void;
  readonly sleep: (ms: number) => Promise<void>;
};

async function answer(request: Request, context: Context): Promise<Response> {
  const url = new URL(request.url);
  const isOpen = url.pathname.startsWith("/v1") || url.pathname.startsWith("/sdk");
  if (isOpen && request.method === "OPTIONS") return withCors(noContent());
  try {
    const response =
      (await dispatch(request, url, context)) ?? faultResponse(new Fault(404, "Service not found"));
    return isOpen ? withCors(response) : response;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return isOpen ? withCors(faultResponse(fault)) : faultResponse(fault);
  }
}

async function dispatch(request: Request, url: URL, context: Context): Promise<Response | undefined> {
  const { state, world, now } = context;
  const { pathname } = url;
  const wire = createWire({ origin: url.origin, state, world });
  const isSignIn = pathname === "/authorize" || pathname === "/api/token";
  if (!isSignIn && !pathname.startsWith("/sandbox")) context.seed();
  if (pathname.startsWith("/v1/")) return answerApi(request, url, context);
  if (/^\/sandbox(\/|$)/.test(pathname)) return answerControl(request, url, { ...context, wire });
  if (pathname.startsWith("/sdk/")) return answerSdk(request, url, { state, wire, now });
  if (pathname.startsWith("/images/")) return coverResponse(world, pathname.slice("/images/".length));
  if (pathname.startsWith("/open/")) {
    const found = openPage(world, state, pathname);
    return found === undefined ? undefined : html(found);
  }
  const route = `${request.method} ${pathname}`;
  if (route === "GET /") return html(homePage(state));
  if (!["GET /authorize", "POST /authorize", "POST /api/token"].includes(route)) return undefined;
  countCall(state, route);
  await pause(context, route);
  const struck = strikeRoute(state, route);
  if (struck) return struck;
  if (route === "GET /authorize") return getAuthorize(state, url, now());
  if (route === "POST /authorize") return postAuthorize(state, request, now());
  return postToken(state, request, now());
}

async function answerApi(request: Request, url: URL, context: Context): Promise<Response | undefined> {
  const { state, world } = context;
  const matched = findRoute(request.method, url.pathname);
  if (!matched) return undefined;
  const { route, params } = matched;
  countCall(state, routeName(route));
  await pause(context, routeName(route));
  const struck = strikeRoute(state, routeName(route));
  if (struck) return struck;
  const now = context.now();
  const admitted = admit(state, { request, route, now });
  if (admitted instanceof Response) return admitted;
  const wire = createWire({ origin: url.origin, state, world });
  const call: Call = { request, url, params, state, world, wire, now, ...admitted };
  checkMarket(call);
  return route.handle(call);
}

async function pause({ state, sleep: wait }: Context, route: string): Promise<void> {
  const delay = delayOf(state, route);
  if (delay > 0) await wait(delay);
}

function withCors(response: Response): Response {
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.headers.set(name, value);
  return response;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
