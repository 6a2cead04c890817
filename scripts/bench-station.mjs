// What the benchmarks measure with: a station of a hundred artists, a history of two hundred plays, a look at memory.

import { execFileSync } from "node:child_process";

const STYLE_ARTISTS = 100;

/** A station of a hundred artists: the first hundred that another one recommends. */
export async function createLargeStation(listener, id) {
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
export async function makeHistory(listener, id) {
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

/** Resident memory of the largest Next.js server among a process and those below it, in MB. */
export function megabytesBelow(root) {
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
  const family = [...processes.filter(({ pid }) => pid === root), ...below(root)];
  const next = family.filter(({ args }) => args.includes("next"));
  return Math.round(Math.max(...next.map(({ rss }) => rss)) / 1024);
}
