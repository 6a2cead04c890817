// `npm run compare`: our models beside PyPI's implicit, gensim and lightfm on the same split, dimensions and
// threads. One run, one Markdown table; what cannot be had here (Python, a package, the data) is skipped with a word.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureEnvironment, ensurePackage } from "./python-environment.mjs";
import { dataDir, ensureInstalled, ROOT } from "./setup.mjs";

const THREADS = 2;
const TOP = 10;
const USAGE = `Usage: npm run compare -- [--sources DIR] [--only als,bpr,word2vec,lightfm] [--seed N] [--full]

  --sources DIR  folder of listening data with hetrec2011-lastfm-2k in it, default ../shared/data
  --only NAMES   some of the algorithms
  --seed N       of the split and the fits, default 1
  --full         also the training times on the cleaned documents of all sources`;

/** Their settings beside our dimensions: the best of a small grid on the validation part; passes are ours unless set. */
const THEIRS = {
  als: { name: "implicit", answers: "the listener's factors", settings: { alpha: 10, regularization: 40 } },
  bpr: {
    name: "implicit",
    answers: "the listener's factors",
    settings: { learningRate: 0.02, regularization: 0.03 },
  },
  word2vec: {
    name: "gensim",
    answers: "predict_output_word",
    // As many contexts and negatives an entry as ours draws.
    settings: { negatives: 10, exponent: 0.5, learningRate: 0.025, window: 5, sample: 0 },
  },
  lightfm: {
    name: "lightfm",
    answers: "the listener's factors, WARP",
    settings: { passes: 30, learningRate: 0.05, regularization: 0, maxSampled: 10 },
  },
};

const given = readArguments();
ensureInstalled();
process.chdir(ROOT);
const { register } = await import("tsx/esm/api");
register();
const { countColumns, readFloats, readRows, readSplit, scoreAnswers, toMatrix, writeMatrix } = await import(
  "./compare-split.ts"
);
const { getAlgorithm } = await import("../lib/models/algorithms.ts");
const { createRng } = await import("../lib/core/rng.ts");
const { composeQuery, rank } = await import("../lib/core/score.ts");
const { DEFAULT_WEIGHTS } = await import("../lib/core/types.ts");

const hetrec = join(given.sources, "hetrec2011-lastfm-2k");
if (existsSync(hetrec)) await compare();
else console.log(`Skipped: there is no ${hetrec}. --sources DIR says where the listening data is.`);

async function compare() {
  const folder = join(dataDir(), "compare");
  const environment = ensureEnvironment(join(folder, "python"));
  if (environment.missing) console.log(`Without theirs: ${environment.missing}.`);
  const split = readSplit(hetrec, createRng(given.seed));
  const work = { folder: join(folder, "work"), python: environment.python, split, full: undefined };
  if (given.full) work.full = await readAllSources();
  const rows = [];
  const versions = new Set();
  for (const algorithm of given.only) {
    console.error(`${algorithm} ...`);
    const ours = await runOurs(algorithm, work);
    rows.push([algorithm, "Longwave", ...figures(ours), "", `${ours.passes} passes`]);
    const { name } = THEIRS[algorithm];
    const missing = environment.missing ?? ensurePackage(environment.python, name);
    if (missing) {
      rows.push([algorithm, name, "", "", "", ...(given.full ? [""] : []), "", `skipped: ${missing}`]);
      continue;
    }
    const theirs = runTheirs(algorithm, ours, work);
    versions.add(theirs.version);
    rows.push([
      algorithm,
      name,
      ...figures(theirs),
      ratios(ours, theirs),
      `${theirs.passes} passes, ${THEIRS[algorithm].answers}`,
    ]);
    if (theirs.queried)
      rows.push([
        algorithm,
        `${name}, our query`,
        ...figures(theirs.queried),
        "",
        "its vectors, ranked as ours",
      ]);
  }
  rmSync(work.folder, { recursive: true, force: true });
  printTable(rows, { split, versions, full: work.full });
}

/** Fits ours through the models' contract and ranks every artist with the code that the radio runs. */
async function runOurs(algorithm, { split, full }) {
  const documents = toMatrix(split.train, split.artists);
  const { model, seconds } = await fitOurs(algorithm, documents);
  return {
    ...answerWith(model.artistVectors, model.dimensions, split),
    seconds,
    fullSeconds: full && (await fitOurs(algorithm, full)).seconds,
    dimensions: model.dimensions,
    passes: model.parameters.iterations ?? model.parameters.epochs,
  };
}

async function fitOurs(algorithm, documents) {
  const begin = performance.now();
  const model = await getAlgorithm(algorithm).fit({ documents }, { seed: given.seed });
  return { model, seconds: (performance.now() - begin) / 1000 };
}

