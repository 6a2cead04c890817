// A Python environment of our own under .data/, for the comparison with PyPI's packages. Packages are installed one
// by one, so that one that does not build here costs its own row only.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./setup.mjs";

const PACKAGES = {
  implicit: ["implicit==0.7.3"],
  gensim: ["gensim==4.4.0"],
  lightfm: ["lightfm==1.17"],
};

/** The path of the environment's Python; a text that says why there is none where it cannot be made. */
export function ensureEnvironment(folder) {
  const python = join(folder, "bin", "python");
  if (existsSync(python)) return { python };
  const system = findProgram("python3", "python");
  if (!system) return { missing: "Python is not on PATH" };
  mkdirSync(folder, { recursive: true });
  console.error(`Making a Python environment in ${folder} ...`);
  const made = attempt(system, ["-m", "venv", folder]);
  return existsSync(python) && made.ok ? { python } : { missing: `python3 -m venv failed: ${made.said}` };
}

/** Installs a package of the table once; undefined when it is there, else why it is not. */
export function ensurePackage(python, name) {
  const stamp = join(python, "..", "..", `${name}.installed`);
  const wanted = PACKAGES[name].join(" ");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return undefined;
  console.error(`Installing ${wanted} ...`);
  const pip = (...args) =>
    attempt(python, ["-m", "pip", "--disable-pip-version-check", "install", "-q", ...args]);
  const installed = name === "lightfm" ? installLightFm(pip) : pip(...PACKAGES[name]);
  const works = installed.ok ? attempt(python, ["-c", `import ${name}`]) : installed;
  if (!works.ok) return `${wanted} cannot be installed here: ${works.said}`;
  writeFileSync(stamp, wanted);
  return undefined;
}

/** lightfm's set-up of 2023 fails in an isolated build; the last pip that can build without one can make it. */
function installLightFm(pip) {
  const tools = pip("numpy", "scipy", "requests", "scikit-learn", "wheel", "setuptools<66", "pip<23.1");
  if (!tools.ok) return tools;
  return pip("--no-use-pep517", "--no-build-isolation", ...PACKAGES.lightfm);
}

function attempt(program, args) {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 900_000 });
  const lines = `${stderr ?? ""}`.split("\n").filter((line) => /error/i.test(line));
  return {
    ok: status === 0,
    said: (error?.message ?? lines.at(-1) ?? `exit code ${status}`).trim().slice(0, 160),
  };
}
