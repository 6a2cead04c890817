// `npm test`: everything CI runs. Format and lint, types, architecture, dead code, unit and contract tests, end to end.

import { spawnSync } from "node:child_process";
import { ensureRedis } from "./redis.mjs";
import { bin, ensureBuilt, ensureChromium, ensureInstalled, ROOT } from "./setup.mjs";
import { startSupysonic } from "./supysonic.mjs";

ensureInstalled();

const steps = [
  ["format and lint", bin("biome"), ["check", "."]],
  ["route types", bin("next"), ["typegen"]],
  ["types", bin("tsc"), ["--noEmit"]],
  ["architecture", bin("depcruise"), ["app", "components", "lib", "--config", ".dependency-cruiser.cjs"]],
  ["dead code", bin("knip"), []],
];
for (const [name, command, args] of steps) runStep(name, command, args, process.env);
if (!ensureRedis()) console.log("There is no redis-server here: the tests of the shared stores are skipped.");
const supysonic = await startSupysonic("contract");
runStep("unit and contract tests", bin("vitest"), ["run"], {
  ...process.env,
  ...(supysonic && { SUPYSONIC_URL: supysonic.url, SUPYSONIC_PASSWORD: supysonic.password }),
});
await supysonic?.stop();
ensureBuilt();
const chromium = ensureChromium();
runStep("end-to-end tests", bin("playwright"), ["test"], {
  ...process.env,
  ...(chromium && { CHROMIUM_PATH: chromium }),
});
console.log("\nAll checks passed.");

function runStep(name, command, args, env) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) {
    console.error(`\n${name}: failed.`);
    process.exit(status ?? 1);
  }
  console.log(`   ${name}: passed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
