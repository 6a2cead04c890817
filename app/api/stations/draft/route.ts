import { draftSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toReasons } from "@/lib/server/wire";
import { draftStation } from "@/lib/station/draft";

const ARTISTS_SHOWN = 10;

export const POST = route({ access: "listener", body: draftSchema }, async ({ open, body }) => {
  const stationDeps = await open();
  const { sources } = body;
  const { seed, recommendation } = await draftStation(stationDeps, { sources, count: ARTISTS_SHOWN });
  return {
    artists: recommendation.order.map(({ artist, name }) => ({
      name,
      because: toReasons(stationDeps.catalogue, recommendation.explain(artist)),
    })),
    style: seed.artists.map(({ name, weight }) => ({ name, tracks: weight })),
    unknown: recommendation.unknown,
  };
});
