import { joinMemorySchema, memoryQuerySchema } from "@/lib/api/memory-schemas";
import { stationParamsSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { joinMemory, readMemory } from "@/lib/station/memory";

/** Asks the store alone, never the music service. */
export const GET = route(
  { access: "listener", params: stationParamsSchema, query: memoryQuerySchema },
  async ({ container: { store }, session, params, query }) => {
    const deps = { store, now: Date.now, listenerId: session.listener.id };
    const { record, ...rest } = await readMemory(deps, params.id, query.since);
    return { ...rest, ...record };
  },
);

export const POST = route(
  { access: "listener", params: stationParamsSchema, body: joinMemorySchema },
  async ({ container: { store }, session, params, body: { since, lines, knobs } }) => {
    const deps = { store, now: Date.now, listenerId: session.listener.id };
    const { record, ...rest } = await joinMemory(deps, params.id, { since, edits: { lines, knobs } });
    return { ...rest, ...record };
  },
);
