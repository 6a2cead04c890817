import { completionQuerySchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { completeSeeds } from "@/lib/station/complete-seeds";

export const GET = route(
  { access: "anyone", query: completionQuerySchema },
  async ({ container, session, open, query }) =>
    completeSeeds(session ? await open() : container, query.q, query.limit),
);
