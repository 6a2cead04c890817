import { playRequestSchema } from "@/lib/api/schemas";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/server/route";

export const POST = route({ access: "listener", body: playRequestSchema }, async ({ deps, body }) => {
  const { music, signal } = deps();
  if (!music.playOn) throw new AppError("not_found", "This music service does not play on a remote device.");
  const { device_id: deviceId, uris: trackUris, position_ms: positionMs } = body;
  await music.playOn({ deviceId, trackUris, positionMs }, { signal });
});
