// `npm run bench`: starts the production build on a sandbox that takes 50 ms a call, and measures it from outside.
// Prints medians and 99th percentiles, the same over a large Subsonic library, then what the station page does in a
// real Chromium and how evenly the map moves, then how many requests the server takes, in one run, as Markdown.
//
//   npm run bench -- [--only latency|library|page|map|load] [--requests 20000] [--port 3220]
//
// `--requests` is over how many memory is watched.

import { parseArgs } from "node:util";
import { measureLibrary } from "./bench-library.mjs";
import { measureLoad } from "./bench-load.mjs";
import { measureMap } from "./bench-map.mjs";
import { measurePage } from "./bench-page.mjs";
import { onSandbox, withServer } from "./bench-server.mjs";
import { createLargeStation, makeHistory, megabytesBelow } from "./bench-station.mjs";
import { ms, repeat, spread, timed } from "./bench-times.mjs";
import { signIn } from "./http-session.mjs";
import { ensureBuilt, ensureIndex, ensureInstalled } from "./setup.mjs";

const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    requests: { type: "string", default: "20000" },
    port: { type: "string", default: "3220" },
  },
});
const PORT = Number(flags.port);
const SANDBOX_PORT = PORT + 1_000;
const BASE = `http://127.0.0.1:${PORT}`;
const SANDBOX = `http://127.0.0.1:${SANDBOX_PORT}`;
const SERVICE_LATENCY_MS = 50;
const PREVIEWS = 1_000;
const WARM_NEXTS = 300;

// Whatever was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
ensureInstalled();
ensureIndex("als");
const isWanted = (part) => (flags.only ?? part) === part;
if (isWanted("latency")) await reportLatency();
if (isWanted("library")) print(await measureLibrary(PORT + 1), ["what", "p50", "p99", "aim"]);
if (isWanted("page")) print(await measurePage(PORT + 2), ["what", "p50", "p95", "aim"]);
if (isWanted("map")) print(await measureMap(PORT + 3), ["what", "p50", "p95", "aim"]);
if (isWanted("load")) {
  print(await measureLoad({ port: PORT, watchedRequests: Number(flags.requests) }), [
    "what",
    "figure",
    "aim",
  ]);
}

async function reportLatency() {
  ensureBuilt();
  await withServer({ port: PORT, env: onSandbox(SANDBOX_PORT) }, async ({ server, readyMs }) => {
    const rows = [["ready after `npm start`, built before", ms(readyMs), "", "<= 2 s"]];
    rows.push(...(await measure()));
    rows.push(["memory of the server process (RSS)", `${megabytesBelow(server.pid)} MB`, "", "<= 400 MB"]);
    print(rows, ["what", "p50", "p99", "aim"]);
  });
}

function print(rows, columns) {
  console.log(`\n| ${columns.join(" | ")} |\n|${columns.map(() => "---|").join("")}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
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
  let seed = 0;
  // Each another question: the same one would be answered from memory.
  const previews = await repeat(PREVIEWS, () =>
    listener.post(`/api/stations/${large.id}/preview`, { ...body, seed: seed++ }),
  );
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

function post(url, body) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
