// Makes handlers for what is asked at every turn of a knob: Node's own request in, bytes out. To carry a station's history
// in and its preview out takes the framework's web requests and responses twice the processor that it takes these.

import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { toErrorAnswer } from "@/lib/api/error-response";
import { readNodeText } from "@/lib/api/read-body";
import {
  type Access,
  handle,
  type nothing,
  type RequestHead,
  type RouteContext,
  type RouteOptions,
} from "./handle";

/** `query` also has what stands in the path. */
type NodeRequest = IncomingMessage & { readonly query: Partial<Record<string, string | string[]>> };

/** Makes a handler of POST requests; what `handler` returns is the JSON body, as bytes. */
export function nodeRoute<
  A extends Access,
  B extends z.ZodType = typeof nothing,
  P extends z.ZodType = typeof nothing,
>(
  options: Pick<RouteOptions<A, B, z.ZodType, P>, "access" | "body" | "params">,
  handler: (context: RouteContext<RequestHead, A, z.output<B>, unknown, z.output<P>>) => Promise<Uint8Array>,
) {
  return async (incoming: NodeRequest, outgoing: ServerResponse): Promise<void> => {
    if (incoming.method !== "POST") {
      outgoing.writeHead(incoming.method === "OPTIONS" ? 204 : 405, { Allow: "OPTIONS, POST" }).end();
      return;
    }
    const handled = await handle(options, handler, toHead(incoming, outgoing), {
      readText: () => readNodeText(incoming),
      readParams: async () => incoming.query,
    });
    for (const [name, value] of handled.headers) outgoing.appendHeader(name, value);
    const { status, headers, body } =
      "error" in handled
        ? toErrorAnswer(handled.error, handled.requestId)
        : { ...FOUND, body: handled.value };
    outgoing.statusCode = status;
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    outgoing.end(body);
  };
}

const FOUND = {
  status: 200,
  headers: { "Cache-Control": "no-store", "Content-Type": "application/json" },
};

function toHead(incoming: IncomingMessage, outgoing: ServerResponse): RequestHead {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  return {
    method: incoming.method ?? "",
    url: incoming.url ?? "/",
    headers: { get: (name) => incoming.headers[name]?.toString() ?? null },
    signal: gone.signal,
  };
}
