// `npm run simulate`: makes sure that the dependencies are there, then lets simulated listeners hear the radio.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureInstalled, ROOT } from "./setup.mjs";

ensureInstalled();
const tsx = fileURLToPath(new URL("../node_modules/tsx/dist/cli.mjs", import.meta.url));
const cli = fileURLToPath(new URL("../lib/simulation/cli.ts", import.meta.url));
const run = spawnSync(process.execPath, [tsx, cli, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
});
if (run.error) console.error(`The simulation did not start: ${run.error.message}`);
process.exitCode = run.status ?? 1;
