// How a built server is run, the same for `npm start`, the replicas of the chaos run and the benchmarks.

import { join } from "node:path";
import { ROOT } from "./setup.mjs";

const NEXT = join(ROOT, "node_modules", "next", "dist", "bin", "next");

/** Arguments for Node. A small nursery and a bound on the heap make it tidy up sooner, like MALLOC_ARENA_MAX below. */
export const toServeArguments = (host, port) => [
  "--max-semi-space-size=8",
  "--max-old-space-size=512",
  NEXT,
  "start",
  "--hostname",
  host,
  "--port",
  String(port),
];

/** Together a third of the memory less at the same pace. */
export const SERVE_ENVIRONMENT = { MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2" };
