// What a large Subsonic library costs: the first reading of it, a station over it, and a restart.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withServer } from "./bench-server.mjs";
import { makeHistory, megabytesBelow } from "./bench-station.mjs";
import { ms, repeat, spread, timed } from "./bench-times.mjs";
import { signInByPassword } from "./http-session.mjs";
import { startLargeLibrary } from "./large-library.mjs";
import { ensureBuilt } from "./setup.mjs";

const ARTISTS = 50_000;
const SERVICE_LATENCY_MS = 5;
const WARM_NEXTS = 300;
const OPENINGS = 40;
const STATION = "pl-0";

/** Rows of the report: what, p50, p99, aim. */
export async function measureLibrary(port) {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), "longwave-library-"));
  const library = await startLargeLibrary({
    artists: ARTISTS,
    port: port + 1_000,
    latencyMs: SERVICE_LATENCY_MS,
  });
  const base = `http://127.0.0.1:${port}`;
  try {
    const first = await withServer({ port, dataDir, env: ofSubsonic(port) }, async ({ server }) => {
      const listener = await signInByPassword(base, "bench", "bench");
      const reading = await listenWhileReading(listener);
      const history = await makeHistory(listener, STATION);
      const body = { tracks: history, count: 10 };
      const nexts = await repeat(WARM_NEXTS, () => listener.post(`/api/stations/${STATION}/next`, body));
      const openings = [];
      for (let i = 0; i < OPENINGS; i++) openings.push(await open(listener, history));
      return { reading, nexts, openings, megabytes: megabytesBelow(server.pid) };
    });
    const again = await withServer({ port, dataDir, env: ofSubsonic(port) }, async () => {
      const listener = await signInByPassword(base, "bench", "bench");
      const opening = await open(listener, []);
      const reading = await listenWhileReading(listener);
      return { opening, reading };
    });
    return toRows(first, again);
  } finally {
    await library.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function toRows({ reading, nexts, openings, megabytes }, again) {
  const artists = ARTISTS.toLocaleString("en");
  return [
    [`first reading of ${artists} artists, by ${reading.notices} states of progress`, ms(reading.ms), "", ""],
    ["`next` while it reads, 10 tracks, one new history each", ...spread(reading.nexts), "does not block"],
    [`station opens over ${artists} artists: page, list, next, preview`, ...spread(openings), "2 s"],
    [
      "`next`, 10 tracks, 200 feedback entries, warm",
      ...spread(nexts.map(({ total }) => total)),
      "60 ms, p50",
    ],
    ["station opens, first request after a restart", ms(again.opening), "", ""],
    ["library is whole again after a restart", ms(again.reading.ms), "", ""],
    ["memory of the server process (RSS)", `${megabytes} MB`, "", ""],
  ];
}

/** All that the page of a station asks for, in its order. */
async function open(listener, tracks) {
  const begin = performance.now();
  await (await listener.call(`/station/${STATION}`)).text();
  await Promise.all([
    listener.call("/api/stations").then((answer) => answer.json()),
    listener.post(`/api/stations/${STATION}/next`, { tracks, count: 6 }).then((answer) => answer.json()),
    listener.post(`/api/stations/${STATION}/preview`, { tracks }).then((answer) => answer.json()),
  ]);
  return performance.now() - begin;
}

/** Asks for the next tracks again and again until the library has been read. */
async function listenWhileReading(listener) {
  const begin = performance.now();
  const nexts = [];
  const notices = new Set();
  const tracks = [];
  for (;;) {
    const { total, status, body } = await timed(() =>
      listener.post(`/api/stations/${STATION}/next`, { tracks, count: 10 }),
    );
    if (status !== 200) throw new Error(`No music while the library is read: ${JSON.stringify(body)}`);
    nexts.push(total);
    if (body.notice?.code !== "library_reading") {
      if (body.notice) throw new Error(body.notice.message);
      return { nexts, notices: notices.size, ms: performance.now() - begin };
    }
    notices.add(body.notice.message);
    const [heard] = body.tracks;
    if (heard) {
      tracks.push({ track_id: heard.track_id, artist: heard.artist, play_seconds: 200, length_seconds: 200 });
    }
  }
}

const ofSubsonic = (port) => ({
  MUSIC_SERVICE: "subsonic",
  SUBSONIC_URL: `http://127.0.0.1:${port + 1_000}`,
  NEXTAUTH_SECRET: "for-the-benchmark-only-for-the-benchmark",
});
