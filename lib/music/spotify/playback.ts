// Starts tracks on one of the listener's devices: the player in the page, as soon as Spotify knows it.

import { AppError, isAppError } from "@/lib/errors";
import type { ListenerMusic } from "@/lib/music/service";
import type { SpotifyClient, SpotifyRequest } from "./client";

/** A new player is registered some time after it reports ready; these pauses cover what was measured. */
const REGISTRATION_PAUSES_MS = [300, 600, 1_200, 2_000];
/** Good tokens are told "Premium required" now and then; a moment later they pass. */
const REFUSAL_PAUSE_MS = 500;
/** Listeners wait for this one, so it goes before anything that prepares. */
const PRIORITY = 10;

export function createPlaybackCalls(client: SpotifyClient): Required<Pick<ListenerMusic, "playOn">> {
  return {
    async playOn({ deviceId, trackUris, positionMs }, { signal } = {}) {
      const request: SpotifyRequest = {
        method: "PUT",
        path: `me/player/play?device_id=${encodeURIComponent(deviceId)}`,
        body: { uris: trackUris, ...(positionMs !== undefined && { position_ms: positionMs }) },
        what: "start playback",
        priority: PRIORITY,
        signal,
      };
      const pauses = [...REGISTRATION_PAUSES_MS];
      let refusals = 0;
      for (;;) {
        try {
          return await client.send(request);
        } catch (error) {
          const pause = isUnknownDevice(error)
            ? pauses.shift()
            : isRefusal(error) && refusals++ === 0
              ? REFUSAL_PAUSE_MS
              : undefined;
          if (pause === undefined) throw isUnknownDevice(error) ? toLostPlayer(error) : error;
          await client.gate.sleep(pause, signal);
        }
      }
    },
  };
}

function isUnknownDevice(error: unknown): error is AppError {
  return isAppError(error, "not_found");
}

function toLostPlayer(error: AppError): AppError {
  const message =
    "Spotify does not know this player any more. Connect it again, by a reload if nothing else helps.";
  return new AppError("not_found", message, {
    cause: error,
    ...(error.details && { details: error.details }),
  });
}

function isRefusal(error: unknown): boolean {
  return isAppError(error, "premium_required") || isAppError(error, "forbidden");
}
