import { createStationSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toNotice, toStationBody } from "@/lib/server/wire";
import { createStation } from "@/lib/station/create-station";
import { listSeeds } from "@/lib/station/style";

export const GET = route({ access: "listener" }, async ({ open }) => {
  const stationDeps = await open();
  const { seeds, fault } = await listSeeds(stationDeps);
  const notice = fault ? toNotice(fault, Date.now()) : stationDeps.notice;
  return {
    stations: seeds.map((seed) => toStationBody(stationDeps.catalogue, seed)),
    ...(notice && { notice }),
  };
});

export const POST = route(
  { access: "listener", body: createStationSchema, status: 201 },
  async ({ open, body }) => {
    const stationDeps = await open();
    const { seed, unknown } = await createStation(stationDeps, {
      name: body.name,
      artists: body.artists ?? [],
      tags: body.tags ?? [],
      playlistId: body.playlist_id,
    });
    return { station: toStationBody(stationDeps.catalogue, seed), unknown };
  },
);
