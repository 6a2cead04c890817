// `map`: draws a published model's map anew from its vectors and tags. The model's hash changes with it.

import { readModelFolder } from "@/lib/catalog/open-catalogue";
import { readOptions } from "./arguments";
import { DEFAULT_MODEL } from "./default-model";
import { drawMap } from "./map-features";
import { createTerminalProgress } from "./progress";
import { publishMap } from "./publish";

const USAGE = `Usage: npm run model -- map [--model DIR]

  --model DIR   default ${DEFAULT_MODEL}`;

export async function runMap(args: string[]): Promise<void> {
  const given = readOptions(args, { model: "string", help: "boolean" }, USAGE);
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const directory = given.model ?? DEFAULT_MODEL;
  const { manifest, vectors, tags, artists } = await readModelFolder(directory);
  const progress = createTerminalProgress();
  progress.step(`Drawing the map of ${artists.length} artists`);
  const map = await drawMap(vectors, tags, {
    count: artists.length,
    dimensions: manifest.dimensions,
    seed: manifest.seed,
    onProgress: progress.update,
  });
  await publishMap(manifest, map, directory);
  progress.done();
}
