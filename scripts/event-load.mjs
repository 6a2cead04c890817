// `npm run event-load`: an event of 200 simulated guests over two replicas that share one store, through a plain proxy.
// Prints how long a vote takes until everybody's queue shows it; exit code 1 when a vote was lost or counted twice.
//
//   npm run event-load -- [--guests 200] [--seconds 30] [--replicas 2] [--pause 3] [--port 4620]

import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { signIn } from "./http-session.mjs";
import { startReplicas } from "./replicas.mjs";
import { ensureBuilt, ensureIndex, ensureInstalled } from "./setup.mjs";

const { values: flags } = parseArgs({
  options: {
    guests: { type: "string", default: "200" },
    seconds: { type: "string", default: "30" },
    replicas: { type: "string", default: "2" },
    pause: { type: "string", default: "3" },
    port: { type: "string", default: "4620" },
  },
});
const GUESTS = Number(flags.guests);
const SECONDS = Number(flags.seconds);
/** Seconds between two votes of a guest, on average. */
const PAUSE = Number(flags.pause);
const AIM_MS = 2_000;
const SONG_MS = 5_000;
/** What the server lets a guest have at once. */
const MAX_VOTES = 12;

ensureInstalled();
ensureBuilt();
ensureIndex("als");
const cluster = await startReplicas({ port: Number(flags.port), count: Number(flags.replicas) });
const faults = [];
try {
  await run();
} finally {
  await cluster.stop();
}
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);

async function run() {
  const host = await signIn(cluster.url, "ada");
  const { stations } = await (await again(() => host.call("/api/stations"))).json();
  const station = stations.find(({ known }) => known > 0);
  const made = await again(() => host.post("/api/events", { station_id: station.id, name: station.name }));
  const { code } = await made.json();
  const guests = await seatGuests(code);
  const memory = [megabytes()];
  const until = Date.now() + SECONDS * 1_000;
  const halfway = delay((SECONDS * 1_000) / 2).then(() => memory.push(megabytes()));
  const votes = (
    await Promise.all([...guests.map((guest) => vote(guest, code, until)), playOn(host, code, until)])
  ).flat();
  await halfway;
  await delay(AIM_MS);
  memory.push(megabytes());
  await lookAtEnd(code, guests, votes);
  for (const guest of guests) guest.leave.abort();
  report(guests, votes, memory);
}

/** Everybody joins and looks on; cookies and streams go through the proxy, hence to either replica. */
async function seatGuests(code) {
  const guests = [];
  for (let i = 0; i < GUESTS; i++) {
    const joined = await again(() => fetch(`${cluster.url}/api/events/${code}/guest`, { method: "POST" }));
    const cookie = joined.headers.getSetCookie()[0]?.split(";")[0];
    if (!cookie) throw new Error(`Guest ${i} got no voice: ${joined.status}.`);
    const guest = { cookie, said: new Map(), views: [], queue: [], leave: new AbortController() };
    const { signal } = guest.leave;
    const stream = await again(() => fetch(`${cluster.url}/api/events/${code}/stream`, { signal }));
    void look(guest, stream).catch(() => {});
    guests.push(guest);
  }
  while (guests.some(({ queue }) => queue.length === 0)) await delay(20);
  return guests;
}

/** Sends again what got no answer: nothing that is said twice counts twice. */
async function again(send) {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (tries === 5) throw error;
      await delay(100);
    }
  }
}

async function look(guest, stream) {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream.body) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split("\n\n");
    text = messages.pop();
    for (const message of messages) {
      const line = message.split("\n").find((part) => part.startsWith("data: "));
      if (!line) continue;
      const view = JSON.parse(line.slice(6));
      guest.views.push({ version: view.version, at: performance.now() });
      guest.queue = view.queue.map(({ name }) => name);
    }
  }
}

