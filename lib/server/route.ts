// The wrapper of every route handler: request id, origin, session, limit, parse, log, error to response.
// Handlers parse nothing themselves, call one use case and return a plain value.

import "server-only";
import { setMaxListeners } from "node:events";
import { z } from "zod";
import { errorResponse, toAppError } from "@/lib/api/error-response";
import { AppError } from "@/lib/errors";
import type { StationDeps } from "@/lib/station/deps";
import { listenerPrefix } from "@/lib/store/listener-keys";
import type { Session } from "./auth/auth";
import { type Container, getContainer } from "./container";
import type { NarrowedDeps } from "./libraries";

type Access = "listener" | "anyone";

type RouteOptions<A extends Access, B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> = {
  /** "listener" answers 401 without a session; "anyone" reads the session if there is one. */
  readonly access: A;
  readonly body?: B;
  readonly query?: Q;
  readonly params?: P;
  readonly status?: number;
};

export type RouteContext<A extends Access, B, Q, P> = {
  readonly container: Container;
  readonly request: Request;
  readonly session: A extends "listener" ? Session : Session | undefined;
  /** The use cases' dependencies as this listener; throws not_signed_in without a session. */
  readonly deps: () => StationDeps;
  /** The same over a model, the default one if none is named, and within the listener's library if there is one. */
  readonly open: (model?: string) => Promise<NarrowedDeps>;
  readonly body: B;
  readonly query: Q;
  readonly params: P;
};

type NextContext = { readonly params: Promise<Record<string, string | string[] | undefined>> };

const nothing = z.unknown();

/** Makes a route handler; what `handler` returns is the JSON body, undefined is 204. */
export function route<
  A extends Access,
  B extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  P extends z.ZodType = typeof nothing,
>(
  options: RouteOptions<A, B, Q, P>,
  handler: (context: RouteContext<A, z.output<B>, z.output<Q>, z.output<P>>) => Promise<unknown>,
) {
  return async (request: Request, next: NextContext): Promise<Response> => {
    const started = performance.now();
    // A new station of a hundred artists waits for as many calls at once, each of which listens for the abort.
    setMaxListeners(0, request.signal);
    const requestId = crypto.randomUUID();
    const container = await getContainer();
    const cookies: string[] = [];
    let session: Session | undefined;
    let response: Response;
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
        session: admit(options.access, session),
        deps: () => container.stationDeps(admit("listener", session), request.signal),
        open: (model?: string) =>
          container.openStation(admit("listener", session), { model, signal: request.signal }),
        body: options.body ? await container.bodies.read(request, options.body) : undefined,
        query: options.query?.parse(Object.fromEntries(new URL(request.url).searchParams)),
        params: options.params?.parse(await next.params),
      } as RouteContext<A, z.output<B>, z.output<Q>, z.output<P>>);
      response = toResponse(value, options.status ?? 200);
    } catch (thrown) {
      const error = toAppError(thrown);
      logFault(container, error, { requestId, method: request.method, path: new URL(request.url).pathname });
      cookies.push(...(cookiesOf(error) ?? forget(container, error, request)));
      response = errorResponse(error, requestId);
    }
    // A handler that ends the session has the last word; one whose token was renewed under way sends the new one.
    if (!response.headers.has("Set-Cookie")) cookies.push(...(session?.setCookie ?? []));
    for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
    response.headers.set("X-Request-Id", requestId);
    response.headers.set("Server-Timing", `app;dur=${(performance.now() - started).toFixed(2)}`);
    return response;
  };
}

function toResponse(value: unknown, status: number): Response {
  if (value instanceof Response) return value;
  if (value === undefined) return new Response(null, { status: 204 });
  return Response.json(value, { status, headers: { "Cache-Control": "no-store" } });
}

function admit<A extends Access>(access: A, session: Session | undefined): Session {
  if (access === "listener" && !session) throw new AppError("not_signed_in");
  // With access "anyone" the handler's type says that there may be none.
  return session as Session;
}

/** A page of another site may not write in a listener's name; SameSite cookies are the first wall, this the second. */
function refuseForeignOrigin(request: Request, { env }: Container): void {
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
export function clientAddress(request: Request): string {
  return `address:${request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "local"}`;
}

function cookiesOf(error: AppError): string[] | undefined {
  const cookies = error.details?.setCookie;
  return Array.isArray(cookies) ? cookies.map(String) : undefined;
}

/** A sign-in that the service takes no longer is over here too. */
function forget({ auth }: Container, error: AppError, request: Request): string[] {
  return error.code === "not_signed_in" ? (auth.forget?.(request) ?? []) : [];
}

function logFault(container: Container, error: AppError, request: Record<string, string>): void {
  const level = error.code === "internal" ? "error" : "info";
  container.log[level](
    { ...request, code: error.code, err: error.code === "internal" ? error.cause : undefined },
    error.message,
  );
}
