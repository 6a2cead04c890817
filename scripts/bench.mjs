// `npm run bench`: starts the production build on a sandbox that takes 50 ms a call, and measures it from outside.
// Prints medians and 99th percentiles in one run, as Markdown.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signIn, waitUntilReady } from "./http-session.mjs";
import { ensureBuilt, ensureIndex, ensureInstalled, ROOT } from "./setup.mjs";

const PORT = 3220;
const SANDBOX_PORT = 4220;
const BASE = `http://127.0.0.1:${PORT}`;
const SANDBOX = `http://127.0.0.1:${SANDBOX_PORT}`;
const SERVICE_LATENCY_MS = 50;
const PREVIEWS = 1_000;
const WARM_NEXTS = 300;
const STYLE_ARTISTS = 100;

ensureInstalled();
ensureBuilt();
ensureIndex("als");
const dataDir = mkdtempSync(join(tmpdir(), "longwave-bench-"));
const started = performance.now();
const server = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
  cwd: ROOT,
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    PORT: String(PORT),
    SANDBOX_PORT: String(SANDBOX_PORT),
    DATA_DIR: dataDir,
    SPOTIFY_CLIENT_ID: "",
    REQUESTS_PER_MINUTE: "1000000",
    LOG_LEVEL: "warn",
  },
});

try {
  await waitUntilReady(BASE);
  const rows = [["ready after `npm start`, built before", ms(performance.now() - started), "", "<= 2 s"]];
  rows.push(...(await measure()));
  rows.push(["memory of the server process (RSS)", `${serverMegabytes()} MB`, "", "<= 400 MB"]);
  console.log("\n| what | p50 | p99 | aim |\n|---|---|---|---|");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure() {
  const listener = await signIn(BASE, "ada");
  await post(`${SANDBOX}/sandbox/switches`, { latencyMs: SERVICE_LATENCY_MS });
  const playlists = await ownStations(listener);
  const cold = await timeColdNexts(listener, playlists);
  await post(`${SANDBOX}/sandbox/switches`, { latencyMs: 0 });
  const large = await createLargeStation(listener, playlists[0]);
  const history = await makeHistory(listener, large.id);
  const body = { tracks: history, count: 10 };
  const previews = await repeat(PREVIEWS, () => listener.post(`/api/stations/${large.id}/preview`, body));
  const nexts = await repeat(WARM_NEXTS, () => listener.post(`/api/stations/${large.id}/next`, body));
  return [
    [
      `\`preview\`, ${large.known} style artists, ${history.length} feedback entries, server time`,
      ...spread(previews.map((sample) => sample.server)),
      "5 ms, 20 ms",
    ],
    ["the same, through HTTP, one at a time", ...spread(previews.map((sample) => sample.total)), ""],
    ["`next`, 10 tracks, warm, through HTTP", ...spread(nexts.map((sample) => sample.total)), "50 ms"],
    [
      `\`next\`, 10 tracks, cold, service takes ${SERVICE_LATENCY_MS} ms a call (${cold.times.length} stations)`,
      ...spread(cold.times),
      "1.5 s",
    ],
    ["service calls for each new artist", cold.callsPerArtist.toFixed(2), "", "<= 1"],
    ["service calls for the same artists again", cold.callsAgain.toFixed(2), "", "0"],
  ];
}

/** Ids of the listener's stations, read at the sandbox's own list so that the server's caches stay cold. */
async function ownStations(listener) {
  const { access_token } = await (await listener.call("/api/token")).json();
  const answer = await fetch(`${SANDBOX}/v1/me/playlists?limit=50`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  const { items } = await answer.json();
  return items
    .filter(({ name, owner }) => name.startsWith("radio: ") && owner.id === "ada")
    .map(({ id }) => id);
}

async function timeColdNexts(listener, ids) {
  const times = [];
  const artists = new Set();
  await fetch(`${SANDBOX}/sandbox/calls`, { method: "DELETE" });
  for (const id of ids) {
    const sample = await timed(() => listener.post(`/api/stations/${id}/next`, { tracks: [], count: 10 }));
    if (sample.status !== 200) continue;
    times.push(sample.total);
    for (const { artist } of sample.body.tracks) artists.add(artist);
  }
  const first = await searchCalls();
  for (const id of ids) await listener.post(`/api/stations/${id}/next`, { tracks: [], count: 10 });
  return {
    times,
    callsPerArtist: first / artists.size,
    callsAgain: (await searchCalls()) - first,
  };
}

async function searchCalls() {
  const { calls } = await (await fetch(`${SANDBOX}/sandbox/calls`)).json();
  return Object.entries(calls)
    .filter(([route]) => route.includes("/search"))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** A station of a hundred artists: the first hundred that another one recommends. */
async function createLargeStation(listener, id) {
  const { pool } = await (await listener.post(`/api/stations/${id}/preview`, { tracks: [] })).json();
  const artists = pool.slice(0, STYLE_ARTISTS).map(({ name }) => name);
  // A hundred new artists are more calls than the server sends at once; each try finds more of them known.
  for (let tries = 0; tries < 12; tries++) {
    const made = await listener.post("/api/stations", { name: "Bench", artists });
    if (made.status === 201) return (await made.json()).station;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
  throw new Error("The station of a hundred artists could not be made.");
}

/** Two hundred plays of artists the station recommends: whole, skipped, liked and disliked. */
async function makeHistory(listener, id) {
  const { pool } = await (await listener.post(`/api/stations/${id}/preview`, { tracks: [] })).json();
  return pool.slice(0, 200).map(({ name }, i) => ({
    track_id: `bench-${i}`,
    artist: name,
    play_seconds: i % 3 === 0 ? 20 : 200,
    length_seconds: 200,
    ...(i % 7 === 0 && { rating: 1 }),
    ...(i % 11 === 0 && { rating: -1 }),
  }));
}

async function repeat(times, request) {
  const samples = [];
  for (let i = 0; i < times; i++) samples.push(await timed(request));
  // The first requests warm the code up; they are not what a listener waits for all day.
  return samples.slice(Math.min(50, times / 10));
}

async function timed(request) {
  const begin = performance.now();
  const response = await request();
  const body = await response.json();
  const total = performance.now() - begin;
  const server = Number(/app;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "")?.[1]);
  return { total, server, status: response.status, body };
}

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return [ms(at(0.5)), ms(at(0.99))];
}

function ms(value) {
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;
}

function post(url, body) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Resident memory of the Next.js server below our process, in MB. */
function serverMegabytes() {
  const processes = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, ppid, rss, ...args]) => ({
      pid: Number(pid),
      ppid: Number(ppid),
      rss: Number(rss),
      args: args.join(" "),
    }));
  const below = (pid) =>
    processes.filter(({ ppid }) => ppid === pid).flatMap((child) => [child, ...below(child.pid)]);
  const next = below(server.pid).filter(({ args }) => args.includes("next"));
  return Math.round(Math.max(...next.map(({ rss }) => rss)) / 1024);
}
