// How many requests the server takes: `preview` against an empty handler of the same server with the same body, two
// processes against one, and memory over many requests. Rounds alternate, so that a busy machine burdens all alike.

import { Agent, request as sendRequest } from "node:http";
import { createLargeStation, makeHistory } from "./bench-station.mjs";
import { signIn } from "./http-session.mjs";
import { startReplicas } from "./replicas.mjs";
import { ensureBuilt } from "./setup.mjs";

const ROUNDS = 5;
const ROUND_MS = 4_000;
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
    const rates = { empty: [], again: [], preview: [], both: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.empty.push(await load([first], { ...empty, ms: ROUND_MS }));
      rates.again.push(await load([first], { ...again, ms: ROUND_MS }));
      rates.preview.push(await load([first], { ...preview, ms: ROUND_MS }));
      rates.both.push(await load([first, second], { ...preview, ms: ROUND_MS }));
    }
    const memory = await watchMemory(first, { ...preview, requests: watchedRequests });
    return toRows({ rates, memory, watchedRequests, bytes: preview.bodies[0].length });
  } finally {
    await cluster.stop();
  }
}

function toRows({ rates, memory, watchedRequests, bytes }) {
  const per = (name) => `${Math.round(median(rates[name]))} requests/s`;
  // The middle of the rounds' own ratios: each compares neighbours in time.
  const ratio = (name, base) =>
    median(rates[name].map((rate, round) => rate / rates[base][round])).toFixed(2);
  const body = `a body of ${(bytes / 1_000).toFixed(0)} kB`;
  return [
    [`an empty POST handler, ${body}, one process`, per("empty"), ""],
    ["`preview`, 100 style artists, 200 feedback entries, the same", per("preview"), ""],
    ["`preview` against the empty handler", ratio("preview", "empty"), ">= 0.7"],
    ["the same question again within a minute", per("again"), ""],
    ["the same question against the empty handler", ratio("again", "empty"), ">= 0.7"],
    ["two processes on two cores", per("both"), ""],
    ["two processes against one", ratio("both", "preview"), ">= 1.6"],
    [
      `memory in use after a collection, at each tenth of ${watchedRequests.toLocaleString("en")} requests`,
      `${memory.map(({ in_use }) => toMegabytes(in_use)).join(", ")} MB`,
      "flat",
    ],
    ["the same, last fifth against second", growthOf(memory), "<= 1.05"],
    ["memory resident at most", `${toMegabytes(Math.max(...memory.map(({ resident }) => resident)))} MB`, ""],
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
    points.push(await (await fetch(`${replica.url}/api/bench`)).json());
  }
  return points;
}

/** Requests per second over so many requests or milliseconds, each process with its own connections. */
async function load(replicas, { path, cookie, bodies, requests = Number.POSITIVE_INFINITY, ms }) {
  const began = performance.now();
  const deadline = began + (ms ?? Number.POSITIVE_INFINITY);
  let sent = 0;
  let done = 0;
  const work = async (replica, agent) => {
    while (sent < requests && performance.now() < deadline) {
      const body = bodies[sent++ % bodies.length];
      const status = await send({ agent, port: replica.port, path, cookie, body });
      if (status >= 300) throw new Error(`${path} was answered with ${status}.`);
      done += 1;
    }
  };
  const agents = replicas.map(() => new Agent({ keepAlive: true, maxSockets: CONCURRENCY }));
  await Promise.all(
    replicas.flatMap((replica, index) =>
      Array.from({ length: CONCURRENCY }, () => work(replica, agents[index])),
    ),
  );
  for (const agent of agents) agent.destroy();
  return (done * 1_000) / (performance.now() - began);
}

/** Barely more than a socket: what the load itself takes is taken from the server on the same machine. */
function send({ agent, port, path, cookie, body }) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length, cookie };
    const call = sendRequest({ agent, host: "127.0.0.1", port, path, method: "POST", headers }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode));
    });
    call.once("error", reject);
    call.end(body);
  });
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
