// What surrounds every handler, whichever way its request came in: request id, origin, session, limit, parse, log, fault.
// route.ts and node-route.ts bring the request here and carry the answer back.

import "server-only";
import { setMaxListeners } from "node:events";
import { z } from "zod";
import { toAppError } from "@/lib/api/error-response";
import { AppError } from "@/lib/errors";
import type { StationDeps } from "@/lib/station/deps";
import { listenerPrefix } from "@/lib/store/listener-keys";
import type { Session } from "./auth/auth";
import type { WithHeaders } from "./auth/cookie";
import { type Container, getContainer } from "./container";
import type { NarrowedDeps } from "./libraries";

export type Access = "listener" | "anyone";

export type RouteOptions<A extends Access, B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> = {
  /** "listener" answers 401 without a session; "anyone" reads the session if there is one. */
  readonly access: A;
  readonly body?: B;
  readonly query?: Q;
  readonly params?: P;
  readonly status?: number;
};

/** What is read of any request's head; a web Request has all of it. */
export type RequestHead = WithHeaders & {
  readonly method: string;
  /** Absolute, or from the root. */
  readonly url: string;
  readonly signal: AbortSignal;
};

/** What of a request takes time to read. */
export type RequestParts = {
  /** Throws AppError("too_large"). */
  readonly readText: () => Promise<string>;
  readonly readParams: () => Promise<unknown>;
};

export type RouteContext<R extends RequestHead, A extends Access, B, Q, P> = {
  readonly container: Container;
  readonly request: R;
  readonly session: A extends "listener" ? Session : Session | undefined;
  /** The use cases' dependencies as this listener; throws not_signed_in without a session. */
  readonly deps: () => StationDeps;
  /** The same over a model, the default one if none is named, and within the listener's library if there is one. */
  readonly open: (model?: string) => Promise<NarrowedDeps>;
  readonly body: B;
  readonly query: Q;
  readonly params: P;
};

export const nothing = z.unknown();

/** What a handler gave or the fault in its place, and the headers that go with either. */
export type Handled = { readonly headers: readonly (readonly [name: string, value: string])[] } & (
  | { readonly value: unknown }
  | { readonly error: AppError; readonly requestId: string }
);

export async function handle<
  R extends RequestHead,
  A extends Access,
  B extends z.ZodType,
  Q extends z.ZodType,
  P extends z.ZodType,
>(
  { access, ...schemas }: RouteOptions<A, B, Q, P>,
  handler: (context: RouteContext<R, A, z.output<B>, z.output<Q>, z.output<P>>) => Promise<unknown>,
  request: R,
  parts: RequestParts,
): Promise<Handled> {
  const started = performance.now();
  // A new station of a hundred artists waits for as many calls at once, each of which listens for the abort.
  setMaxListeners(0, request.signal);
  const requestId = crypto.randomUUID();
  const container = await getContainer();
  let session: Session | undefined;
  const headers = (cookies: readonly string[]) => [
    ...cookies.map((cookie) => ["Set-Cookie", cookie] as const),
    ["X-Request-Id", requestId] as const,
    ["Server-Timing", `app;dur=${(performance.now() - started).toFixed(2)}`] as const,
  ];
  try {
    refuseForeignOrigin(request, container);
    session = await container.auth.readSession(request);
    // All guests of an event may stand behind one address.
    container.limiter.take(
      (session && listenerPrefix(session.listener.id)) ??
        container.guestPass.read(request) ??
        clientAddress(request),
    );
    const value = await handler({
      container,
      request,
      session: admit(access, session),
      deps: () => container.stationDeps(admit("listener", session), request.signal),
      open: (model?: string) =>
        container.openStation(admit("listener", session), { model, signal: request.signal }),
      body: schemas.body ? container.bodies.parse(await parts.readText(), schemas.body) : undefined,
      query: schemas.query?.parse(Object.fromEntries(urlOf(request).searchParams)),
      params: schemas.params?.parse(await parts.readParams()),
    } as RouteContext<R, A, z.output<B>, z.output<Q>, z.output<P>>);
    // A handler that ends the session has the last word; one whose token was renewed under way sends the new one.
    const hasLastWord = value instanceof Response && value.headers.has("Set-Cookie");
    return { value, headers: headers(hasLastWord ? [] : (session?.setCookie ?? [])) };
  } catch (thrown) {
    const error = toAppError(thrown);
    logFault(container, error, { requestId, method: request.method, path: urlOf(request).pathname });
    const ending = cookiesOf(error) ?? forget(container, error, request);
    return { error, requestId, headers: headers([...ending, ...(session?.setCookie ?? [])]) };
  }
}

/** The origin is only there to make the address whole. */
const urlOf = ({ url }: RequestHead): URL => new URL(url, "http://127.0.0.1");

function admit<A extends Access>(access: A, session: Session | undefined): Session {
  if (access === "listener" && !session) throw new AppError("not_signed_in");
  // With access "anyone" the handler's type says that there may be none.
  return session as Session;
}

/** A page of another site may not write in a listener's name; SameSite cookies are the first wall, this the second. */
function refuseForeignOrigin(request: RequestHead, { env }: Container): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  // Programs say neither; "none" is somebody who typed the address.
  const isForeign =
    (site !== null && site !== "same-origin" && site !== "none") ||
    (origin !== null &&
      origin !== new URL(env.NEXTAUTH_URL).origin &&
      (!URL.canParse(origin) || new URL(origin).host !== request.headers.get("host")));
  if (isForeign) throw new AppError("forbidden", "This request comes from another site.");
}

/** Who asks, where nobody is signed in. */
export function clientAddress({ headers }: WithHeaders): string {
  return `address:${headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "local"}`;
}

function cookiesOf(error: AppError): string[] | undefined {
  const cookies = error.details?.setCookie;
  return Array.isArray(cookies) ? cookies.map(String) : undefined;
}

/** A sign-in that the service takes no longer is over here too. */
function forget({ auth }: Container, error: AppError, request: RequestHead): string[] {
  return error.code === "not_signed_in" ? (auth.forget?.(request) ?? []) : [];
}

function logFault(container: Container, error: AppError, request: Record<string, string>): void {
  const level = error.code === "internal" ? "error" : "info";
  container.log[level](
    { ...request, code: error.code, err: error.code === "internal" ? error.cause : undefined },
    error.message,
  );
}
