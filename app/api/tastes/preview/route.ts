import { tastePreviewRequestSchema } from "@/lib/api/share-schemas";
import { route } from "@/lib/server/route";
import { previewTaste } from "@/lib/server/taste";
import { LINKED_STATION_PREFIX } from "@/lib/share/shared-seed";

export const POST = route(
  { access: "anyone", body: tastePreviewRequestSchema },
  async ({ container, session, open, body }) =>
    previewTaste(session ? await open() : container, LINKED_STATION_PREFIX, body.taste, body.about),
);
