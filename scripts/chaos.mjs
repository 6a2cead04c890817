// `npm run chaos`: replicas behind a plain proxy over one Redis are killed one after the other, Redis goes away and comes
// back, every other time empty, tokens run out all the time; ten listeners play on, the guests of an evening vote, a
// link is followed and a broadcast heard. Prints what it did; exit code 1 on a violation.
//
//   npm run chaos -- [--seed 1] [--hours 3] [--seconds 90] [--listeners 10] [--guests 24] [--replicas 3] [--port 4510]
//     [--rolling]
//
// `--rolling` restarts the replicas one by one with SIGTERM instead, as a deployment does, while the accounts service
// rotates refresh tokens; then not a single request may fail.

import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createEvening } from "./chaos-evening.mjs";
import { createLinks } from "./chaos-links.mjs";
import { createListener } from "./chaos-listener.mjs";
import { signIn } from "./http-session.mjs";
import { ensureRedis } from "./redis.mjs";
import { startReplicas } from "./replicas.mjs";
import { ensureBuilt, ensureIndex, ensureInstalled } from "./setup.mjs";

const { values: flags } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    hours: { type: "string", default: "3" },
    seconds: { type: "string", default: "90" },
    listeners: { type: "string", default: "10" },
    guests: { type: "string", default: "24" },
    replicas: { type: "string", default: "3" },
    port: { type: "string", default: "4510" },
    rolling: { type: "boolean", default: false },
  },
});
const seed = Number(flags.seed);
const hours = Number(flags.hours);
const seconds = Number(flags.seconds);
/** Tokens that live so long are refreshed every quarter of a minute, as the server refreshes a minute early. */
const ACCESS_SECONDS = 75;
/** What a replica has looked up of the store it may hold for a second. */
const SETTLE_MS = 1_500;
const ACCOUNTS = ["ada", "bruno", "frida"];

// Whatever was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
ensureInstalled();
ensureBuilt();
ensureIndex("als");
if (!ensureRedis()) {
  console.error("There is no redis-server here and it cannot be installed: the chaos run needs one.");
  process.exit(1);
}

const random = createRandom(seed);
const counts = { kills: 0, restarts: 0, redisStops: 0, redisLosses: 0, degraded: 0 };
const violations = [];
const cluster = await startReplicas({
  port: Number(flags.port),
  count: Number(flags.replicas),
  keepsRedis: true,
});
try {
  await setSwitches({ tokens: { accessSeconds: ACCESS_SECONDS, rotateRefresh: flags.rolling } });
  const listeners = await seatListeners(Number(flags.listeners));
  console.log(
    `${listeners.length} listeners play ${hours} h in about ${seconds} s over ${cluster.replicas.length} replicas, seed ${seed}.`,
  );
  const { evening, links } = await seatCompany();
  let isOver = false;
  const hasEnded = () => isOver;
  const trouble = flags.rolling ? rollOver(hasEnded) : makeTrouble(hasEnded);
  const company = Promise.all([evening.run(hasEnded), links.run(hasEnded)]);
  await Promise.all(listeners.map((listener) => listener.play()));
  isOver = true;
  await Promise.all([trouble, company]);
  await lookAtEnd(listeners);
  await evening.compare();
  report(listeners, evening, links);
} finally {
  await cluster.stop();
}
process.exit(violations.length > 0 ? 1 : 0);

/** Each listener has a session and a station; stations without known artists are left out. */
async function seatListeners(count) {
  const seats = [];
  for (const account of ACCOUNTS) {
    const session = await signIn(cluster.url, account);
    const { stations } = await (await session.call("/api/stations")).json();
    seats.push(...stations.filter(({ known }) => known > 0).map(({ id, name }) => ({ account, id, name })));
  }
  const pace = (seconds * 1_000) / (hours * 3_600_000);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const seat = seats[index % seats.length];
      const session = await signIn(cluster.url, seat.account);
      return createListener({
        label: `${index + 1} (${seat.account}, ${seat.name})`,
        session,
        stationId: seat.id,
        random: createRandom(seed * 1_000 + index),
        untilMs: hours * 3_600_000,
        pace,
        mayFail: !flags.rolling,
        onViolation: (what) => violations.push(what),
      });
    }),
  );
}

/** Those who listen together: an evening's host and guests, and the two ends of a link. */
async function seatCompany() {
  const shared = {
    losses: () => counts.redisLosses,
    mayFail: !flags.rolling,
    onViolation: (what) => violations.push(what),
  };
  const [host, ...listeners] = await Promise.all(ACCOUNTS.map((account) => signIn(cluster.url, account)));
  const guests = Number(flags.guests);
  const evening = createEvening({ ...shared, cluster, host, guests, random: createRandom(seed + 7) });
  const links = createLinks({ ...shared, owner: host, listeners });
  await evening.seat();
  await links.seat();
  return { evening, links };
}

