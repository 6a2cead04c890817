// A real redis-server for the tests, the chaos run and the benchmarks: on a port of 127.0.0.1.
// Installed from Debian's package where that is possible; its callers skip what needs it where it is not.

import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { findProgram, installDebianPackages } from "./setup.mjs";

const START_LIMIT_MS = 10_000;

/** Is there a redis-server, installed now if it has to be? */
export function ensureRedis() {
  const isThere = () => Boolean(findProgram("redis-server"));
  if (isThere()) return true;
  return installDebianPackages(["redis-server"], "a key-value store, for the tests") && isThere();
}

/**
 * Starts a server on `port` or on a free one; undefined = there is no redis-server on PATH. `stop` kills it at once and
 * `start` starts it again on the same port: with all that it ever said it has written, where it has a `folder` of its
 * own to write it to, and empty without one or when asked to forget.
 *
 * @param {{ port?: number, folder?: string }} [options]
 * @returns {Promise<{ url: string, start: (options?: { empty?: boolean }) => Promise<void>, stop: () => Promise<void> } | undefined>}
 */
export async function startRedis({ port: wantedPort, folder } = {}) {
  const program = findProgram("redis-server");
  if (!program) return undefined;
  const port = wantedPort ?? (await findFreePort());
  let child;
  const start = async ({ empty = false } = {}) => {
    if (folder && empty) rmSync(folder, { recursive: true, force: true });
    if (folder) mkdirSync(folder, { recursive: true });
    // An answer is sent after what it answers was written: that outlives the process, if not the machine.
    const kept = folder
      ? ["--dir", folder, "--appendonly", "yes", "--appendfsync", "no"]
      : ["--appendonly", "no"];
    const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", ...kept];
    child = spawn(program, args, { stdio: "ignore" });
    const own = child;
    for (const began = Date.now(); !(await answers(port)); await delay(20)) {
      if (own.exitCode === null && Date.now() - began < START_LIMIT_MS) continue;
      throw new Error(`redis-server did not start on port ${port}.`);
    }
  };
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  process.once("exit", () => child.kill("SIGKILL"));
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, stop };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const settle = (isUp) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("data", (data) => settle(data.toString().startsWith("+PONG")));
    socket.once("error", () => settle(false));
  });
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
