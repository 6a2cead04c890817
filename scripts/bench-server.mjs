// A server of the production build for a benchmark, over a store of its own, ended when it was used.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitUntilReady } from "./http-session.mjs";
import { ROOT } from "./setup.mjs";

/** Starts a server on `port`; `use` gets its address, its process and how long it took. */
export async function withServer({ port, env, dataDir }, use) {
  const ownData = dataDir ?? mkdtempSync(join(tmpdir(), "longwave-bench-"));
  const started = performance.now();
  const server = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: ownData,
      REQUESTS_PER_MINUTE: "1000000",
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntilReady(url);
    return await use({ url, server, readyMs: performance.now() - started });
  } finally {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
    if (dataDir === undefined) rmSync(ownData, { recursive: true, force: true });
  }
}

/** The environment of a server on the sandbox beside it, whatever the caller's own says. */
export const onSandbox = (sandboxPort) => ({ SANDBOX_PORT: String(sandboxPort), SPOTIFY_CLIENT_ID: "" });