async function makeTrouble(isOver) {
  const redis = redisComesAndGoes(isOver);
  while (!isOver()) {
    await delay(2_000 + random() * 3_000);
    const up = cluster.replicas.filter((replica) => replica.isUp);
    // Were all of them down at once, it would be the machine that failed.
    if (isOver() || up.length < 2) continue;
    const victim = up[Math.floor(random() * up.length)];
    await victim.end("SIGKILL");
    counts.kills += 1;
    void victim.start();
  }
  await redis;
}

async function redisComesAndGoes(isOver) {
  while (!isOver()) {
    await delay(5_000 + random() * 10_000);
    if (isOver()) break;
    await cluster.redis.stop();
    counts.redisStops += 1;
    await delay(4_000 + random() * 4_000);
    counts.degraded += await countDegraded();
    const empty = counts.redisStops % 2 === 0;
    counts.redisLosses += Number(empty);
    await cluster.redis.start({ empty });
  }
}

async function rollOver(isOver) {
  while (!isOver()) {
    for (const replica of cluster.replicas) {
      await delay(1_000);
      if (isOver()) return;
      const code = await replica.end("SIGTERM");
      if (code !== 143 && code !== 0) violations.push(`A replica told to stop ended with ${code}.`);
      await replica.start();
      counts.restarts += 1;
    }
  }
}

/** How many replicas say in their health that they do without the store. */
async function countDegraded() {
  const answers = await Promise.all(cluster.replicas.filter(({ isUp }) => isUp).map(healthOf));
  if (answers.some((health) => health?.status === "ok"))
    violations.push("A replica without Redis said that it is well.");
  return answers.filter((health) => health?.status === "degraded" && health.degraded_since).length;
}

async function healthOf({ url }) {
  return fetch(`${url}/api/health`)
    .then((response) => response.json())
    .catch(() => undefined);
}

/** With everything up again: all replicas are well, and each gives every listener the same answer to all they did. */
async function lookAtEnd(listeners) {
  for (const replica of cluster.replicas) {
    for (let tries = 0; !replica.isUp && tries < 200; tries++) await delay(100);
  }
  let health = [];
  for (let tries = 0; tries < 100; tries++) {
    health = await Promise.all(cluster.replicas.map(healthOf));
    if (health.every((answer) => answer?.status === "ok")) break;
    await delay(100);
  }
  if (!health.every((answer) => answer?.status === "ok")) {
    violations.push("A replica was still degraded ten seconds after Redis was back.");
  }
  for (const listener of listeners) await listener.lookOnce(cluster.replicas[0].url);
  await delay(SETTLE_MS);
  for (const listener of listeners) await listener.compare(cluster.replicas.map(({ url }) => url));
}

function report(listeners, evening, links) {
  const voices = (name) => evening.guests().reduce((total, { tally }) => total + tally[name], 0);
  const sum = (name) => listeners.reduce((total, { tally }) => total + tally[name], 0);
  const rows = [
    ["simulated hours, listeners, replicas", `${hours}, ${listeners.length}, ${cluster.replicas.length}`],
    ["songs played", sum("songs")],
    [
      "skipped, liked, disliked, artists banned",
      ["skipped", "liked", "disliked", "banned"].map(sum).join(", "),
    ],
    ["requests answered", sum("answered")],
    ["requests that failed and were tried again", sum("failed")],
    ["songs played from the queue meanwhile", sum("fromQueue")],
    ["tokens seen by listeners", sum("tokens")],
    flags.rolling
      ? ["replicas stopped with SIGTERM and started again", counts.restarts]
      : ["replicas killed with SIGKILL", counts.kills],
    ...(flags.rolling
      ? []
      : [
          [
            "Redis stopped and started again, of these times empty",
            `${counts.redisStops}, ${counts.redisLosses}`,
          ],
          ["replicas that said degraded meanwhile", counts.degraded],
        ]),
    [
      "evenings, guests, songs",
      `${evening.tally.evenings}, ${evening.guests().length}, ${evening.tally.songs}`,
    ],
    ["voices accepted, given up and looked up", `${voices("accepted")}, ${voices("givenUp")}`],
    ["streams opened by guests", voices("streams")],
    [
      "requests of an evening that failed, of these for want of a store",
      `${voices("failed")}, ${voices("refused")}`,
    ],
    ["links made, changed by their owner and followed", `${links.tally.links}, ${links.tally.followed}`],
    ["broadcasts heard by two", links.tally.together],
    ["listeners signed out", sum("signedOut")],
    ["repeats inside the gaps", sum("repeats")],
    ["feedback lost", sum("lost")],
    ["violations", violations.length],
  ];
  console.log("\n| what | count |\n|---|---|");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  for (const violation of violations.slice(0, 20)) console.error(`violation: ${violation}`);
}

async function setSwitches(switches) {
  const response = await fetch(`${cluster.sandboxUrl}/sandbox/switches`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(switches),
  });
  if (!response.ok) throw new Error(`The sandbox refused its switches: ${await response.text()}`);
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function createRandom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
