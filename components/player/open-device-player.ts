// The service's own player, put together for the browser: its script, our token route, our start route.

import { messages } from "@/components/messages";
import { fetchToken, isAppError, playOnDevice } from "@/lib/api/client";
import type { Player } from "./player";
import { loadSdk } from "./sdk-script";
import { createSpotifyPlayer, failureOf, type StartFailure } from "./spotify-player";
import { createSteadyPlayer } from "./steady-player";

export function openDevicePlayer(sdkUrl: string): Player {
  const now = () => Date.now();
  const player = createSpotifyPlayer({
    loadSdk: () => loadSdk(sdkUrl),
    deviceName: "Longwave",
    getToken: async () => (await fetchToken()).access_token,
    start: ({ deviceId, uris, positionMs }) =>
      playOnDevice({
        device_id: deviceId,
        uris,
        ...(positionMs === undefined ? {} : { position_ms: positionMs }),
      }),
    toFailure,
    now,
  });
  return createSteadyPlayer({ player, now });
}

function toFailure(error: unknown): StartFailure {
  const known = failureOf(error);
  if (known) return known;
  if (!isAppError(error)) return { kind: "unreachable" };
  const { message } = error;
  if (error.code === "not_found" || error.code === "gone") return { kind: "device", message };
  if (error.code === "premium_required") return { kind: "no_premium", message };
  if (error.code === "not_signed_in" || error.code === "not_allowed_by_service") {
    return { kind: "signed_out", message };
  }
  if (error.code === "service_limited" || error.code === "too_many_requests") {
    const { retryAfterMs } = error;
    const until = retryAfterMs ? ` ${messages.notice.until(toClock(Date.now() + retryAfterMs))}` : "";
    return { kind: "limited", message: message + until };
  }
  return { kind: "unreachable", message };
}

const toClock = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
