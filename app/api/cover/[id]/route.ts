import { mediaParamsSchema } from "@/lib/api/schemas";
import { AppError } from "@/lib/errors";
import { PICTURE, toMediaRequest, toMediaResponse } from "@/lib/server/media-response";
import { route } from "@/lib/server/route";

/** The largest that a page shows. */
const SIZE_PX = 640;

export const GET = route(
  { access: "listener", params: mediaParamsSchema },
  async ({ deps, request, params }) => {
    const { media } = deps().music;
    if (!media) throw new AppError("not_found", "This music service shows its covers by itself.");
    const wanted = { ...toMediaRequest(request), sizePx: SIZE_PX };
    return toMediaResponse(await media.openCover(params.id, wanted), PICTURE);
  },
);
