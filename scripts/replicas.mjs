// Several servers over one store behind a plain round-robin proxy, with a sandbox and a Redis of their own.
// For the chaos run and the benchmarks. Everything listens on 127.0.0.1 and ends with the process.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as sendRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { waitUntilReady } from "./http-session.mjs";
import { startRedis } from "./redis.mjs";
import { SERVE_ENVIRONMENT, toServeArguments } from "./serve.mjs";
import { ROOT } from "./setup.mjs";

/** What the proxy has sent has been taken by then: a connection that nobody took is reset when its server closes. */
const LEAVE_MS = 300;

const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Starts `count` replicas on the ports after `port`, the proxy on `port`, the sandbox on `port` + 1,000.
 * Without Redis they share an embedded store; one that is kept comes back from a stop with what it held.
 *
 * `onLog` is told what the replicas write, their log and their faults.
 *
 * @param {{ port: number, count: number, withRedis?: boolean, keepsRedis?: boolean, env?: Record<string, string>, onLog?: (text: string) => void }} options
 */
export async function startReplicas({ port, count, withRedis = true, keepsRedis = false, env = {}, onLog }) {
  const folder = mkdtempSync(join(tmpdir(), "longwave-replicas-"));
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${port + 1_000}`;
  const redis = withRedis
    ? await startRedis({ port: port + 2_000, ...(keepsRedis && { folder: join(folder, "redis") }) })
    : undefined;
  const sandbox = startProcess(["--import", "tsx", join("lib", "sandbox", "main.ts")], {
    SANDBOX_PORT: String(port + 1_000),
  });
  const shared = {
    NODE_ENV: "production",
    ...SERVE_ENVIRONMENT,
    DATA_DIR: folder,
    ...(redis && { REDIS_URL: redis.url }),
    SPOTIFY_CLIENT_ID: "longwave-sandbox",
    SPOTIFY_CLIENT_SECRET: "sandbox-only",
    SPOTIFY_API_URL: sandboxUrl,
    SPOTIFY_ACCOUNTS_URL: sandboxUrl,
    SPOTIFY_SDK_URL: `${sandboxUrl}/sdk/spotify-player.js`,
    SPOTIFY_QUOTAS: "none",
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    REQUESTS_PER_MINUTE: "1000000",
    LOG_LEVEL: "error",
    ...env,
  };
  const replicas = Array.from({ length: count }, (_, index) =>
    createReplica(port + 1 + index, shared, onLog),
  );
  // One after the other: together they would only wait for the same processors.
  for (const replica of replicas) await replica.start();
  await waitUntilReady(sandboxUrl, { path: "/sandbox/health" });
  const proxy = await startProxy(port, replicas);
  return {
    url,
    sandboxUrl,
    redis,
    replicas,
    async stop() {
      proxy.close();
      proxy.closeAllConnections();
      await Promise.all([
        ...replicas.map((replica) => replica.end("SIGTERM")),
        endProcess(sandbox, "SIGTERM"),
      ]);
      await redis?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createReplica(port, env, onLog) {
  const url = `http://127.0.0.1:${port}`;
  let child;
  return {
    port,
    url,
    /** Takes requests since its last start, and has not been told to end. */
    isUp: false,
    /** Is about to be told to end: the proxy sends it nothing more. */
    isLeaving: false,
    pid: () => child?.pid,
    async start() {
      const all = { ...env, PORT: String(port) };
      child = startProcess(toServeArguments("127.0.0.1", port), all, onLog);
      await waitUntilReady(url);
      this.isUp = true;
      this.isLeaving = false;
    },
    /** Told to stop, it is sent nothing more first. Resolves with the exit code, or the signal that ended it. */
    async end(signal) {
      this.isUp = false;
      this.isLeaving = signal === "SIGTERM";
      if (this.isLeaving) await delay(LEAVE_MS);
      return endProcess(child, signal);
    },
  };
}

/**
 * In turn, to whoever is there; what finds nobody is sent to the next one. A request that was taken and never answered
 * is not sent again: the proxy cannot know what came of it, so its client hears of it.
 */
function startProxy(port, replicas) {
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => pass(Buffer.concat(chunks), replicas.length));
    const pass = (body, tries) => {
      const staying = replicas.filter(({ isLeaving }) => !isLeaving);
      const open = staying.length > 0 ? staying : replicas;
      const replica = open[turn++ % open.length];
      const { method, url: path, headers } = incoming;
      const outbound = sendRequest({
        agent: false,
        host: "127.0.0.1",
        port: replica.port,
        method,
        path,
        headers,
      });
      outbound.once("response", (answer) => {
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.once("error", () => outgoing.destroy());
        answer.pipe(outgoing);
      });
      outbound.once("error", (error) => {
        if (outgoing.headersSent) return outgoing.destroy();
        if (error.code === "ECONNREFUSED" && tries > 0) return pass(body, tries - 1);
        outgoing.writeHead(502).end();
      });
      outgoing.once("close", () => outbound.destroy());
      outbound.end(body);
    };
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function startProcess(args, env, onLog) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: onLog ? ["ignore", "pipe", "pipe"] : ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...env },
  });
  for (const stream of onLog ? [child.stdout, child.stderr] : [])
    stream.setEncoding("utf8").on("data", onLog);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function endProcess(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
  const ended = new Promise((resolve) => child.once("exit", (code, by) => resolve(code ?? by)));
  child.kill(signal);
  const late = delay(15_000, "late", { ref: false });
  const result = await Promise.race([ended, late]);
  if (result === "late") child.kill("SIGKILL");
  return result;
}
