import { mediaParamsSchema, streamQuerySchema } from "@/lib/api/schemas";
import { AppError } from "@/lib/errors";
import { SOUND, toMediaRequest, toMediaResponse } from "@/lib/server/media-response";
import { route } from "@/lib/server/route";

export const GET = route(
  { access: "listener", params: mediaParamsSchema, query: streamQuerySchema },
  async ({ deps, request, params, query }) => {
    const { media } = deps().music;
    if (!media) throw new AppError("not_found", "This music service plays its tracks by itself.");
    const wanted = { ...toMediaRequest(request), format: query.format, maxKbps: query.max_kbps };
    return toMediaResponse(await media.openTrack(params.id, wanted), SOUND);
  },
);
