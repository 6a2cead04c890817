// What is shared by link, in the chaos run: a follower of a station whose owner goes on tuning it, and two listeners of a
// broadcast. Checks that what the owner was told is kept is what the follower has, and that both hear the same songs.

import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

const PAUSE_MS = 1_500;
const RETRY_MS = 300;
const PATIENCE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * `losses` tells how often the store has been emptied; what is gone without that is a violation.
 *
 * @param {{ owner: { call: Function, post: Function }, listeners: readonly [{ call: Function, post: Function }, { call: Function, post: Function }], losses: () => number, mayFail: boolean, onViolation: (what: string) => void }} options
 */
export function createLinks({ owner, listeners, losses, mayFail, onViolation }) {
  const tally = { links: 0, followed: 0, together: 0, failed: 0 };
  const [follower, other] = listeners;
  let station;
  let link;
  let broadcast;
  let madeAt = 0;
  let tuned = 0;

  /** The answer's body, "gone", or "nothing" where there is none to give. */
  const ask = async (who, path, method = "GET", body = undefined) => {
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await delay(RETRY_MS)) {
      try {
        const headers = { "content-type": "application/json" };
        const sent = { method, ...(body && { headers, body: JSON.stringify(body) }) };
        const answer = await who.call(path, sent);
        if (answer.status === 410) return "gone";
        if (answer.ok) return answer.status === 204 ? "nothing" : await answer.json();
        const text = await answer.text();
        if (answer.status < 500 || !mayFail)
          onViolation(`${method} ${path} was answered with ${answer.status}: ${text}`);
      } catch (error) {
        if (!mayFail) onViolation(`${method} ${path} failed: ${error.cause?.code ?? error.message}`);
      }
      tally.failed += 1;
    }
    onViolation(`${method} ${path} was not answered for a minute`);
    return "gone";
  };

  /** The taste says by a knob how often it was changed. */
  const taste = () => ({
    station_id: station.id,
    name: station.name,
    weights: { style: 1 + (tuned % 100) / 100, likes: 0.6, dislikes: 0.3 },
  });

  const make = async () => {
    madeAt = losses();
    link = (await ask(owner, "/api/shares", "POST", { ...taste(), live: true })).code;
    const begins = Date.now() - HOUR_MS / 2;
    broadcast = (await ask(owner, "/api/shares", "POST", { ...taste(), starts_at: begins })).code;
    tally.links += 2;
    return (await ask(follower, `/api/shares/${link}/follow`, "PUT")) !== "gone";
  };

  /** The owner turns a knob; the follower's next look has it, is still a follower's, and brings artists. */
  const followOn = async () => {
    tuned += 1;
    if ((await ask(owner, `/api/shares/${link}`, "PUT", taste())) === "gone") return false;
    const seen = await ask(follower, `/api/shares/${link}`);
    if (seen === "gone") return false;
    if (seen.share.weights.style !== taste().weights.style) onViolation("a follower has an older taste");
    if (!seen.following) onViolation("a follower follows no more");
    const next = await ask(follower, `/api/stations/s-${link}/preview`, "POST", { tracks: [] });
    if (next === "gone") return false;
    if (next.artists.length === 0) onViolation("a followed station brings nobody");
    tally.followed += 1;
    return true;
  };

  const tuneIn = async () => {
    const at = Date.now();
    const heard = await Promise.all(
      [follower, other].map((who) => ask(who, `/api/shares/${broadcast}/broadcast?at=${at}`)),
    );
    if (heard.includes("gone")) return false;
    const [one, two] = heard.map(({ slots }) => slots);
    if (one.length === 0 || !isDeepStrictEqual(one, two))
      onViolation("a broadcast is not the same for two listeners");
    tally.together += 1;
    return true;
  };

  return {
    tally,
    async seat() {
      const { stations } = await ask(owner, "/api/stations");
      station = stations.find(({ known }) => known > 0);
      await make();
    },
    async run(isOver) {
      while (!isOver()) {
        await delay(PAUSE_MS);
        if ((await followOn()) && (await tuneIn())) continue;
        if (losses() === madeAt) onViolation("links were gone, and their store had not been emptied");
        await make();
      }
    },
  };
}
