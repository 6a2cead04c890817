import { route } from "@/lib/server/route";

export const GET = route({ access: "anyone" }, async ({ container }) => ({
  models: await container.models.list(),
}));
