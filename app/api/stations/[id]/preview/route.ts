import { nextRequestSchema, stationParamsSchema } from "@/lib/api/schemas";
import { findSeed } from "@/lib/server/find-seed";
import { route } from "@/lib/server/route";
import { fromKnobs, fromPlayedTrack, fromSaid, toPreviewBody } from "@/lib/server/wire";
import { previewStation } from "@/lib/station/preview";

const DEFAULT_COUNT = 10;

export const POST = route(
  { access: "listener", body: nextRequestSchema, params: stationParamsSchema },
  async ({ container, open, body, params }) => {
    const stationDeps = await open(body.model);
    const recommendation = await previewStation(stationDeps, {
      seed: await findSeed(stationDeps, params.id, { taste: body.taste, shares: container.cache }),
      tracks: body.tracks.map(fromPlayedTrack),
      knobs: fromKnobs(body),
      said: fromSaid(body.said),
      count: body.count ?? DEFAULT_COUNT,
    });
    return toPreviewBody(stationDeps.catalogue, recommendation);
  },
);
