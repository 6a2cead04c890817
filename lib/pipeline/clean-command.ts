// `clean`: a typed name a line in, what the resolver makes of it against a catalogue out.

import { rename, rm, writeFile } from "node:fs/promises";
import { readModelFolder } from "@/lib/catalog/open-catalogue";
import { AppError } from "@/lib/errors";
import { createResolver, type Resolver } from "@/lib/names/resolver";
import { readOptions, requireOption } from "./arguments";
import { DEFAULT_MODEL } from "./default-model";
import { openLines } from "./documents-file";

const USAGE = `Usage: npm run model -- clean --input FILE --output FILE [--model DIR]

  --input FILE    a typed name a line
  --output FILE   typed name<TAB>artist|artist<TAB>rule a line; no artist = none that the catalogue knows
  --model DIR     the catalogue; default ${DEFAULT_MODEL}`;

export async function runClean(args: string[]): Promise<void> {
  const given = readOptions(
    args,
    { input: "string", output: "string", model: "string", help: "boolean" },
    USAGE,
  );
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const input = requireOption(given.input, "input", USAGE);
  const output = requireOption(given.output, "output", USAGE);
  const { artists } = await readModelFolder(given.model ?? DEFAULT_MODEL);
  const resolver = createResolver(artists);
  const { lines, counts } = await cleanLines(input, resolver, (id) => artists[id]?.name ?? "");
  await writeBeside(output, lines);
  const summary = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => `${String(count).padStart(8)}  ${rule}`);
  process.stdout.write(`${summary.join("\n")}\n`);
}

async function cleanLines(
  path: string,
  resolver: Resolver,
  nameOf: (id: number) => string,
): Promise<{ readonly lines: readonly string[]; readonly counts: ReadonlyMap<string, number> }> {
  const lines: string[] = [];
  const counts = new Map<string, number>();
  try {
    for await (const raw of openLines(path)) {
      const { artists, rule } = resolver.resolve(raw);
      lines.push(`${raw.replaceAll("\t", " ")}\t${artists.map(nameOf).join("|")}\t${rule}`);
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
  } catch (cause) {
    throw new AppError("invalid_request", `${path}: cannot be read`, { cause });
  }
  return { lines, counts };
}

async function writeBeside(path: string, lines: readonly string[]): Promise<void> {
  const beside = `${path}.new-${process.pid}`;
  try {
    await writeFile(beside, lines.map((line) => `${line}\n`).join(""));
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new AppError("invalid_request", `${path}: cannot be written`, { cause });
  }
}
