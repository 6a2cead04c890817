import { remoteControlOf } from "@/lib/server/remote-control";
import { route } from "@/lib/server/route";

export const GET = route({ access: "listener" }, async ({ deps }) => {
  const { signal } = deps();
  const playback = await remoteControlOf(deps()).findPlayback({ signal });
  return {
    playback: playback
      ? {
          device_id: playback.deviceId,
          track_ids: playback.trackIds,
          position_ms: playback.positionMs,
          length_ms: playback.lengthMs,
          paused: playback.paused,
        }
      : null,
  };
});
