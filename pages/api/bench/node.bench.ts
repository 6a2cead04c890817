import type { IncomingMessage, ServerResponse } from "node:http";

export const config = { api: { bodyParser: false, externalResolver: true } };

/** An empty handler of the kind that previews have. */
export default function handler(_: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(204).end();
}
