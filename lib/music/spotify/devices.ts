// The listener's devices at Spotify Connect: which there are, what plays, and the commands of a remote control.
// Nothing here is asked by the clock: a list when it is looked at, the state when a song should have ended.

import { AppError, isAppError } from "@/lib/errors";
import type { ListenerMusic, RemoteControl } from "@/lib/music/service";
import type { SpotifyClient, SpotifyRequest } from "./client";
import { wireDevicesSchema, wirePlaybackSchema } from "./responses";

/** Listeners wait for these. */
const PRIORITY = 10;
const READ_SCOPE = "user-read-playback-state";
/** What Spotify answers where the device is already as it should be. */
const ALREADY = ["UNKNOWN", "ALREADY_PAUSED", "NOT_PAUSED", "ALREADY_PLAYING"];

/** @param scope permissions that the listener granted, separated by spaces; absent = nobody knows, Spotify says */
export function createDeviceCalls(client: SpotifyClient, scope?: string): Pick<ListenerMusic, "devices"> {
  const mayRead = (what: string): void => {
    if (scope === undefined || scope.split(" ").includes(READ_SCOPE)) return;
    const message = `Longwave lacks the permission to ${what}: it was not asked for when you signed in.`;
    throw new AppError("not_signed_in", message, { details: { grant: READ_SCOPE } });
  };
  const command = (path: string, what: string, rest: Partial<SpotifyRequest> = {}): Promise<void> =>
    client.send({ method: "PUT", path: `me/player${path}`, what, priority: PRIORITY, ...rest });
  const devices: RemoteControl = {
    async listDevices({ signal } = {}) {
      mayRead("see your devices");
      const request = { method: "GET", path: "me/player/devices", what: "list the devices" } as const;
      const answer = await client.read({ ...request, priority: PRIORITY, signal }, wireDevicesSchema);
      // A device without an id cannot be spoken to.
      return answer.devices.flatMap(({ id, name, type, is_active, is_restricted }) =>
        id ? [{ id, name: name || type, type, active: is_active, controllable: !is_restricted }] : [],
      );
    },
    async findPlayback({ signal } = {}) {
      mayRead("see what plays on your devices");
      const request = { method: "GET", path: "me/player", what: "see what plays" } as const;
      const answer = await client.read({ ...request, priority: PRIORITY, signal }, wirePlaybackSchema);
      if (!answer?.item) return undefined;
      const { device, item, progress_ms, is_playing } = answer;
      return {
        deviceId: device.id ?? "",
        // A relinked copy goes by another id; what was asked for is in `linked_from`, where that is told.
        trackIds: [item.id, item.linked_from?.id].filter((id) => typeof id === "string"),
        positionMs: progress_ms ?? 0,
        lengthMs: item.duration_ms ?? 0,
        paused: !is_playing,
      };
    },
    transferTo: ({ deviceId, play }, { signal } = {}) =>
      command("", "hand the music over", { body: { device_ids: [deviceId], play }, signal }),
    pause: (deviceId, { signal } = {}) =>
      unlessAlready(command(`/pause?${on(deviceId)}`, "pause", { signal })),
    resume: (deviceId, { signal } = {}) =>
      unlessAlready(command(`/play?${on(deviceId)}`, "go on playing", { signal })),
    seek: (deviceId, positionMs, { signal } = {}) =>
      command(`/seek?position_ms=${Math.round(positionMs)}&${on(deviceId)}`, "move in the song", { signal }),
    setVolume: (deviceId, volume, { signal } = {}) =>
      command(`/volume?volume_percent=${Math.round(volume * 100)}&${on(deviceId)}`, "set the volume", {
        signal,
      }),
  };
  return { devices };
}

const on = (deviceId: string): string => `device_id=${encodeURIComponent(deviceId)}`;

async function unlessAlready(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const isAlready = isAppError(error, "forbidden") && ALREADY.includes(String(error.details?.reason));
    if (!isAlready) throw error;
  }
}
