import { rmSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.E2E_PORT ?? 3210);
const SANDBOX_PORT = PORT + 1000;
// Two runs side by side are told apart by their port.
const DATA_DIR = `.data/e2e-${PORT}`;

// The sandbox counts its playlists anew in each run, and what a run before kept of the same ids is none of theirs.
// Workers read this file too, while the server runs.
if (process.env.TEST_WORKER_INDEX === undefined) rmSync(DATA_DIR, { recursive: true, force: true });

export default defineConfig({
  testDir: "e2e",
  outputDir: `test-results/${PORT}`,
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stalls for seconds is told apart from a fault: a story that passes only then is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        "--no-sandbox",
        "--autoplay-policy=no-user-gesture-required",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
      ],
    },
  },
  webServer: {
    command: "node scripts/start.mjs",
    url: `http://127.0.0.1:${PORT}/api/health`,
    reuseExistingServer: false,
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    env: {
      PORT: String(PORT),
      SANDBOX_PORT: String(SANDBOX_PORT),
      DATA_DIR,
      LOG_LEVEL: "warn",
      REQUESTS_PER_MINUTE: "100000",
      SPOTIFY_CLIENT_ID: "",
      // Wide enough for every story of a day, so that only the page about it tells.
      SPOTIFY_QUOTAS: "search=20000,artists-albums=10000,playlists=50000,me-tracks=10000",
    },
  },
});
