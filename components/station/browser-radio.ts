// Puts the radio of this browser together: the player for the music service, the tab lock, the storage, the API.

import { createLazyPlayer } from "@/components/player/lazy-player";
import type { Player } from "@/components/player/player";
import { createPlayerStore } from "@/components/player/player-store";
import { createTabLock } from "@/components/player/tab-lock";
import type { Capabilities } from "@/lib/api/capabilities";
import { fetchNext } from "@/lib/api/client";
import { createRadio, type Radio } from "./radio";
import { createSavedStations } from "./saved";
import { createStarring } from "./starring";

const VOLUME_KEY = "longwave:volume";

type BrowserRadioInfo = {
  readonly capabilities: Capabilities;
  readonly sdkUrl?: string;
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
    player: createLazyPlayer(() => loadPlayer(info)),
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
  const starring = info.capabilities.stars
    ? createStarring(info.listener.id, storage, { told: info.capabilities.ownMusic ? undefined : sayLiked })
    : undefined;
  const radio = createRadio({
    player,
    saved: createSavedStations(info.listener.id, storage),
    next: (stationId, body) => fetchNext(stationId, body),
    now,
    starring,
  });
  if (typeof window !== "undefined") void attach(radio, info);
  return radio;
}

const sayLiked = (starred: boolean) =>
  void import("./liked-messages").then(({ sayLiked: say }) => say(starred));

/** The player for what the service can do, fetched when a station opens. */
async function loadPlayer({ capabilities, sdkUrl = "" }: BrowserRadioInfo): Promise<Player> {
  if (capabilities.player === "device") {
    const { openDevicePlayer } = await import("@/components/player/open-device-player");
    return openDevicePlayer(sdkUrl);
  }
  const { openAudioPlayer } = await import("@/components/player/open-audio-player");
  return openAudioPlayer();
}

/** What goes along with the music without being needed for it. */
async function attach(radio: Radio, { capabilities, listener }: BrowserRadioInfo): Promise<void> {
  const { player, reportsPlays } = capabilities;
  if (player === "audio" && "mediaSession" in navigator) {
    const { connectMediaSession } = await import("./media-session");
    connectMediaSession(navigator.mediaSession, radio);
  }
  if (reportsPlays) {
    const { connectPlayReports } = await import("./play-reports");
    connectPlayReports(radio.player);
  }
  const { connectSync } = await import("@/components/sync/connect-sync");
  connectSync(radio, { listenerId: listener.id, storage: window.localStorage });
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
