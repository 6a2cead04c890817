// A guest of an event without a browser: joins, looks on by the stream and opens it again as a browser does, and says
// things until they are heard. Keeps what it said and saw, for the evening under load and for the chaos run.

import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** What the server lets a guest have at once. */
const MAX_LOVES = 8;
const MAX_VOTES = 12;
/** What the stream asks its readers to wait. */
const REOPEN_MS = 1_000;
const RETRY_MS = 300;
/** A guest goes on trying for so long. */
const PATIENCE_MS = 60_000;

/**
 * `onFault` is told what must not be: an answer that refuses what is allowed, a version that goes back, and, unless
 * `mayFail`, any request without an answer. `guest.event` is the code of the evening and may be moved to another one.
 *
 * @param {{ url: string, code: string, label: string, mayFail?: boolean, onFault: (what: string) => void }} options
 */
export function createEventGuest({ url, code, label, mayFail = true, onFault }) {
  let cookie;
  let looking;
  const guest = {
    code,
    /** The evening is over or lost: its store says that there is none. */
    isGone: false,
    loves: [],
    votes: new Map(),
    queue: [],
    /** One for each stream: when it was open, and the versions that came. */
    stays: [],
    tally: { accepted: 0, news: 0, failed: 0, refused: 0, givenUp: 0, streams: 0 },
  };
  const fault = (what) => onFault(`guest ${label}: ${what}`);
  const path = (what = "") => `${url}/api/events/${guest.code}${what}`;

  /** Sends until somebody answers; what is said twice counts once. undefined = nobody did for so long. */
  const ask = async (what, { tries = Number.POSITIVE_INFINITY, ...init } = {}) => {
    const began = Date.now();
    for (let tried = 1; ; tried++) {
      const answer = await send(what, init);
      if (answer) return answer;
      if (tried >= tries) return undefined;
      if (Date.now() - began > PATIENCE_MS) {
        fault(`got no answer to ${init.method ?? "GET"} ${what} for a minute`);
        return undefined;
      }
      await delay(RETRY_MS);
    }
  };

  /** undefined = nobody answered, or not to the end, or could not ask the store. */
  const send = async (what, init) => {
    try {
      const headers = { ...init.headers, ...(cookie && { cookie }) };
      const answer = await fetch(path(what), { ...init, headers });
      const text = await answer.text();
      const { status, ok } = answer;
      if (status < 500) return { status, ok, text, cookies: answer.headers.getSetCookie() };
      // Whoever cannot ask the store says so; a proxy that found nobody says 502.
      const isRefusal = status === 503 && text.includes("store_unavailable");
      guest.tally.refused += Number(isRefusal);
      if (!mayFail || !(isRefusal || status === 502)) fault(`${what} was answered with ${status}: ${text}`);
    } catch (error) {
      if (!mayFail) fault(`${what} failed: ${error.cause?.code ?? error.message}`);
    }
    guest.tally.failed += 1;
    return undefined;
  };

  const lookOn = async (signal) => {
    for (; !signal.aborted && !guest.isGone; await delay(REOPEN_MS)) {
      const stay = { from: Number.POSITIVE_INFINITY, until: 0, versions: [], at: [] };
      try {
        const stream = await fetch(path("/stream"), { signal });
        if (stream.status === 410) guest.isGone = true;
        else if (stream.ok) {
          guest.tally.streams += 1;
          guest.stays.push(stay);
          await read(stream, stay, signal);
        } else {
          await stream.body?.cancel();
          if (!mayFail) fault(`its stream was answered with ${stream.status}`);
        }
      } catch (error) {
        // A stream may be cut; that one cannot be opened is another matter.
        const isCut = stay.versions.length > 0 || signal.aborted;
        if (!mayFail && !isCut) fault(`its stream failed: ${error.cause?.code ?? error.message}`);
      }
      stay.until = performance.now();
    }
  };

  const read = async (stream, stay, signal) => {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of stream.body) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split("\n\n");
      text = messages.pop();
      for (const message of messages) {
        const line = message.split("\n").find((part) => part.startsWith("data: "));
        // What was on its way when the guest left is not looked at.
        if (line && !signal.aborted) see(JSON.parse(line.slice(6)), stay);
      }
    }
  };

  const see = ({ version, queue }, stay) => {
    const seen = guest.version ?? 0;
    if (version < seen) fault(`saw version ${version} after ${seen}`);
    guest.version = version;
    stay.from = Math.min(stay.from, performance.now());
    stay.versions.push(version);
    stay.at.push(performance.now());
    guest.queue = queue.map(({ name }) => name);
  };

  const said = () => ({ loves: [...guest.loves], votes: Object.fromEntries(guest.votes), blocked: false });

  /** What the server makes of a voice, made here too. */
  const note = ({ artist, vote, love }) => {
    const before = said();
    if (vote !== undefined && guest.votes.get(artist) !== vote) {
      guest.votes.delete(artist);
      guest.votes.set(artist, vote);
      if (guest.votes.size > MAX_VOTES) guest.votes.delete(guest.votes.keys().next().value);
    }
    if (love === false) guest.loves = guest.loves.filter((name) => name !== artist);
    else if (love && !guest.loves.includes(artist)) guest.loves = [...guest.loves, artist].slice(-MAX_LOVES);
    return !isDeepStrictEqual(before, said());
  };

  /** What counts of this guest, as any replica or one of them says; undefined when nobody does. */
  const counted = async () => {
    const answer = await ask("");
    if (answer?.status === 410) guest.isGone = true;
    return answer?.ok ? JSON.parse(answer.text).mine : undefined;
  };

  return Object.assign(guest, {
    async join() {
      const answer = await ask("/guest", { method: "POST" });
      cookie ??= answer?.cookies[0]?.split(";")[0];
      if (!answer?.ok || !cookie) fault(`was not let in: ${answer?.status}`);
    },
    /** Opens the stream, and again whenever it ends. */
    look() {
      looking = new AbortController();
      void lookOn(looking.signal);
    },
    leave() {
      looking?.abort();
    },
    /** Goes with everybody to another evening; the device and its cookie stay. */
    moveTo(next) {
      looking?.abort();
      Object.assign(guest, { code: next, isGone: false, version: undefined, loves: [], queue: [] });
      guest.votes.clear();
      guest.tally.news = 0;
    },
    /**
     * Says it until it is heard, or `tries` times. Returns when it was sent and answered and the version with it;
     * undefined when it was not heard, and then what counts is asked for, as the page does.
     */
    async say(voice, tries) {
      const sentAt = performance.now();
      const body = JSON.stringify(voice);
      const headers = { "content-type": "application/json" };
      const answer = await ask("/voice", { method: "PUT", headers, body, tries });
      if (answer?.ok) {
        const { version } = JSON.parse(answer.text);
        guest.tally.accepted += 1;
        guest.tally.news += Number(note(voice));
        return { sentAt, answeredAt: performance.now(), version };
      }
      if (answer?.status === 410) guest.isGone = true;
      else if (answer) fault(`a voice was answered with ${answer.status}: ${answer.text}`);
      else await this.lookUp(voice);
      return undefined;
    },
    /** A voice whose answer was lost counts or does not; afterwards both sides know. */
    async lookUp(voice) {
      guest.tally.givenUp += 1;
      const mine = await counted();
      if (!mine || isDeepStrictEqual(mine, said())) return;
      guest.tally.news += Number(note(voice));
      if (!isDeepStrictEqual(mine, said())) fault(`counted was ${JSON.stringify(mine)}`);
    },
    /** What this guest said is what counts. */
    async compare() {
      const mine = await counted();
      if (!isDeepStrictEqual(mine, said()))
        fault(`said ${JSON.stringify(said())}, counted was ${JSON.stringify(mine)}`);
    },
  });
}
