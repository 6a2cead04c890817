import { stationParamsSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toStationBody } from "@/lib/server/wire";
import { restoreStation } from "@/lib/station/edit-station";

export const POST = route({ access: "listener", params: stationParamsSchema }, async ({ open, params }) => {
  const stationDeps = await open();
  const seed = await restoreStation(stationDeps, params.id);
  return { station: toStationBody(stationDeps.catalogue, seed) };
});
