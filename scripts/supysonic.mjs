// A real Subsonic server for the tests: Debian's supysonic over a library of generated music.
// `node scripts/supysonic.mjs contract|demo [PORT]` serves one until it is stopped; the test script imports startSupysonic.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withTag } from "./id3.mjs";
import { findProgram, installDebianPackages, ROOT } from "./setup.mjs";
import { LIBRARIES, PASSWORD } from "./supysonic-library.mjs";

const PACKAGES = ["supysonic", "python3-waitress", "ffmpeg"];
const START_LIMIT_MS = 60_000;

/**
 * Starts a server of its own with that library, on that port or on a free one.
 * undefined = it can neither be found nor installed here.
 */
export async function startSupysonic(library, wantedPort) {
  if (!ensureSupysonic()) return undefined;
  const folder = join(ROOT, ".data", `supysonic-${library}`);
  ensureLibrary(library, folder);
  const port = wantedPort ?? (await findFreePort());
  const args = ["--server", "waitress", "--host", "127.0.0.1", "--port", String(port), "--threads", "8"];
  // Into a file: whoever starts it may be busy with the tests and read no pipe.
  const logFile = join(folder, "server.log");
  const log = openSync(logFile, "w");
  const child = spawn("supysonic-server", args, { ...inFolder(folder), stdio: ["ignore", log, log] });
  closeSync(log);
  process.once("exit", () => child.kill("SIGTERM"));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await Promise.race([new Promise((resolve) => child.once("exit", resolve)), delay(3_000)]);
    if (child.exitCode === null) child.kill("SIGKILL");
  };
  for (const started = Date.now(); !(await answers(url)); await delay(100)) {
    if (child.exitCode === null && Date.now() - started < START_LIMIT_MS) continue;
    await stop();
    throw new Error(
      `supysonic did not start on port ${port}.\n${readFileSync(logFile, "utf8").slice(-2_000)}`,
    );
  }
  await writePlaylists(url, LIBRARIES[library].playlists);
  return { url, stop, users: LIBRARIES[library].users, password: PASSWORD };
}

function ensureSupysonic() {
  const isThere = () => findProgram("supysonic-server") && findProgram("ffmpeg");
  if (isThere()) return true;
  return installDebianPackages(PACKAGES, "a Subsonic server and its music, for the tests") && isThere();
}

/** Music, users and the server's database, made once and again whenever what they are made from changes. */
function ensureLibrary(library, folder) {
  const { users, seconds, tracks } = LIBRARIES[library];
  const made = ["supysonic.mjs", "supysonic-library.mjs", "id3.mjs"].map((name) =>
    readFileSync(join(ROOT, "scripts", name)),
  );
  const wanted = createHash("sha256").update(Buffer.concat(made)).update(folder).digest("hex");
  const stamp = join(folder, "made");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log(`Generating a library of ${tracks.length} tracks ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "supysonic.conf"),
    `[base]\ndatabase_uri = sqlite:///${folder}/supysonic.db\n[webapp]\ncache_dir = ${folder}/cache\nmount_webui = off\n`,
  );
  const files = writeTracks(folder, seconds, tracks);
  for (const user of users) cli(folder, ["user", "add", user, "-p", PASSWORD]);
  cli(folder, ["folder", "add", "Music", join(folder, "music")]);
  cli(folder, ["folder", "scan", "--foreground", "Music"]);
  for (const { path, track } of files) if (track.broken) writeFileSync(path, Buffer.alloc(40_000, 0x55));
  writeFileSync(stamp, wanted);
}

function writeTracks(folder, seconds, tracks) {
  const albums = new Map();
  const sounds = new Map();
  return tracks.map((track) => {
    const { artist, title, genre } = track;
    const album = albums.get(artist) ?? { number: albums.size, tracks: 0 };
    albums.set(artist, album);
    album.tracks += 1;
    const home = join(folder, "music", `artist-${album.number}`, "album");
    const length = track.seconds ?? seconds;
    const voice = album.number % 6;
    const key = `${voice}/${length}`;
    const sound = sounds.get(key) ?? makeSound(folder, voice, length);
    sounds.set(key, sound);
    if (album.tracks === 1) {
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, "cover.png"), makeCover(folder, voice));
    }
    const path = join(home, `${album.tracks}.mp3`);
    writeFileSync(
      path,
      withTag(sound, { title, artist, genre, album: `Album of ${artist}`, track: album.tracks }),
    );
    return { path, track };
  });
}

