import { nextRequestSchema, stationParamsSchema } from "@/lib/api/schemas";
import { findSeed } from "@/lib/server/find-seed";
import { route } from "@/lib/server/route";
import { fromKnobs, fromPlayedTrack, fromSaid, toNotice, toPickBody } from "@/lib/server/wire";
import { nextTracks } from "@/lib/station/next";
import { fillStation } from "@/lib/station/waiting";

const DEFAULT_COUNT = 10;

export const POST = route(
  { access: "listener", body: nextRequestSchema, params: stationParamsSchema },
  async ({ container, open, body, params }) => {
    const stationDeps = await open(body.model);
    const { picks, unknown, randomSeed, fault } = await nextTracks(stationDeps, {
      seed: await findSeed(stationDeps, params.id, {
        taste: body.taste,
        drift: body.drift,
        shares: container.cache,
      }),
      tracks: body.tracks.map(fromPlayedTrack),
      knobs: fromKnobs(body),
      said: fromSaid(body.said),
      count: body.count ?? DEFAULT_COUNT,
    });
    await fillStation(stationDeps, params.id);
    const notice = fault ? toNotice(fault, Date.now()) : stationDeps.notice;
    return {
      tracks: picks.map((pick) => toPickBody(stationDeps.catalogue, pick)),
      unknown,
      seed: randomSeed,
      ...(notice && { notice }),
    };
  },
);
