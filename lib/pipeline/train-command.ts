// `train`: from a folder of sources, or from ready documents, to a published model folder.

import { rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ALGORITHM_NAMES, type AlgorithmName } from "@/lib/models/model";
import { readOptions, requireOption, toWholeNumber, usageError } from "./arguments";
import { buildDataset, type NameReport } from "./dataset";
import { readReadyData } from "./documents-file";
import { createTerminalProgress, type ProgressReporter } from "./progress";
import { SOURCE_PARAMETERS } from "./source-parameters";
import { readSources } from "./sources/sources";
import { type TrainInput, trainAndPublish } from "./train";

const EDITORIAL_DIRECTORY = fileURLToPath(new URL("../../data/editorial", import.meta.url));
const DEFAULT_SEED = 1;

const USAGE = `Usage: npm run model -- train --sources DIR [--licence open] [--report FILE] --algorithm NAME --out DIR
       npm run model -- train --documents FILE [--tags FILE] --algorithm NAME --out DIR

  --sources DIR      folder of sources (data/README.md lists them); names are cleaned
  --licence open     only sources under a free licence
  --report FILE      also write how typed names were understood, by rule
  --documents FILE   document<TAB>artist[<TAB>weight], taken as it is; .gz accepted
  --tags FILE        artist<TAB>tag[<TAB>weight]; .gz accepted
  --algorithm NAME   ${ALGORITHM_NAMES.join(", ")}
  --out DIR          model folder to write or replace
  --seed N           whole number, default ${DEFAULT_SEED}; same data and seed, same model
  --dimensions N     length of the vectors; default: the algorithm's own
  --set NAME=VALUE   a setting of the algorithm; may be repeated
  --map              with --documents: draw the full map, which takes a while`;

const OPTIONS = {
  sources: "string",
  licence: "string",
  report: "string",
  documents: "string",
  tags: "string",
  algorithm: "string",
  out: "string",
  seed: "string",
  dimensions: "string",
  set: "list",
  map: "boolean",
  help: "boolean",
} as const;

type Given = ReturnType<typeof readOptions<typeof OPTIONS>>;

export async function runTrain(args: string[]): Promise<void> {
  const given = readOptions(args, OPTIONS, USAGE);
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if ((given.sources === undefined) === (given.documents === undefined))
    throw usageError("Give either --sources or --documents.", USAGE);
  const algorithm = toAlgorithm(requireOption(given.algorithm, "algorithm", USAGE));
  const out = requireOption(given.out, "out", USAGE);
  const seed = toWholeNumber(given.seed, { name: "seed", least: 0, fallback: DEFAULT_SEED, usage: USAGE });
  const dimensions = toWholeNumber(given.dimensions, {
    name: "dimensions",
    least: 1,
    fallback: undefined,
    usage: USAGE,
  });
  const progress = createTerminalProgress();
  const fromSources = given.sources !== undefined;
  const input = fromSources ? await fromSourceFolder(given, progress) : await fromDocuments(given, progress);
  const manifest = await trainAndPublish(input, {
    algorithm,
    out,
    seed,
    ...(dimensions === undefined ? {} : { dimensions }),
    parameters: { ...(fromSources ? SOURCE_PARAMETERS[algorithm] : {}), ...toSettings(given.set ?? []) },
    precision: fromSources ? "f16" : "f32",
    map: fromSources || given.map === true ? "neighbours" : "axes",
    created: new Date(),
    progress,
  });
  process.stdout.write(
    `${out}: ${manifest.artists} artists, ${manifest.dimensions} dimensions, ${algorithm}\n`,
  );
}

async function fromSourceFolder(given: Given, progress: ProgressReporter): Promise<TrainInput> {
  if (given.tags !== undefined) throw usageError("--tags goes with --documents.", USAGE);
  if (given.licence !== undefined && given.licence !== "open")
    throw usageError(`--licence can only be "open", not "${given.licence}".`, USAGE);
  progress.step("Reading the sources");
  const sources = await readSources({
    directory: given.sources ?? "",
    editorialDirectory: EDITORIAL_DIRECTORY,
    openOnly: given.licence === "open",
  });
  progress.step("Cleaning the names");
  const dataset = buildDataset(sources);
  if (given.report !== undefined) await writeReport(given.report, dataset.report);
  return {
    artists: dataset.artists,
    data: { documents: dataset.documents, tags: dataset.tags },
    tagRows: dataset.tagRows,
    sources: sources.map(({ source }) => ({
      id: source.id,
      title: source.title,
      licence: source.licence.text,
      documents: dataset.documentsBySource.get(source.id) ?? 0,
    })),
  };
}

async function fromDocuments(given: Given, progress: ProgressReporter): Promise<TrainInput> {
  if (given.licence !== undefined || given.report !== undefined)
    throw usageError("--licence and --report go with --sources.", USAGE);
  progress.step("Reading the documents");
  const { artists, documents, tags, tagRows } = await readReadyData(given.documents ?? "", given.tags);
  return {
    artists,
    data: tags === undefined ? { documents } : { documents, tags },
    tagRows,
    sources: [{ id: "documents", title: "Ready documents", licence: "unknown", documents: documents.rows }],
  };
}

async function writeReport(path: string, report: NameReport): Promise<void> {
  const rules = [...report.rules].sort((a, b) => b[1].count - a[1].count);
  const total = rules.reduce((sum, [, { count }]) => sum + count, 0);
  const lines = [`# How ${total} typed names were understood`, ""];
  for (const [rule, { count, samples }] of rules) {
    lines.push(`## ${rule}: ${count}`, "", ...samples.map((sample) => `- ${sample}`), "");
  }
  lines.push(`## Merged into another artist before that: ${report.merges.length}`, "");
  lines.push(...report.merges.map(({ from, into, rule }) => `- ${rule}: ${from} -> ${into}`), "");
  await writeFile(`${path}.new`, lines.join("\n"));
  await rename(`${path}.new`, path);
}

/** "iterations=20" -> { iterations: 20 }; whether the algorithm has such a setting is for it to say. */
function toSettings(settings: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [name, value = "", ...rest] = setting.split("=");
      const number = Number(value);
      if (!name || value.trim() === "" || !Number.isFinite(number) || rest.length > 0)
        throw usageError(`--set takes NAME=VALUE with a number, not "${setting}".`, USAGE);
      return [name, number];
    }),
  );
}

function toAlgorithm(name: string): AlgorithmName {
  const found = ALGORITHM_NAMES.find((known) => known === name);
  if (found === undefined) throw usageError(`There is no algorithm "${name}".`, USAGE);
  return found;
}