/** Votes on what is coming until the time is up; returns the votes that were accepted. */
async function vote(guest, code, until) {
  const accepted = [];
  await delay(Math.random() * PAUSE * 1_000);
  while (Date.now() < until) {
    const artist = guest.queue[Math.floor(Math.random() * guest.queue.length)];
    const value = Math.random() < 0.8 ? 1 : -1;
    const sentAt = performance.now();
    const answer = await again(() =>
      fetch(`${cluster.url}/api/events/${code}/voice`, {
        method: "PUT",
        headers: { "content-type": "application/json", cookie: guest.cookie },
        body: JSON.stringify({ artist, vote: value }),
      }),
    );
    if (answer.ok) {
      const { version } = await answer.json();
      accepted.push({
        sentAt,
        answeredAt: performance.now(),
        version,
        isNews: guest.said.get(artist) !== value,
      });
      if (guest.said.get(artist) !== value) guest.said.delete(artist);
      guest.said.set(artist, value);
      if (guest.said.size > MAX_VOTES) guest.said.delete(guest.said.keys().next().value);
    } else faults.push(`a vote was answered with ${answer.status}: ${await answer.text()}`);
    await delay((0.5 + Math.random()) * PAUSE * 1_000);
  }
  return accepted;
}

/** The host's player, in a hurry. Counts as a change like a vote. */
async function playOn(host, code, until) {
  const played = [];
  for (let after = 0; Date.now() < until; after++) {
    const sentAt = performance.now();
    const answer = await again(() => host.post(`/api/events/${code}/next`, { after }));
    if (answer.ok) played.push({ sentAt, isSong: true, isNews: true });
    else faults.push(`a song was answered with ${answer.status}: ${await answer.text()}`);
    await delay(SONG_MS);
  }
  return played;
}

/** Every replica has the same queue, and in it each vote that was accepted, once. */
async function lookAtEnd(code, guests, votes) {
  const seen = await Promise.all(
    cluster.replicas.map(async ({ url }) => (await fetch(`${url}/api/events/${code}`)).json()),
  );
  for (const view of seen) {
    if (!isDeepStrictEqual(view, seen[0])) faults.push("two replicas show different queues");
  }
  const news = votes.filter(({ isNews }) => isNews).length;
  if (seen[0].version !== news) faults.push(`${news} changes were accepted and ${seen[0].version} counted`);
  for (const [index, guest] of guests.entries()) {
    const { cookie } = guest;
    const answer = await again(() => fetch(`${cluster.url}/api/events/${code}`, { headers: { cookie } }));
    const { mine } = await answer.json();
    if (!isDeepStrictEqual(mine.votes, Object.fromEntries(guest.said))) {
      faults.push(
        `guest ${index} said ${JSON.stringify([...guest.said])}, counted was ${JSON.stringify(mine.votes)}`,
      );
    }
  }
}

function report(guests, votes, memory) {
  const cast = votes.filter(({ isSong }) => !isSong);
  const answered = cast.map(({ sentAt, answeredAt }) => answeredAt - sentAt);
  const seenByAll = cast.map(({ sentAt, version }) =>
    Math.max(
      ...guests.map(({ views }) => (views.find((view) => view.version >= version)?.at ?? Infinity) - sentAt),
    ),
  );
  const p95 = quantile(seenByAll, 0.95);
  if (!(p95 <= AIM_MS))
    faults.push(`p95 from vote to everybody's queue is ${Math.round(p95)} ms, above ${AIM_MS} ms`);
  const store = cluster.redis ? "Redis" : "LMDB";
  console.log(
    `${guests.length} guests, ${cluster.replicas.length} replicas over ${store}, ${SECONDS} s, ${cast.length} votes`,
  );
  console.log("\n| what | p50 | p95 | most |\n|---|---|---|---|");
  console.log(row("vote accepted", answered));
  console.log(row("vote in everybody's queue", seenByAll));
  console.log(
    `\nMemory of the replicas (RSS, MB): ${memory.map((each) => each.join(" + ")).join(", then ")}`,
  );
}

function row(what, values) {
  const figures = [0.5, 0.95, 1].map((share) => `${Math.round(quantile(values, share))} ms`);
  return `| ${what} | ${figures.join(" | ")} |`;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function megabytes() {
  return cluster.replicas.map((replica) => {
    const status = readFileSync(`/proc/${replica.pid()}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
  });
}
