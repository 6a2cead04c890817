// The browser's own player, put together: sound comes from our server, which fetches it from the listener's.

import { createAudioPlayer } from "./audio-player";
import type { Player } from "./player";
import { createFaultFinder } from "./stream-fault";

export function openAudioPlayer(): Player {
  return createAudioPlayer({
    createAudio: () => new Audio(),
    addressOf: (trackId, format) =>
      `/api/stream/${encodeURIComponent(trackId)}${format ? `?format=${encodeURIComponent(format)}` : ""}`,
    findFault: createFaultFinder((address, init) => fetch(address, init)),
    now: () => Date.now(),
  });
}
