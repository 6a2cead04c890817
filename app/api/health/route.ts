import { getContainer } from "@/lib/server/container";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { catalogue, store, info, isStoreHealthy } = await getContainer();
  const { model, space } = catalogue;
  return Response.json({
    status: (await isStoreHealthy()) ? "ok" : "degraded",
    model: { name: model.name, hash: model.hash, artists: space.count, dimensions: space.dimensions },
    store: store.name,
    music_service: info.musicService,
  });
}
