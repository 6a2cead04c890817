import { reportPlaySchema } from "@/lib/api/schemas";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/server/route";

export const POST = route({ access: "listener", body: reportPlaySchema }, async ({ deps, body }) => {
  const { music, signal } = deps();
  if (!music.reportPlay) throw new AppError("not_found", "This music service is not told what was played.");
  const { track_id: trackId, started_at: startedAt, finished } = body;
  await music.reportPlay({ trackId, startedAt, finished }, { signal });
});
