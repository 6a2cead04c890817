import { shareParamsSchema } from "@/lib/api/share-schemas";
import { streamEvent } from "@/lib/server/event-stream";
import { route } from "@/lib/server/route";

export const GET = route(
  { access: "anyone", params: shareParamsSchema },
  async ({ container, request, params: { code } }) => streamEvent(container, code, request.signal),
);
