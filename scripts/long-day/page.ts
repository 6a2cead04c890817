// A listener's page in one sitting: the page's own radio and player over a device of the sandbox's, and a listener who hears
// most songs to the end, skips some, and now and then says a word.

import { createPlayerStore } from "@/components/player/player-store";
import { createSpotifyPlayer, failureOf } from "@/components/player/spotify-player";
import { createRadio, type Radio } from "@/components/station/radio";
import { createSavedStations } from "@/components/station/saved";
import type { NextRequest, NextResponse } from "@/lib/api/schemas";
import type { Rng } from "@/lib/core/rng";
import { isAppError } from "@/lib/errors";
import type { ListenerMusic } from "@/lib/music/service";
import type { VirtualTime } from "./virtual-time";

export type PlayedSong = { readonly station: string; readonly artist: string; readonly at: number };

export type Sitting = {
  readonly listener: string;
  readonly station: string;
  readonly time: VirtualTime;
  readonly rng: Rng;
  readonly storage: Storage;
  readonly music: ListenerMusic;
  readonly token: () => string;
  readonly sdk: typeof Spotify;
  readonly next: (station: string, body: NextRequest) => Promise<NextResponse>;
  readonly log: PlayedSong[];
};

/** Shares of songs: skipped within the first minute, rated up, disliked. */
const SKIPS = 0.18;
const LIKES = 0.05;
const DISLIKES = 0.03;

/** Sits down and plays; returns how to get up. */
export function sitDown(sitting: Sitting): () => void {
  const { time, music, token, sdk, storage, listener, next } = sitting;
  const player = createSpotifyPlayer({
    loadSdk: async () => sdk,
    deviceName: "Longwave",
    getToken: async () => token(),
    start: async ({ deviceId, uris, positionMs }) =>
      music.playOn?.({ deviceId, trackUris: uris, ...(positionMs !== undefined && { positionMs }) }),
    toFailure: (error) =>
      failureOf(error) ?? { kind: isAppError(error, "not_found") ? "device" : "unreachable" },
    now: time.now,
  });
  const lock = { acquire: async () => true, release: () => undefined, onLost: () => undefined };
  const radio = createRadio({
    player: createPlayerStore({ player, lock, now: time.now }),
    saved: createSavedStations(listener, storage),
    next,
    now: time.now,
  });
  const stop = listen(radio, sitting);
  const station = radio.station(sitting.station);
  radio.player.prepare();
  station.open();
  // A click comes when the first song is in sight.
  setTimeout(() => void station.play(), 2_000);
  return () => {
    stop();
    radio.save();
    player.close();
  };
}

/** Answers each song as it begins. */
function listen(radio: Radio, { station: id, time, rng, log }: Sitting): () => void {
  const station = radio.station(id);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = radio.player.subscribe((signal) => {
    if (signal.type !== "started") return;
    clearTimeout(timer);
    const artist = station.store.getState().current?.pick.artist;
    if (artist !== undefined && signal.positionMs === 0) log.push({ station: id, artist, at: time.now() });
    const [what, when] = [rng.next(), rng.next()];
    const wait = 5_000 + when * 50_000;
    if (what < SKIPS) timer = setTimeout(() => void station.skip(), wait);
    else if (what < SKIPS + LIKES) timer = setTimeout(() => station.rate(1), wait);
    else if (what < SKIPS + LIKES + DISLIKES) timer = setTimeout(() => void station.dislike(), wait);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
