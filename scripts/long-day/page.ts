// A listener's page in one sitting: the page's own radio and player over a device of the sandbox's, and a listener who skips
// as people do, and now and then says a word.

import { createPlayerStore } from "@/components/player/player-store";
import { failureOf } from "@/components/player/sdk-device";
import { createSpotifyPlayer } from "@/components/player/spotify-player";
import { createRadio, type Radio } from "@/components/station/radio";
import { createSavedStations } from "@/components/station/saved";
import type { StationStore } from "@/components/station/station-store";
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
  /** The listener's music as the server has it at this moment. */
  readonly music: () => Promise<ListenerMusic>;
  readonly token: () => Promise<string>;
  readonly sdk: typeof Spotify;
  readonly next: (station: string, body: NextRequest) => Promise<NextResponse>;
  readonly log: PlayedSong[];
};

/**
 * Shares of songs that are skipped within a stretch of seconds, as Lamere measured them over all of Spotify's plays in 2014:
 * 24 % within 5 s, 35 % within 30 s, 48.6 % before the end.
 */
const SKIPS = [
  { share: 0.24, from: 1, to: 5 },
  { share: 0.11, from: 5, to: 30 },
  { share: 0.136, from: 30, to: 170 },
];
/**
 * Shares of the other songs that get a word, somewhere in their first minute: a word an hour, about what Pandora's ten billion
 * thumbs of 2011 come to by the hours it had played.
 */
const LIKES = 0.05;
const DISLIKES = 0.02;

/** Sits down and plays; returns how to get up. */
export function sitDown(sitting: Sitting): () => void {
  const { time, music, token, sdk, storage, listener, next } = sitting;
  const player = createSpotifyPlayer({
    loadSdk: async () => sdk,
    deviceName: "Longwave",
    getToken: token,
    start: async ({ deviceId, uris, positionMs }) =>
      (await music()).playOn?.({
        deviceId,
        trackUris: uris,
        ...(positionMs !== undefined && { positionMs }),
      }),
    toFailure: (error) =>
      failureOf(error) ?? { kind: isAppError(error, "not_found") ? "device" : "unreachable" },
    now: time.now,
  });
  let isGone = false;
  const saved = createSavedStations(listener, storage);
  const lock = { acquire: async () => true, release: () => undefined, onLost: () => undefined };
  const radio = createRadio({
    player: createPlayerStore({ player, lock, now: time.now }),
    saved: { ...saved, save: (id, kept) => void (isGone || saved.save(id, kept)) },
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
    // A page that is gone does nothing more, whatever it was waiting for.
    isGone = true;
    player.close();
  };
}

/** What the listener does about a song that begins, if anything, and when. */
function answerTo(station: StationStore, rng: Rng): { act: () => void; afterMs: number } | undefined {
  const [what, word, when] = [rng.next(), rng.next(), rng.next()];
  let sum = 0;
  for (const { share, from, to } of SKIPS) {
    sum += share;
    if (what < sum) return { act: () => void station.skip(), afterMs: 1_000 * (from + when * (to - from)) };
  }
  const afterMs = 1_000 * (10 + when * 50);
  if (word < LIKES) return { act: () => station.rate(1), afterMs };
  return word < LIKES + DISLIKES ? { act: () => void station.dislike(), afterMs } : undefined;
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
    const answer = answerTo(station, rng);
    if (answer) timer = setTimeout(answer.act, answer.afterMs);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
