// `npm run simulate`: simulated listeners against the radio and its rivals; a Markdown table on stdout.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readOptions, toWholeNumber } from "@/lib/pipeline/arguments";
import { createTerminalProgress } from "@/lib/pipeline/progress";
import { hetrec } from "@/lib/pipeline/sources/hetrec";
import { formatReport } from "./report";
import { simulate } from "./simulate";
import { buildWorld } from "./world";

const USAGE = `Usage: npm run simulate -- [--listeners N] [--songs N] [--seed N] [--outspoken] [--sources DIR]

  --listeners N  simulated listeners, default 200
  --songs N      songs each hears, default 50
  --seed N       of the split, the tastes and every chance, default 1
  --outspoken    they rate down every song that they dislike, where one of ten is rated by default
  --sources DIR  folder with ${hetrec.id} in it, default ../shared/data`;

async function main(args: string[]): Promise<void> {
  const given = readOptions(
    args,
    {
      listeners: "string",
      songs: "string",
      seed: "string",
      outspoken: "boolean",
      sources: "string",
      help: "boolean",
    },
    USAGE,
  );
  const wholeNumber = (name: "listeners" | "songs" | "seed", fallback: number) =>
    toWholeNumber(given[name], { name, least: name === "seed" ? 0 : 1, fallback, usage: USAGE });
  const [listeners, songs, seed] = [
    wholeNumber("listeners", 200),
    wholeNumber("songs", 50),
    wholeNumber("seed", 1),
  ];
  const directory = join(given.sources ?? "../shared/data", hetrec.id);
  if (given.help) return print(USAGE);
  if (!existsSync(directory))
    return print(`Skipped: there is no ${directory}. --sources DIR says where the listening data is.`);

  const progress = createTerminalProgress();
  progress.step("Reading and training");
  const world = buildWorld(await readHetrec(directory), seed);
  progress.step("Listening");
  const manner = given.outspoken ? "outspoken" : "reserved";
  const simulation = await simulate(world, { listeners, songs, seed, manner, onProgress: progress.update });
  progress.done();
  print(
    `${simulation.listeners} ${manner} listeners, ${songs} songs each, seed ${seed}; ${simulation.artists} artists, ` +
      `${world.documents.rows} training listeners; mean ± standard error over listeners.\n`,
  );
  print(formatReport(simulation, songs));
}

function readHetrec(directory: string) {
  return hetrec.read({
    directory,
    text: async (name, encoding = "utf8") => (await readFile(join(directory, name))).toString(encoding),
    list: async () => [],
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const expected = error instanceof Error && error.name === "AppError";
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
