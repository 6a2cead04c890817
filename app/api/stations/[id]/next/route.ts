import { nextRequestSchema, stationParamsSchema } from "@/lib/api/schemas";
import { findSeed } from "@/lib/server/find-seed";
import { route } from "@/lib/server/route";
import { fromQuestion, toNotice, toPickBody } from "@/lib/server/wire";
import { nextTracks } from "@/lib/station/next";
import { fillStation } from "@/lib/station/waiting";

export const POST = route(
  { access: "listener", body: nextRequestSchema, params: stationParamsSchema },
  async ({ container, open, body, params }) => {
    const stationDeps = await open(body.model);
    const { picks, unknown, randomSeed, fault } = await nextTracks(stationDeps, {
      seed: await findSeed(stationDeps, container.cache.sure, params.id, body),
      ...fromQuestion(body),
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
