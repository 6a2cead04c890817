import { createStationSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toNotice, toStationBody } from "@/lib/server/wire";
import { createStation } from "@/lib/station/create-station";
import { listSeeds } from "@/lib/station/style";

export const GET = route({ access: "listener" }, async ({ container, deps }) => {
  const { seeds, fault } = await listSeeds(deps());
  return {
    stations: seeds.map((seed) => toStationBody(container.catalogue, seed)),
    ...(fault && { notice: toNotice(fault, Date.now()) }),
  };
});

export const POST = route(
  { access: "listener", body: createStationSchema, status: 201 },
  async ({ container, deps, body }) => {
    const { seed, unknown } = await createStation(deps(), {
      name: body.name,
      artists: body.artists ?? [],
      tags: body.tags ?? [],
      playlistId: body.playlist_id,
    });
    return { station: toStationBody(container.catalogue, seed), unknown };
  },
);
