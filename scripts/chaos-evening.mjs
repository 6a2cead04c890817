// An evening of the chaos run: a host whose guests vote while replicas and the store come and go. Checks that every voice
// that was accepted counts once, that nobody loses a voice, that the queue rests its artists, and what is seen of an
// evening whose store has been emptied: that it is over, and at once.

import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { createEventGuest } from "./event-guest.mjs";

const SONG_MS = 2_000;
const VOICE_PAUSE_MS = 3_000;
const RETRY_MS = 300;
const PATIENCE_MS = 60_000;
/** An artist rests ten songs and ninety minutes, which are so many songs of an event. */
const ARTIST_GAP_SONGS = 26;
/** Somebody who is not heard at once gives up as often as not, and looks what counts. */
const GIVE_UP_CHANCE = 0.5;
const LOVE_CHANCE = 0.15;
/** How long an evening may go on after its store was emptied: a look, a stream opened again, a pause between two voices. */
const GONE_WITHIN_MS = 15_000;

/**
 * `losses` tells how often the store has been emptied; what is gone without that is a violation.
 *
 * @param {{ cluster: { url: string, replicas: readonly { url: string }[] }, host: { call: Function, post: Function }, guests: number, random: () => number, losses: () => number, mayFail: boolean, onViolation: (what: string) => void }} options
 */
export function createEvening({ cluster, host, guests: count, random, losses, mayFail, onViolation }) {
  const tally = { evenings: 0, songs: 0, dropped: 0, failed: 0 };
  const onFault = (what) => onViolation(`evening, ${what}`);
  let code;
  let openedAt = 0;
  let artists = [];
  let guests = [];

  /** The host's call until somebody answers it; undefined when the evening is gone. */
  const ask = async (send) => {
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await delay(RETRY_MS)) {
      try {
        const answer = await send();
        if (answer.ok) return await answer.json();
        const text = await answer.text();
        if (answer.status === 410) return undefined;
        if (answer.status < 500 || !mayFail) onFault(`the host was answered with ${answer.status}: ${text}`);
      } catch (error) {
        if (!mayFail) onFault(`a request of the host failed: ${error.cause?.code ?? error.message}`);
      }
      tally.failed += 1;
    }
    onFault("the host got no answer for a minute");
    return undefined;
  };

  const open = async () => {
    const { stations } = await ask(() => host.call("/api/stations"));
    const station = stations.find(({ known }) => known > 0);
    const made = await ask(() => host.post("/api/events", { station_id: station.id, name: station.name }));
    openedAt = losses();
    artists = [];
    tally.evenings += 1;
    code = made.code;
  };

  const play = async () => {
    const after = artists.length;
    const song = await ask(() => host.post(`/api/events/${code}/next`, { after }));
    if (!song) return false;
    if (random() < 0.3) {
      const again = await ask(() => host.post(`/api/events/${code}/next`, { after }));
      if (again && again.track_id !== song.track_id) onFault(`song ${after + 1} was two songs`);
    }
    if (artists.slice(-ARTIST_GAP_SONGS + 1).includes(song.artist))
      onFault(`${song.artist} came again too soon`);
    artists.push(song.artist);
    tally.songs += 1;
    return true;
  };

  const beHost = async (isOver) => {
    while (!isOver()) {
      if (!(await play())) {
        if (losses() === openedAt) onFault("the evening was gone, and its store had not been emptied");
        await open();
      }
      await delay(SONG_MS);
    }
  };

  const beGuest = async (guest, isOver) => {
    while (!isOver()) {
      await delay((0.5 + random()) * VOICE_PAUSE_MS);
      // All are told that the evening is over before the host's next one is open, or hear it on their next word.
      if (guest.code !== code) await follow(guest);
      if (guest.isGone || guest.queue.length === 0) continue;
      const tries = random() < GIVE_UP_CHANCE ? 1 : undefined;
      await guest.say(voiceOn(guest.queue), tries);
    }
  };

  const follow = async (guest) => {
    for (const began = Date.now(); !guest.isGone; await delay(100)) {
      if (Date.now() - began < GONE_WITHIN_MS) continue;
      onFault(`guest ${guest.label} was not told that the evening is gone`);
      break;
    }
    guest.moveTo(code);
    guest.look();
  };

  const voiceOn = (queue) => {
    const artist = queue[Math.floor(random() * queue.length)];
    if (random() < LOVE_CHANCE) return { artist, love: random() < 0.8 };
    return { artist, vote: random() < 0.8 ? 1 : -1 };
  };

  return {
    tally,
    guests: () => guests,
    async seat() {
      await open();
      guests = Array.from({ length: count }, (_, index) =>
        createEventGuest({ url: cluster.url, code, label: String(index + 1), mayFail, onFault }),
      );
      for (const guest of guests) {
        await guest.join();
        guest.look();
      }
    },
    /** Until it is over, and until the last word has been heard. */
    run: (isOver) => Promise.all([beHost(isOver), ...guests.map((guest) => beGuest(guest, isOver))]),

    /** With everything up again: the same everywhere, and in it every voice, once. */
    async compare() {
      if (losses() !== openedAt) await open();
      for (const guest of guests) if (guest.code !== code) await follow(guest);
      const views = await Promise.all(
        cluster.replicas.map(async ({ url }) => (await fetch(`${url}/api/events/${code}`)).json()),
      );
      if (!views.every((view) => isDeepStrictEqual(view, views[0])))
        onFault("replicas show different queues");
      const { host: desk } = await (await host.call(`/api/events/${code}`)).json();
      tally.dropped = desk.dropped.length;
      const changes =
        artists.length + tally.dropped + guests.reduce((sum, { tally: own }) => sum + own.news, 0);
      if (views[0].version !== changes)
        onFault(`${changes} changes were accepted and ${views[0].version} counted`);
      for (const guest of guests) await guest.compare();
      const isLate = ({ version }) => version !== changes;
      for (let tries = 0; guests.some(isLate) && tries < 100; tries++) await delay(100);
      for (const { label, version } of guests.filter(isLate))
        onFault(`guest ${label} sees version ${version} of ${changes}`);
      for (const guest of guests) guest.leave();
    },
  };
}
