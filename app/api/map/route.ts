import { mapQuerySchema } from "@/lib/api/schemas";
import { mapResponse } from "@/lib/server/map-response";
import { route } from "@/lib/server/route";

export const GET = route(
  { access: "anyone", query: mapQuerySchema },
  async ({ container, request, query }) => {
    const { catalogue } = await container.models.open(query.model);
    return mapResponse(request, catalogue);
  },
);
