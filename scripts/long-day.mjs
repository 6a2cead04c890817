// `npm run long-day`: makes sure that the dependencies are there, then plays two days of five listeners for each of
// Spotify's tiers, prints the calls and judges them.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureInstalled, ROOT } from "./setup.mjs";

ensureInstalled();
const tsx = fileURLToPath(new URL("../node_modules/tsx/dist/cli.mjs", import.meta.url));
const main = fileURLToPath(new URL("./long-day/main.ts", import.meta.url));
const run = spawnSync(process.execPath, [tsx, main], {
  cwd: ROOT,
  stdio: "inherit",
});
if (run.error) console.error(`The long day did not start: ${run.error.message}`);
process.exitCode = run.status ?? 1;
