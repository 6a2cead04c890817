// `npm start`: set-up, build if needed, the sandbox when no Spotify app is configured, then the server.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SERVE_ENVIRONMENT, toServeArguments } from "./serve.mjs";
import { dataDir, ensureBuilt, ensureIndex, ensureInstalled, ROOT } from "./setup.mjs";

if (existsSync(join(ROOT, ".env"))) process.loadEnvFile(join(ROOT, ".env"));
const host = process.env.HOST ?? "127.0.0.1";
const port = process.env.PORT ?? "3000";
const sandboxed = !process.env.SPOTIFY_CLIENT_ID && (process.env.MUSIC_SERVICE ?? "spotify") === "spotify";

ensureInstalled();
ensureBuilt();
ensureIndex(process.env.MODEL || "als");

const children = [];
let stopping = false;
const env = {
  ...process.env,
  NODE_ENV: "production",
  HOST: host,
  PORT: port,
  DATA_DIR: dataDir(),
  ...SERVE_ENVIRONMENT,
};
if (sandboxed) Object.assign(env, startSandbox());
startChild("the server", process.execPath, toServeArguments(host, port), env);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

/** Starts the sandbox beside the server and returns the environment that points the app at it. */
function startSandbox() {
  const sandboxPort = process.env.SANDBOX_PORT ?? "4010";
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  startChild("the sandbox", process.execPath, ["--import", "tsx", join("lib", "sandbox", "main.ts")], {
    ...process.env,
    SANDBOX_PORT: sandboxPort,
  });
  console.log(
    `No SPOTIFY_CLIENT_ID is set: running on the sandbox at ${sandboxUrl}, an emulation of Spotify with invented music.`,
  );
  console.log("README.md says how to connect a real Spotify app.");
  return {
    SPOTIFY_CLIENT_ID: "longwave-sandbox",
    SPOTIFY_CLIENT_SECRET: "sandbox-only",
    SPOTIFY_API_URL: sandboxUrl,
    SPOTIFY_ACCOUNTS_URL: sandboxUrl,
    SPOTIFY_SDK_URL: `${sandboxUrl}/sdk/spotify-player.js`,
    // The sandbox has none unless its switches say so.
    SPOTIFY_QUOTAS: process.env.SPOTIFY_QUOTAS ?? "none",
    SERVICE_NOTICE: process.env.SERVICE_NOTICE ?? "Sandbox: not Spotify. Accounts and music are invented.",
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? `http://${host}:${port}`,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? keptSecret(),
  };
}

/** A secret of this installation, made once, so that a restart signs nobody out. Sandbox only. */
function keptSecret() {
  const file = join(dataDir(), "sandbox-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

function startChild(name, command, args, childEnv) {
  const child = spawn(command, args, { cwd: ROOT, env: childEnv, stdio: ["ignore", "inherit", "inherit"] });
  children.push(child);
  child.on("error", (error) => console.error(`${name} could not be started: ${error.message}`));
  child.on("exit", (code) => {
    if (!stopping && code !== 0) console.error(`${name} ended with exit code ${code ?? "unknown"}.`);
    stop(code ?? 1);
  });
}

function stop(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  // The last one started is the server: it finishes its requests before what it asks goes away.
  const [server, ...others] = children.toReversed();
  const stopOthers = () => {
    for (const child of others) child.kill("SIGTERM");
  };
  if (server.exitCode !== null || server.signalCode !== null) return stopOthers();
  server.once("exit", stopOthers);
  server.kill("SIGTERM");
}
