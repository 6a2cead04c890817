// `npm run event-load`: an event of 200 simulated guests over two replicas that share one store, through a plain proxy.
// Guests come and go, streams break, songs are played. Prints how long a vote takes until everybody's queue shows it and
// what the replicas use of memory; exit code 1 when a vote was lost or counted twice, or when a long evening fills memory.
//
//   npm run event-load -- [--minutes 0.5] [--guests 200] [--replicas 2] [--pause 3] [--port 4620]

import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { delaysUntilSeen, isFlat, median, quantile } from "./event-figures.mjs";
import { createEventGuest } from "./event-guest.mjs";
import { signIn } from "./http-session.mjs";
import { startReplicas } from "./replicas.mjs";
import { ensureBuilt, ensureIndex, ensureInstalled } from "./setup.mjs";

const { values: flags } = parseArgs({
  options: {
    minutes: { type: "string", default: "0.5" },
    guests: { type: "string", default: "200" },
    replicas: { type: "string", default: "2" },
    pause: { type: "string", default: "3" },
    port: { type: "string", default: "4620" },
  },
});
const GUESTS = Number(flags.guests);
const LENGTH_MS = Number(flags.minutes) * 60_000;
/** Seconds between two votes of a guest, on average. */
const PAUSE_MS = Number(flags.pause) * 1_000;
const AIM_MS = 2_000;
const SONG_MS = 5_000;
/** Once a minute a guest's stream breaks, and every other minute one leaves: half of them for good, while there is room. */
const BREAK_CHANCE = PAUSE_MS / 60_000;
const LEAVE_CHANCE = PAUSE_MS / 120_000;
const AWAY_MS = 20_000;
/** An event takes 500 guests in all. */
const MAX_GUESTS = 480;
const LOVE_CHANCE = 0.1;
const MEMORY_POINTS = 24;
const MIN_POINT_MS = 5_000;
/** A shorter evening only fills its caches. */
const MIN_JUDGED_MS = 300_000;

ensureInstalled();
ensureBuilt({ forBenchmark: true });
ensureIndex("als");
const cluster = await startReplicas({
  port: Number(flags.port),
  count: Number(flags.replicas),
  env: { BENCH_BUILD: "1" },
});
const faults = [];
const guests = [];
try {
  await run();
} finally {
  await cluster.stop();
}
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);

async function run() {
  const host = await signIn(cluster.url, "ada");
  const { stations } = await (await host.call("/api/stations")).json();
  const station = stations.find(({ known }) => known > 0);
  const made = await host.post("/api/events", { station_id: station.id, name: station.name });
  const { code } = await made.json();
  for (let i = 0; i < GUESTS; i++) await comeIn(code);
  const until = Date.now() + LENGTH_MS;
  const evening = Promise.all([
    playOn(host, code, until),
    watchMemory(until),
    ...guests.map((guest) => attend(guest, until)),
  ]);
  const [songs, memory, ...votes] = await evening;
  await delay(AIM_MS);
  await lookAtEnd(code, songs, await (await host.call(`/api/events/${code}`)).json());
  for (const guest of guests) guest.leave();
  report(votes.flat(), memory);
}

async function comeIn(code) {
  const guest = createEventGuest({
    url: cluster.url,
    code,
    label: String(guests.length + 1),
    onFault: (what) => faults.push(what),
  });
  guests.push(guest);
  await guest.join();
  guest.look();
  while (guest.queue.length === 0) await delay(20);
  return guest;
}

/** Says something now and then, and leaves and comes back, until the time is up; returns the voices that were accepted. */
async function attend(first, until) {
  const accepted = [];
  let guest = first;
  await delay(Math.random() * PAUSE_MS);
  while (Date.now() < until) {
    const voice = await guest.say(nextVoice(guest.queue));
    if (voice) accepted.push(voice);
    await delay((0.5 + Math.random()) * PAUSE_MS);
    if (Math.random() < BREAK_CHANCE) {
      guest.leave();
      guest.look();
    }
    if (Math.random() < LEAVE_CHANCE) guest = await goOut(guest, until);
  }
  return accepted;
}

function nextVoice(queue) {
  const artist = queue[Math.floor(Math.random() * queue.length)];
  if (Math.random() < LOVE_CHANCE) return { artist, love: Math.random() < 0.8 };
  return { artist, vote: Math.random() < 0.8 ? 1 : -1 };
}

