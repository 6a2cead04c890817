// Puts the radio of this browser together: the player for the music service, the tab lock, the storage, the API.

import type { Player } from "@/components/player/player";
import { createPlayerStore } from "@/components/player/player-store";
import { loadSdk } from "@/components/player/sdk-script";
import { createSpotifyPlayer, failureOf, type StartFailure } from "@/components/player/spotify-player";
import { createTabLock } from "@/components/player/tab-lock";
import { fetchNext, fetchToken, isAppError, playOnDevice } from "@/lib/api/client";
import { createRadio, type Radio } from "./radio";
import { createSavedStations } from "./saved";

const VOLUME_KEY = "longwave:volume";

type BrowserRadioInfo = {
  readonly sdkUrl: string | undefined;
  readonly listener: { readonly id: string };
};

let kept: { readonly listenerId: string; readonly radio: Radio } | undefined;

/** The radio of this page load: pages outside the listener's own may come between, the music goes on. */
export function getBrowserRadio(info: BrowserRadioInfo): Radio {
  if (typeof window === "undefined") return createBrowserRadio(info);
  if (kept?.listenerId !== info.listener.id) {
    kept = { listenerId: info.listener.id, radio: createBrowserRadio(info) };
  }
  return kept.radio;
}

function createBrowserRadio(info: BrowserRadioInfo): Radio {
  const now = () => Date.now();
  const storage = typeof window === "undefined" ? emptyStorage : window.localStorage;
  const volume = Number(storage.getItem(VOLUME_KEY) ?? 0.8);
  const player = createPlayerStore({
    player: createServicePlayer(info.sdkUrl ?? "", now),
    lock: createTabLock(
      "longwave-player",
      typeof navigator === "undefined" ? undefined : (navigator.locks as LockManager | undefined),
    ),
    now,
    volume: volume >= 0 && volume <= 1 ? volume : 0.8,
  });
  player.store.subscribe((state, before) => {
    if (state.volume !== before.volume) storage.setItem(VOLUME_KEY, String(state.volume));
  });
  return createRadio({
    player,
    saved: createSavedStations(info.listener.id, storage),
    next: (stationId, body) => fetchNext(stationId, body),
    now,
  });
}

function createServicePlayer(sdkUrl: string, now: () => number): Player {
  return createSpotifyPlayer({
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
    return { kind: "limited", message };
  }
  return { kind: "unreachable", message };
}

/** Stands in while the page is rendered on the server, where nothing is remembered. */
const emptyStorage: Storage = {
  length: 0,
  clear: () => undefined,
  getItem: () => null,
  key: () => null,
  removeItem: () => undefined,
  setItem: () => undefined,
};
