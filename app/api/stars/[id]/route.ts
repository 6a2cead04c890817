import { mediaParamsSchema } from "@/lib/api/schemas";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/server/route";

const setStarred = (starred: boolean) =>
  route({ access: "listener", params: mediaParamsSchema }, async ({ deps, params }) => {
    const { music, signal } = deps();
    if (!music.setStarred)
      throw new AppError("not_found", "This music service marks no favourites from here.");
    await music.setStarred(params.id, starred, { signal });
  });

export const PUT = setStarred(true);
export const DELETE = setStarred(false);
