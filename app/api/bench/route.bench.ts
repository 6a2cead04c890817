// Routes of the benchmark's own build alone (next.config.ts): an empty POST handler, which is what the framework itself
// takes for a request, and what memory is in use once the garbage is out.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export const dynamic = "force-dynamic";

export function POST(): Response {
  return new Response(null, { status: 204 });
}

/** Bytes in use after a collection, and resident. */
export function GET(): Response {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external, rss } = process.memoryUsage();
  return Response.json({ in_use: heapUsed + external, resident: rss });
}
