// `npm run model -- COMMAND`: makes sure that the dependencies are there, then runs the model pipeline.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureInstalled, ROOT } from "./setup.mjs";

ensureInstalled();
const tsx = fileURLToPath(new URL("../node_modules/tsx/dist/cli.mjs", import.meta.url));
const cli = fileURLToPath(new URL("../lib/pipeline/cli.ts", import.meta.url));
const run = spawnSync(process.execPath, [tsx, cli, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
});
if (run.error) console.error(`The model pipeline did not start: ${run.error.message}`);
process.exitCode = run.status ?? 1;
