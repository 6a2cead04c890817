// Remote playing, put together for the browser: our routes to the listener's devices.

import { control, fetchPlayback } from "@/lib/api/devices";
import { createRemotePlayer, type RemotePlayer, type RemotePlayerOptions } from "./remote-player";
import type { StartRequest } from "./spotify-player";

type OpenOptions = Omit<RemotePlayerOptions, "commands"> & {
  readonly start: (request: StartRequest) => Promise<void>;
};

export function openRemotePlayer({ start, ...options }: OpenOptions): RemotePlayer {
  return createRemotePlayer({
    ...options,
    commands: {
      start,
      transfer: (id, play) => control({ command: "transfer", device_id: id, play }),
      pause: (id) => control({ command: "pause", device_id: id }),
      resume: (id) => control({ command: "resume", device_id: id }),
      seek: (id, positionMs) => control({ command: "seek", device_id: id, position_ms: positionMs }),
      setVolume: (id, volume) => control({ command: "volume", device_id: id, volume }),
      async look() {
        const found = await fetchPlayback();
        if (!found) return undefined;
        return {
          deviceId: found.device_id,
          trackIds: found.track_ids,
          positionMs: found.position_ms,
          lengthMs: found.length_ms,
          paused: found.paused,
        };
      },
    },
  });
}
