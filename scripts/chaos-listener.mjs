// A listener of the chaos run: plays a station as the page does, keeps the history as the page does, and checks every song.
// Time is simulated; `pace` says how much of it passes as real time.

import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

const ARTIST_GAP_SONGS = 10;
const ARTIST_GAP_MS = 90 * 60_000;
const TRACK_GAP_MS = 24 * 3_600_000;
/** What the server takes a song to last when it orders several ahead. */
const ASSUMED_SONG_MS = 210_000;
const RETRY_MS = 300;
/** A listener waits so long for an answer before giving up on the radio. */
const PATIENCE_MS = 30_000;
const START_AT = Date.UTC(2026, 0, 1, 18);

export function createListener({ label, session, stationId, random, untilMs, pace, mayFail, onViolation }) {
  const history = [];
  const banned = new Set();
  const tally = {
    songs: 0,
    skipped: 0,
    liked: 0,
    disliked: 0,
    banned: 0,
    answered: 0,
    failed: 0,
    fromQueue: 0,
    tokens: 0,
    signedOut: 0,
    repeats: 0,
    lost: 0,
  };
  const tokens = new Set();
  let queue = [];
  let now = START_AT;

  const violate = (kind, what) => {
    tally[kind] += 1;
    onViolation(`listener ${label}: ${what}`);
  };

  /** The answer's body; undefined when nobody could answer this time. */
  const ask = async (send) => {
    try {
      const response = await send();
      if (response.status === 401) violate("signedOut", "was signed out");
      if (response.ok) {
        tally.answered += 1;
        return await response.json();
      }
      await response.arrayBuffer();
      if (!mayFail) onViolation(`listener ${label}: a request was answered with ${response.status}`);
    } catch (error) {
      if (!mayFail) onViolation(`listener ${label}: a request failed: ${error.cause?.code ?? error.message}`);
    }
    tally.failed += 1;
    return undefined;
  };

  /** A new queue for all that happened so far; what is left of the old one while nobody answers. */
  const refill = async () => {
    const began = Date.now();
    for (;;) {
      const body = { tracks: history, count: 10 };
      const answer = await ask(() => session.post(`/api/stations/${stationId}/next`, body));
      if (answer) {
        queue = answer.tracks.map((pick, position) => ({ pick, position }));
        return;
      }
      if (queue.length > 0) {
        tally.fromQueue += 1;
        return;
      }
      if (Date.now() - began > PATIENCE_MS)
        throw new Error(`Listener ${label} got no song for half a minute.`);
      await delay(RETRY_MS);
    }
  };

  const check = ({ pick, position }) => {
    // What was ordered ahead was ordered for songs of an assumed length, and some were skipped since.
    const slackMs = position * ASSUMED_SONG_MS;
    history.forEach((played, index) => {
      const agoMs = now - played.at;
      if (played.track_id === pick.track_id && agoMs < TRACK_GAP_MS) {
        violate("repeats", `heard "${pick.title}" again after ${Math.round(agoMs / 60_000)} minutes`);
      }
      const isTooSoon = history.length - index <= ARTIST_GAP_SONGS || agoMs < ARTIST_GAP_MS - slackMs;
      if (played.artist === pick.artist && isTooSoon) {
        violate("repeats", `heard ${pick.artist} again after ${Math.round(agoMs / 60_000)} minutes`);
      }
    });
    if (banned.has(pick.artist)) violate("lost", `heard ${pick.artist}, who is banned`);
  };

  const listen = async ({ pick }) => {
    const chance = random();
    const skipped = chance < 0.35;
    const playSeconds = skipped ? Math.round(3 + random() * 60) : pick.length_seconds;
    const rating = chance < 0.08 ? -1 : chance > 0.85 ? 1 : undefined;
    const ban = chance < 0.02;
    history.push({
      track_id: pick.track_id,
      artist: pick.artist,
      play_seconds: Math.min(playSeconds, pick.length_seconds),
      length_seconds: pick.length_seconds,
      at: now,
      ...(rating !== undefined && { rating }),
      ...(ban && { ban }),
    });
    tally.songs += 1;
    tally.skipped += Number(skipped);
    tally.liked += Number(rating === 1);
    tally.disliked += Number(rating === -1);
    if (ban) {
      banned.add(pick.artist);
      tally.banned += 1;
    }
    // A kept queue is not asked again about who has just been banned; the page drops them too.
    queue = queue.filter((later) => !banned.has(later.pick.artist));
    now += history.at(-1).play_seconds * 1_000;
    await delay(history.at(-1).play_seconds * 1_000 * pace);
  };

  return {
    tally,
    async play() {
      while (now - START_AT < untilMs) {
        await refill();
        const token = await ask(() => session.call("/api/token"));
        if (token) tokens.add(token.access_token);
        const next = queue.shift();
        if (!next) throw new Error(`Listener ${label} was given no song.`);
        check(next);
        await listen(next);
      }
      tally.tokens = tokens.size;
    },

    /** Lets the station be read again where the store has lost it: its artists are at hand from then on. */
    async lookOnce(url) {
      await session.post(`${url}/api/stations/${stationId}/preview`, { tracks: [] });
    },

    /** Every replica, asked by itself, answers the same to the whole history, and with a trace of what was liked. */
    async compare(urls) {
      const body = { tracks: history };
      const ask = (url, given) => session.post(`${url}/api/stations/${stationId}/preview`, given);
      const answers = [];
      for (const url of urls) answers.push(await (await ask(url, body)).json());
      if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0]))) {
        const faults = answers.map(({ error }) => error?.code ?? "a station").join(", ");
        violate("lost", `gets another station from another replica: ${faults}`);
      }
      const without = await (await ask(urls[0], { tracks: [] })).json();
      if (tally.liked > 0 && isDeepStrictEqual(answers[0].artists, without.artists)) {
        violate("lost", "rated songs, and the station is as it was before");
      }
      const shown = new Set(answers[0].artists?.map(({ name }) => name));
      for (const name of banned)
        if (shown.has(name)) violate("lost", `is recommended ${name}, who is banned`);
    },
  };
}
