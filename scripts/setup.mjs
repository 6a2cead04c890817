// Set-up shared by `npm start`, `npm test`, `npm run model` and `npm run bench`: dependencies, build, browser, servers.
// Each step looks first whether its work is done, so that the second run costs a second at most.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const BUILD_INPUTS = [
  "app",
  "components",
  "lib",
  "pages",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** Runs a command in the project's folder and ends the process with its exit code if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", ...options });
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) {
    console.error(`\n${command} ${args.join(" ")} failed with exit code ${result.status ?? result.signal}.`);
    process.exit(result.status ?? 1);
  }
}

/** Path of a program of node_modules/.bin. */
export const bin = (name) => join(ROOT, "node_modules", ".bin", name);

/** First of the names that is a program on PATH, as an absolute path. */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

/** Installs from the lock file when node_modules is absent or older than the lock file. */
export function ensureInstalled() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .update(process.version)
    .digest("hex");
  const stamp = join(ROOT, "node_modules", ".longwave-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing dependencies from the lock file ...");
  // Not `npm ci`: it refuses a lock file made where a mirror holds only its own platform's optional packages.
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    env: { ...process.env, ...nativeBuildEnv() },
  });
  writeFileSync(stamp, wanted);
}

/** Builds the app when a source is newer than the last build; for the benchmark with its own routes, beside the other. */
export function ensureBuilt({ forBenchmark = false } = {}) {
  const wanted = hashTree(BUILD_INPUTS);
  const stamp = join(ROOT, forBenchmark ? ".next-bench" : ".next", ".longwave-built");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (forBenchmark) {
    mkdirSync(join(ROOT, ".data"), { recursive: true });
    writeFileSync(
      join(ROOT, ".data", "tsconfig.bench.json"),
      JSON.stringify({ extends: "../tsconfig.json" }),
    );
  }
  console.log(forBenchmark ? "Building for the benchmark ..." : "Building ...");
  run(bin("next"), ["build"], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...(forBenchmark && { BENCH_BUILD: "1" }) },
  });
  writeFileSync(stamp, wanted);
}

/** Builds the search index of a model once; the server searches exactly where there is none. */
export function ensureIndex(model) {
  const manifest = join(ROOT, "data", "models", model, "manifest.json");
  if (!existsSync(manifest)) return;
  const wanted = createHash("sha256")
    .update(readFileSync(manifest))
    .update(hashTree([join("lib", "ann"), join("lib", "core", "scale.ts")]))
    .digest("hex");
  const stamp = join(ROOT, ".data", "indexes", `${model}.built`);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log(`Building the search index of the model "${model}" ...`);
  run(process.execPath, [
    "--import",
    "tsx",
    join("lib", "pipeline", "cli.ts"),
    "index",
    "--model",
    join("data", "models", model),
  ]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Path of a Chromium: one that is there, else Debian's package (root on Debian), else Playwright's own download. */
export function ensureChromium() {
  const own = process.env.CHROMIUM_PATH || findProgram("chromium", "chromium-browser", "google-chrome");
  if (own) return own;
  if (installDebianPackages(["chromium"], "the browser of the end-to-end tests")) {
    const installed = findProgram("chromium");
    if (installed) return installed;
  }
  console.log("Fetching Playwright's Chromium ...");
  run(bin("playwright"), ["install", "chromium"]);
  return undefined;
}

/** Installs Debian packages when root on Debian; false where that is not possible. */
export function installDebianPackages(packages, purpose) {
  if (process.getuid?.() !== 0 || !findProgram("apt-get")) return false;
  console.log(`Installing ${packages.join(", ")} (${purpose}) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
  const result = spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
  return result.status === 0;
}

/** Folder for what is made at run time; never committed. */
export function dataDir() {
  const folder = process.env.DATA_DIR ?? join(ROOT, ".data");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Node's headers where they lie beside the binary, so that the native module builds without a download. */
function nativeBuildEnv() {
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, "include", "node", "node_api.h"));
  return hasHeaders && !process.env.npm_config_nodedir ? { npm_config_nodedir: prefix } : {};
}

function hashTree(entries) {
  const hash = createHash("sha256").update(process.version);
  const visit = (path) => {
    const absolute = join(ROOT, path);
    if (!existsSync(absolute)) return;
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) visit(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path).update(readFileSync(absolute));
    }
  };
  for (const entry of entries) visit(entry);
  return hash.digest("hex");
}