function answerWith(vectors, dimensions, { train, masked, test, artists }) {
  const space = { count: artists, dimensions, vectors, popularity: countColumns(toMatrix(train, artists)) };
  const everyone = Array.from({ length: artists }, (_, id) => id);
  const answers = train.map((row, at) => {
    if (test[at].length === 0) return [];
    const style = row.map((artist) => ({ artist, weight: 1 }));
    const query = composeQuery(space, { style, likes: [], dislikes: [] });
    const ranked = rank(space, query, everyone, { weights: DEFAULT_WEIGHTS }, new Set(masked[at]));
    return ranked.slice(0, TOP).map(({ artist }) => artist);
  });
  return scoreAnswers(answers, test);
}

/** Fits theirs in a process of its own, with our dimensions and passes. */
function runTheirs(algorithm, ours, { folder, python, split, full }) {
  const { dimensions, passes } = ours;
  const job = { dimensions, passes, seed: given.seed, threads: THREADS, ...THEIRS[algorithm].settings };
  const train = toMatrix(split.train, split.artists);
  const masked = toMatrix(split.masked, split.artists);
  const { seconds, version } = fitTheirs(algorithm, { folder, python, train, masked, job });
  const vectors = join(folder, "vectors.f32");
  const result = {
    ...scoreAnswers(readRows(join(folder, "top.u32"), TOP), split.test),
    seconds,
    version,
    passes: job.passes,
    queried: existsSync(vectors) && answerWith(readFloats(vectors), dimensions, split),
  };
  if (full) result.fullSeconds = fitTheirs(algorithm, { folder, python, train: full, job }).seconds;
  return result;
}

/** Without `masked` only the time counts, and nothing is answered. */
function fitTheirs(algorithm, { folder, python, train, masked, job }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeMatrix(folder, "train", train);
  if (masked) writeMatrix(folder, "masked", masked);
  const shape = { rows: train.rows, columns: train.columns, recommend: masked !== undefined };
  writeFileSync(join(folder, "job.json"), JSON.stringify({ ...job, ...shape }));
  const script = fileURLToPath(new URL("./compare_python.py", import.meta.url));
  const { stdout, status } = spawnSync(python, ["-W", "ignore", script, algorithm, folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    // implicit runs its own threads and asks for one of BLAS; the others' threads are set by the job.
    env: { ...process.env, OMP_NUM_THREADS: `${THREADS}`, OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
  });
  if (status !== 0) throw new Error(`compare_python.py ${algorithm} failed with exit code ${status}`);
  return JSON.parse(stdout.trim().split("\n").at(-1));
}

/** The documents of all sources, cleaned as for the published models; without tags, which their packages lack. */
async function readAllSources() {
  console.error("Reading and cleaning all sources ...");
  const { readSources } = await import("../lib/pipeline/sources/sources.ts");
  const { buildDataset } = await import("../lib/pipeline/dataset.ts");
  const editorialDirectory = join(ROOT, "data", "editorial");
  const sources = await readSources({ directory: given.sources, editorialDirectory, openOnly: false });
  return buildDataset(sources).documents;
}

function figures({ recall, ndcg, seconds, fullSeconds }) {
  const time = (value) => (value === undefined ? "" : value.toFixed(value < 10 ? 2 : 1));
  const quality = [recall, ndcg].map((value) => value.toFixed(4).slice(1));
  return [...quality, time(seconds), ...(given.full ? [time(fullSeconds)] : [])];
}

function ratios(ours, theirs) {
  const times = [ours.seconds / theirs.seconds];
  if (given.full) times.push(ours.fullSeconds / theirs.fullSeconds);
  return times.map((value) => value.toFixed(2)).join(", ");
}

function printTable(rows, { split, versions, full }) {
  const listeners = split.test.filter((row) => row.length > 0).length;
  console.log(`HetRec Last.fm 2K, protocol P1, seed ${given.seed}: 8:1:1 per listener, full ranking of ${split.artists}
artists, trained and validated ones masked, mean of ${listeners} listeners. Training in seconds without loading; theirs with
our dimensions, ${THREADS} threads (OpenMP, workers), one BLAS thread. ${[...versions].join(", ")}; Node ${process.version}.`);
  if (full)
    console.log(
      `Full data: ${full.rows} documents, ${full.columns} artists, ${full.indices.length} entries, no tags.`,
    );
  const fullTime = given.full ? ["full data, s"] : [];
  const head = [
    "algorithm",
    "by",
    "Recall@10",
    "NDCG@10",
    "training, s",
    ...fullTime,
    "ours / theirs",
    "remarks",
  ];
  console.log(`\n| ${head.join(" | ")} |\n|${head.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

function readArguments() {
  const options = {
    sources: { type: "string", default: join(ROOT, "..", "shared", "data") },
    only: { type: "string", default: Object.keys(THEIRS).join(",") },
    seed: { type: "string", default: "1" },
    full: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  };
  try {
    const { values } = parseArgs({ options });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const only = values.only.split(",");
    const unknown = only.find((name) => !Object.hasOwn(THEIRS, name));
    if (unknown !== undefined) throw new Error(`There is no comparison of "${unknown}".`);
    const seed = Number(values.seed);
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new Error(`--seed must be a whole number, not "${values.seed}".`);
    return { ...values, only, seed, sources: resolve(values.sources) };
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}
