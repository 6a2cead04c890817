// How many requests the server takes: `preview` against an empty handler of the same server with the same body, two
// processes against one, and memory over many requests. Rounds alternate, so that a busy machine burdens all alike.

import { bareLoops } from "./bench-machine.mjs";
import { openConnection, toRequestBytes } from "./bench-socket.mjs";
import { createLargeStation, makeHistory } from "./bench-station.mjs";
import { signIn } from "./http-session.mjs";
import { startReplicas } from "./replicas.mjs";
import { ensureBuilt } from "./setup.mjs";

const ROUNDS = 5;
const ROUND_MS = 4_000;
const LOOP_MS = 1_000;
/** Requests under way at once, for each process. */
const CONCURRENCY = 8;
const WARM_UP_REQUESTS = 400;
const MEMORY_POINTS = 10;

/** Rows of what, figure and aim. */
export async function measureLoad({ port, watchedRequests }) {
  ensureBuilt({ forBenchmark: true });
  const cluster = await startReplicas({ port, count: 2, withRedis: false, env: { BENCH_BUILD: "1" } });
  try {
    const listener = await signIn(cluster.url, "ada");
    const [station] = (await (await listener.call("/api/stations")).json()).stations;
    const large = await createLargeStation(listener, station.id);
    const tracks = await makeHistory(listener, large.id);
    const cookie = listener.cookie();
    const preview = { path: `/api/stations/${large.id}/preview`, cookie, bodies: variants(tracks) };
    const empty = { ...preview, path: "/api/bench" };
    const again = { ...preview, bodies: preview.bodies.slice(0, 1) };
    const [first, second] = cluster.replicas;
    for (const replica of cluster.replicas) {
      await load([replica], { ...preview, requests: WARM_UP_REQUESTS });
      await load([replica], { ...empty, requests: WARM_UP_REQUESTS });
    }
    const rounds = await measureRounds({
      empty: () => measureLoadOf([first], empty),
      again: () => measureLoadOf([first], again),
      preview: () => measureLoadOf([first], preview),
      both: () => measureLoadOf([first, second], preview),
      loop: async () => ({ rate: await bareLoops(1, LOOP_MS) }),
      loops: async () => ({ rate: await bareLoops(2, LOOP_MS) }),
    });
    const memory = await watchMemory(first, { ...preview, requests: watchedRequests });
    return toRows({ rounds, memory, watchedRequests, bytes: preview.bodies[0].length });
  } finally {
    await cluster.stop();
  }
}

/** Each in turn, round after round. */
async function measureRounds(measures) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const figures = {};
    for (const [name, measure] of Object.entries(measures)) figures[name] = await measure();
    rounds.push(figures);
  }
  return rounds;
}

function toRows({ rounds, memory, watchedRequests, bytes }) {
  const per = (name) => {
    const rate = Math.round(median(rounds.map((figures) => figures[name].rate)));
    return `${rate} requests/s, ${median(rounds.map((figures) => figures[name].cpuMs)).toFixed(2)} ms of a processor each`;
  };
  // The middle of the rounds' own ratios: each compares neighbours in time.
  const ratio = (name, base) =>
    median(rounds.map((figures) => figures[name].rate / figures[base].rate)).toFixed(2);
  return [
    [`an empty POST handler, a body of ${(bytes / 1_000).toFixed(0)} kB, one process`, per("empty"), ""],
    ["`preview`, 100 style artists, 200 feedback entries, the same body each time", per("again"), ""],
    ["the same body, against the empty handler", ratio("again", "empty"), ">= 0.7"],
    ["`preview`, every question another", per("preview"), ""],
    ["every question another, against the empty handler", ratio("preview", "empty"), ""],
    ["the same, two processes", per("both"), ""],
    ["two processes against one", ratio("both", "preview"), ">= 1.6"],
    ["two bare loops against one, which is what the machine gives", ratio("loops", "loop"), ""],
    ...toMemoryRows(memory, watchedRequests),
  ];
}

function toMemoryRows(memory, watchedRequests) {
  const inUse = memory.map(({ in_use }) => toMegabytes(in_use)).join(", ");
  const resident = toMegabytes(Math.max(...memory.map(({ resident }) => resident)));
  return [
    [
      `memory in use after a collection, at each tenth of ${watchedRequests.toLocaleString("en")} requests`,
      `${inUse} MB`,
      "flat",
    ],
    ["the same, last fifth against second", growthOf(memory), "<= 1.05"],
    ["memory resident at most", `${resident} MB`, ""],
  ];
}

/** More bodies than answers are kept, so that none can be one that was given before: other plays last, another seed. */
function variants(tracks) {
  return Array.from({ length: 500 }, (_, index) => {
    const turned = [...tracks.slice(index), ...tracks.slice(0, index)];
    return Buffer.from(JSON.stringify({ tracks: turned, count: 10, seed: index }));
  });
}

async function watchMemory(replica, { requests, ...what }) {
  const points = [];
  for (let point = 0; point < MEMORY_POINTS; point++) {
    await load([replica], { ...what, requests: Math.ceil(requests / MEMORY_POINTS) });
    points.push(await (await fetch(`${replica.url}/api/bench?collect`)).json());
  }
  return points;
}

/** Requests per second, and the processes' own milliseconds for each: that hardly depends on who else uses the machine. */
async function measureLoadOf(replicas, what) {
  const before = await processorMs(replicas);
  const { rate, done } = await load(replicas, { ...what, ms: ROUND_MS });
  return { rate, cpuMs: ((await processorMs(replicas)) - before) / done };
}

async function processorMs(replicas) {
  const usages = await Promise.all(replicas.map(async ({ url }) => (await fetch(`${url}/api/bench`)).json()));
  return usages.reduce((sum, { cpu_ms }) => sum + cpu_ms, 0);
}

/** Over so many requests or milliseconds, each process with its own connections. */
async function load(replicas, { path, cookie, bodies, requests = Number.POSITIVE_INFINITY, ms }) {
  const asked = replicas.map(({ port }) =>
    bodies.map((body) => toRequestBytes({ port, path, cookie, body })),
  );
  const began = performance.now();
  const deadline = began + (ms ?? Number.POSITIVE_INFINITY);
  let sent = 0;
  let done = 0;
  const work = async ({ port }, questions) => {
    const connection = openConnection(port);
    while (sent < requests && performance.now() < deadline) {
      const status = await connection.send(questions[sent++ % questions.length]);
      if (status >= 300) throw new Error(`${path} was answered with ${status}.`);
      done += 1;
    }
    connection.close();
  };
  await Promise.all(
    replicas.flatMap((replica, index) =>
      Array.from({ length: CONCURRENCY }, () => work(replica, asked[index])),
    ),
  );
  return { done, rate: (done * 1_000) / (performance.now() - began) };
}

const toMegabytes = (bytes) => Math.round(bytes / 1_000_000);

/** The first fifth still fills caches. */
function growthOf(memory) {
  const inUse = memory.map(({ in_use }) => in_use);
  return (mean(inUse.slice(-2)) / mean(inUse.slice(2, 4))).toFixed(2);
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
