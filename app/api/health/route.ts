import type { z } from "zod";
import type { healthResponseSchema } from "@/lib/api/schemas";
import { getContainer } from "@/lib/server/container";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { catalogue, store, info } = await getContainer();
  const { model, space } = catalogue;
  const health = await store.health();
  const body: z.infer<typeof healthResponseSchema> = {
    status: health.isUp ? "ok" : "degraded",
    ...(!health.isUp && {
      degraded_since: new Date(health.since).toISOString(),
      degraded_because:
        "The key-value store does not answer. Caches go on from memory; shared data cannot be asked.",
    }),
    model: { name: model.name, hash: model.hash, artists: space.count, dimensions: space.dimensions },
    store: store.name,
    music_service: info.musicService,
  };
  return Response.json(body);
}
