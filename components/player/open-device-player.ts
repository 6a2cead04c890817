// The service's own player, put together for the browser: its script, our token route, our start route; and the listener's
// other devices, whose code is fetched when one is chosen.

import { noticeMessages } from "@/components/station/notice-messages";
import { fetchToken, isAppError, playOnDevice, renewToken } from "@/lib/api/client";
import { browserLine } from "./line";
import { hasMediaKeys } from "./media-keys";
import { createOutputs, type Outputs } from "./outputs";
import type { Player } from "./player";
import { failureOf, type StartFailure } from "./sdk-device";
import { loadSdk } from "./sdk-script";
import { createSpotifyPlayer, type StartRequest } from "./spotify-player";
import { createSteadyPlayer } from "./steady-player";

const now = () => Date.now();
const start = ({ deviceId, uris, positionMs }: StartRequest) =>
  playOnDevice({
    device_id: deviceId,
    uris,
    ...(positionMs === undefined ? {} : { position_ms: positionMs }),
  });

let outputs: Outputs | undefined;

/** Where the music of this page comes out; undefined before its player is there. */
export const getOutputs = (): Outputs | undefined => outputs;

export function openDevicePlayer(sdkUrl: string): Player {
  const player = createSpotifyPlayer({
    loadSdk: () => loadSdk(sdkUrl),
    deviceName: "Longwave",
    hasMediaKeys: () => hasMediaKeys(localStorage),
    getToken: async (refused) => (await (refused ? renewToken(refused) : fetchToken())).access_token,
    start,
    toFailure,
    now,
  });
  const here = { ...createSteadyPlayer({ player, now, line: browserLine }), deviceId: player.deviceId };
  outputs = createOutputs({
    here,
    now,
    openRemote: async (deviceId) => {
      const { openRemotePlayer } = await import("./open-remote-player");
      return openRemotePlayer({ deviceId, start, toFailure, now });
    },
  });
  return outputs.player;
}

function toFailure(error: unknown): StartFailure {
  const known = failureOf(error);
  if (known) return known;
  if (!isAppError(error)) return { kind: "unreachable" };
  const { message } = error;
  if (error.code === "not_found" || error.code === "gone") return { kind: "device", message };
  if (error.code === "premium_required") return { kind: "no_premium", message };
  if (error.code === "not_signed_in") return { kind: "signed_out", message };
  // Signing in again would change nothing: whoever runs the app has to act.
  if (error.code === "not_allowed_by_service") return { kind: "limited", message };
  // Half a minute's pause, no day's: the player tries again by itself.
  if (error.details?.kind === "rate" || error.code === "too_many_requests")
    return { kind: "unreachable", message };
  if (error.code === "service_limited") {
    const { retryAfterMs } = error;
    const until = retryAfterMs ? ` ${noticeMessages.until(toClock(Date.now() + retryAfterMs))}` : "";
    return { kind: "limited", message: message + until };
  }
  return { kind: "unreachable", message };
}

const toClock = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
