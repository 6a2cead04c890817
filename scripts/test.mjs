// `npm test`: everything CI runs. Format and lint, types, architecture, dead code, unit and contract tests, end to end.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { ensureRedis } from "./redis.mjs";
import { bin, ensureBuilt, ensureChromium, ensureInstalled, ROOT } from "./setup.mjs";
import { startSupysonic } from "./supysonic.mjs";

ensureInstalled();

const steps = [
  ["format and lint", bin("biome"), ["check", "."]],
  ["route types", bin("next"), ["typegen"]],
  ["types", bin("tsc"), ["--noEmit"]],
  [
    "architecture",
    bin("depcruise"),
    ["app", "components", "lib", "pages", "--config", ".dependency-cruiser.cjs"],
  ],
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
await runStories({ ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) });
console.log("\nAll checks passed.");

function runStep(name, command, args, env) {
  const done = begin(name);
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  done(status ?? 1);
}

/** Most of a story is waiting for music: where there are two cores, two parts run side by side, each on servers of its own. */
async function runStories(env) {
  const done = begin("end-to-end tests");
  const parts = Math.min(2, availableParallelism());
  const statuses = await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const child = spawn(bin("playwright"), ["test", `--shard=${part + 1}/${parts}`], {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...env, E2E_PORT: String(Number(env.E2E_PORT ?? 3210) + 100 * part) },
      });
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on("line", (line) => console.log(`${part + 1} ${line}`));
      const [status] = await once(child, "close");
      return status ?? 1;
    }),
  );
  done(Math.max(...statuses));
}

/** Announces a step; what is returned ends it, and the whole run where it failed. */
function begin(name) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  return (status) => {
    if (status !== 0) {
      console.error(`\n${name}: failed.`);
      process.exit(status);
    }
    console.log(`   ${name}: passed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  };
}
