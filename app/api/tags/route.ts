import { completionQuerySchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";

export const GET = route(
  { access: "anyone", query: completionQuerySchema },
  async ({ container: { catalogue }, query }) => ({ tags: catalogue.completeTags(query.q, query.limit) }),
);
