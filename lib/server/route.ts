// Makes route handlers of the framework's: web requests in, web responses out.
// Handlers parse nothing themselves, call one use case and return a plain value.

import "server-only";
import type { z } from "zod";
import { errorResponse } from "@/lib/api/error-response";
import { readText } from "@/lib/api/read-body";
import { type Access, handle, type nothing, type RouteContext, type RouteOptions } from "./handle";

type NextContext = { readonly params: Promise<Record<string, string | string[] | undefined>> };

/** Makes a route handler; what `handler` returns is the JSON body, undefined is 204. */
export function route<
  A extends Access,
  B extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  P extends z.ZodType = typeof nothing,
>(
  options: RouteOptions<A, B, Q, P>,
  handler: (context: RouteContext<Request, A, z.output<B>, z.output<Q>, z.output<P>>) => Promise<unknown>,
) {
  return async (request: Request, next: NextContext): Promise<Response> => {
    const handled = await handle(options, handler, request, {
      readText: () => readText(request),
      readParams: () => next.params,
    });
    const response =
      "error" in handled
        ? errorResponse(handled.error, handled.requestId)
        : toResponse(handled.value, options.status ?? 200);
    for (const [name, value] of handled.headers) response.headers.append(name, value);
    return response;
  };
}

function toResponse(value: unknown, status: number): Response {
  if (value instanceof Response) return value;
  if (value === undefined) return new Response(null, { status: 204 });
  return Response.json(value, { status, headers: { "Cache-Control": "no-store" } });
}