/** Somebody leaves, and after a while comes back, or another one in that place. */
async function goOut(guest, until) {
  guest.leave();
  await delay(Math.min((0.5 + Math.random()) * AWAY_MS, Math.max(0, until - Date.now())));
  if (Math.random() < 0.5 && guests.length < MAX_GUESTS) return comeIn(guest.code);
  guest.look();
  return guest;
}

/** The host's player, in a hurry. Counts as a change like a vote; returns how many songs were played. */
async function playOn(host, code, until) {
  for (let after = 0; ; after++) {
    if (Date.now() >= until) return after;
    const answer = await host.post(`/api/events/${code}/next`, { after });
    if (!answer.ok) faults.push(`a song was answered with ${answer.status}: ${await answer.text()}`);
    await delay(SONG_MS);
  }
}

/** At even intervals, of each replica: megabytes in use after a collection, and resident. */
async function watchMemory(until) {
  const began = Date.now();
  const every = Math.max(MIN_POINT_MS, LENGTH_MS / MEMORY_POINTS);
  const points = [];
  for (let at = began + every; at <= until; at += every) {
    await delay(Math.max(0, at - Date.now()));
    const usages = await Promise.all(
      cluster.replicas.map(async ({ url }) => (await fetch(`${url}/api/bench?collect`)).json()),
    );
    points.push({ seconds: Math.round((at - began) / 1_000), usages });
  }
  return points;
}

/** Every replica has the same queue, and in it each voice that was accepted, once. */
async function lookAtEnd(code, songs, { host: { dropped } }) {
  const seen = await Promise.all(
    cluster.replicas.map(async ({ url }) => (await fetch(`${url}/api/events/${code}`)).json()),
  );
  for (const view of seen) {
    if (!isDeepStrictEqual(view, seen[0])) faults.push("two replicas show different queues");
  }
  // Who turns out to have no song is dropped on the way to one who has.
  const changes = songs + dropped.length + guests.reduce((sum, { tally }) => sum + tally.news, 0);
  if (seen[0].version !== changes)
    faults.push(`${changes} changes were accepted and ${seen[0].version} counted`);
  for (const guest of guests) await guest.compare();
}

function report(votes, memory) {
  const seenByAll = delaysUntilSeen(
    votes,
    guests.flatMap(({ stays }) => stays),
    AIM_MS,
  );
  const p95 = quantile(seenByAll, 0.95);
  if (!(p95 <= AIM_MS))
    faults.push(`p95 from vote to everybody's queue is ${Math.round(p95)} ms, above ${AIM_MS} ms`);
  const streams = guests.reduce((sum, { tally }) => sum + tally.streams, 0);
  console.log(
    `${GUESTS} guests at a time, ${guests.length} in all, ${streams} streams, ${cluster.replicas.length} replicas over ` +
      `${cluster.redis ? "Redis" : "LMDB"}, ${flags.minutes} min, ${votes.length} votes`,
  );
  console.log("\n| what | p50 | p95 | most |\n|---|---|---|---|");
  const answered = votes.map(({ sentAt, answeredAt }) => answeredAt - sentAt);
  console.log(row("vote accepted", answered));
  console.log(row("vote in everybody's queue", seenByAll));
  reportMemory(memory);
}

function reportMemory(memory) {
  const megabytes = (usages, what) => usages.map((usage) => Math.round(usage[what] / 1e6)).join(" + ");
  console.log("\n| seconds | MB in use after a collection, each replica | MB resident |\n|---|---|---|");
  for (const { seconds, usages } of memory)
    console.log(`| ${seconds} | ${megabytes(usages, "in_use")} | ${megabytes(usages, "resident")} |`);
  if (LENGTH_MS < MIN_JUDGED_MS) return;
  cluster.replicas.forEach(({ port }, index) => {
    const inUse = memory.map(({ usages }) => usages[index].in_use / 1e6);
    const third = Math.floor(inUse.length / 3);
    const [second, last] = [inUse.slice(third, 2 * third), inUse.slice(-third)].map(median);
    console.log(
      `Replica ${port}: ${second.toFixed(1)} MB in the second third, ${last.toFixed(1)} MB in the last.`,
    );
    if (!isFlat(second, last)) faults.push(`the memory of replica ${port} grows`);
  });
}

function row(what, values) {
  const figures = [0.5, 0.95, 1].map((share) => `${Math.round(quantile(values, share))} ms`);
  return `| ${what} | ${figures.join(" | ")} |`;
}
