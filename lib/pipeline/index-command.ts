// `index`: builds a model's search index where the server looks for it, unless it is there already.

import { stat } from "node:fs/promises";
import { buildIndex, indexPath } from "@/lib/catalog/model-index";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { readOptions } from "./arguments";
import { DEFAULT_MODEL } from "./default-model";

const DEFAULT_CACHE = ".data/indexes";

const USAGE = `Usage: npm run model -- index [--model DIR] [--cache DIR]

  --model DIR   default ${DEFAULT_MODEL}
  --cache DIR   where indexes are kept, default ${DEFAULT_CACHE}`;

export async function runIndex(args: string[]): Promise<void> {
  const given = readOptions(args, { model: "string", cache: "string", help: "boolean" }, USAGE);
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const cache = given.cache ?? DEFAULT_CACHE;
  const catalogue = await openCatalogue(given.model ?? DEFAULT_MODEL);
  const path = indexPath(catalogue, cache);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) {
    process.stdout.write(`${path} is there already\n`);
    return;
  }
  const index = await buildIndex(catalogue, cache);
  const done = `${path}: ${catalogue.space.count} artists`;
  process.stdout.write(
    index ? `${done}\n` : "The native index is not built on this machine; search will be exact.\n",
  );
}
