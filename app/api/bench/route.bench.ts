// Routes of the benchmark's own build alone (next.config.ts): an empty POST handler, which is what the framework itself
// takes for a request, and what the process has used of processor and memory.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export const dynamic = "force-dynamic";

export function POST(): Response {
  return new Response(null, { status: 204 });
}

/** Milliseconds of processor time since the start; bytes in use, with `?collect` after a collection, and resident. */
export function GET(request: Request): Response {
  const { user, system } = process.cpuUsage();
  if (new URL(request.url).searchParams.has("collect")) {
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return Response.json({ cpu_ms: (user + system) / 1_000, in_use: heapUsed + external, resident: rss });
}