const BASE_HERTZ = [196, 220, 247, 262, 294, 330];
const COLOURS = ["0x264653", "0x2a9d8f", "0xe9c46a", "0xf4a261", "0xe76f51", "0x6d597a"];

/** A soft chord that swells, so that silence and sound can be told apart at any moment. */
function makeSound(folder, voice, seconds) {
  const hertz = BASE_HERTZ[voice] ?? 220;
  const wave = [1, 1.25, 1.5].map((ratio) => `0.2*sin(2*PI*${hertz * ratio}*t)`).join("+");
  const expression = `(${wave})*(0.7+0.3*sin(2*PI*0.5*t))`;
  const source = `aevalsrc=exprs='${expression}':s=22050:d=${seconds}`;
  return ffmpeg(folder, "sound.mp3", [
    "-f",
    "lavfi",
    "-i",
    source,
    "-ac",
    "1",
    "-b:a",
    "32k",
    "-map_metadata",
    "-1",
    "-id3v2_version",
    "0",
    "-write_id3v1",
    "0",
  ]);
}

function makeCover(folder, voice) {
  const path = join(folder, `cover-${voice}.png`);
  if (existsSync(path)) return readFileSync(path);
  const source = `color=c=${COLOURS[voice]}:s=300x300,drawbox=x=60:y=60:w=180:h=180:color=white@0.6:t=12`;
  return ffmpeg(folder, `cover-${voice}.png`, ["-f", "lavfi", "-i", source, "-frames:v", "1"]);
}

function ffmpeg(folder, name, args) {
  const path = join(folder, name);
  const { status, stderr } = spawnSync("ffmpeg", ["-y", "-v", "error", ...args, path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`ffmpeg failed: ${stderr}`);
  return readFileSync(path);
}

function cli(folder, args) {
  const { status, stderr, stdout } = spawnSync("supysonic-cli", args, {
    ...inFolder(folder),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`supysonic-cli ${args.join(" ")} failed: ${stderr || stdout}`);
}

/** The server reads supysonic.conf of the folder it runs in, and of the home folder. */
function inFolder(folder) {
  return { cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: "C.UTF-8" } };
}

/** Every list anew, as the last run may have left others. */
async function writePlaylists(url, playlists) {
  const songs = (
    await call(
      url,
      "demo",
      "search3",
      [
        ["query", ""],
        ["songCount", 5_000],
      ],
      playlists.length > 0,
    )
  )?.searchResult3.song;
  for (const owner of new Set(playlists.map((list) => list.owner))) {
    for (const { id } of (await call(url, owner, "getPlaylists")).playlists.playlist ?? []) {
      await call(url, owner, "deletePlaylist", [["id", id]]);
    }
    for (const { name, artists } of playlists.filter((list) => list.owner === owner)) {
      const chosen = artists.flatMap((artist) => songs.filter((song) => song.artist === artist).slice(0, 3));
      await call(url, owner, "createPlaylist", [["name", name], ...chosen.map(({ id }) => ["songId", id])]);
    }
  }
}

async function call(url, user, endpoint, parameters = [], isWanted = true) {
  if (!isWanted) return undefined;
  const body = new URLSearchParams([
    ["u", user],
    ["p", PASSWORD],
    ["v", "1.16.1"],
    ["c", "set-up"],
    ["f", "json"],
    ...parameters,
  ]);
  const response = await fetch(`${url}/rest/${endpoint}.view`, { method: "POST", body });
  const answer = (await response.json())["subsonic-response"];
  if (answer.status !== "ok") throw new Error(`supysonic refused ${endpoint}: ${answer.error?.message}`);
  return answer;
}

async function answers(url) {
  return fetch(`${url}/rest/ping.view`).then(
    () => true,
    () => false,
  );
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [library = "demo", port] = process.argv.slice(2);
  const server = await startSupysonic(library, port && Number(port));
  if (!server) {
    console.error("supysonic is not here and cannot be installed: it takes Debian and root.");
    process.exit(1);
  }
  console.log(
    `supysonic with the ${library} library: ${server.url} (${server.users.join(", ")} / ${server.password})`,
  );
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => server.stop().then(() => process.exit(0)));
}
