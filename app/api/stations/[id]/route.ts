import { editStationSchema, stationParamsSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toStationBody } from "@/lib/server/wire";
import { deleteStation, editStation } from "@/lib/station/edit-station";

export const PATCH = route(
  { access: "listener", body: editStationSchema, params: stationParamsSchema },
  async ({ open, body, params }) => {
    const stationDeps = await open();
    const { seed, removed, unknown } = await editStation(stationDeps, params.id, {
      ...(body.name !== undefined && { name: body.name }),
      add: body.add ?? [],
      remove: body.remove ?? [],
      putBack: body.put_back ?? [],
    });
    return { station: toStationBody(stationDeps.catalogue, seed), removed, unknown };
  },
);

export const DELETE = route({ access: "listener", params: stationParamsSchema }, async ({ deps, params }) =>
  deleteStation(deps(), params.id),
);
