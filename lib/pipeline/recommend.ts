// `recommend`: answers stations from a file through the very code the radio runs, for measuring from outside.
// A station a line in, its artists a line out; the order of lines is kept.

import { open, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { createExactIndex } from "@/lib/ann/exact";
import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { augment, composeQuery, type Knobs, rank, searchVectors } from "@/lib/core/score";
import { type ArtistId, DEFAULT_WEIGHTS, type WeightedArtist } from "@/lib/core/types";
import { AppError } from "@/lib/errors";
import { readOptions, requireOption, toWholeNumber } from "./arguments";

const USAGE = `Usage: npm run model -- recommend --model DIR --input F.jsonl --output F.jsonl [--count N]

  --model DIR      model folder
  --input FILE     a line a station: {"id", "style": [names], "likes": [names], "dislikes": [names],
                   "weights"?: {"style", "likes", "dislikes"}, "familiarity"?}
  --output FILE    a line a station: {"id", "artists": [{"name", "score"}]}, best first
  --count N        artists a station, default 100; those of the input are never among them`;

const weight = z.number().min(0);

const stationSchema = z.object({
  id: z.union([z.string(), z.number()]),
  style: z.array(z.string()).default([]),
  likes: z.array(z.string()).default([]),
  dislikes: z.array(z.string()).default([]),
  weights: z
    .object({
      style: weight.default(DEFAULT_WEIGHTS.style),
      likes: weight.default(DEFAULT_WEIGHTS.likes),
      dislikes: weight.default(DEFAULT_WEIGHTS.dislikes),
    })
    .default(DEFAULT_WEIGHTS),
  familiarity: weight.optional(),
});

export type StationLine = z.output<typeof stationSchema>;

export type Answer = {
  readonly id: string | number;
  readonly artists: readonly { readonly name: string; readonly score: number }[];
};

export async function runRecommend(args: string[]): Promise<void> {
  const given = readOptions(
    args,
    { model: "string", input: "string", output: "string", count: "string", help: "boolean" },
    USAGE,
  );
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const input = requireOption(given.input, "input", USAGE);
  const output = requireOption(given.output, "output", USAGE);
  const count = toWholeNumber(given.count, { name: "count", least: 1, fallback: 100, usage: USAGE });
  const catalogue = await openCatalogue(requireOption(given.model, "model", USAGE), {
    // Not a radio: what somebody most probably has is asked for, and the famous are probable.
    lengths: "published",
  });
  const answer = createAnswerer(catalogue, count);
  const lines = await writeAnswers(input, output, answer);
  process.stdout.write(`${output}: ${lines} stations\n`);
}

/** Candidates for each artist of an answer: the search does not know what dislikes take from them. */
const SEARCHED = 4;

/** Answers stations over one catalogue. Unknown names are ignored; exact names come before what they may mean. */
export function createAnswerer(catalogue: Catalogue, count: number): (station: StationLine) => Answer {
  const { space, names } = catalogue;
  const index = createExactIndex({
    vectors: augment(space),
    count: space.count,
    dimensions: space.dimensions + 1,
  });
  const ids = new Map(names.map((name, id) => [name, id]));
  const toArtists = (wanted: readonly string[]): WeightedArtist[] => {
    const found = wanted.map((name) => ids.get(name) ?? catalogue.find(name));
    return [...new Set(found)].flatMap((artist) => (artist === undefined ? [] : [{ artist, weight: 1 }]));
  };
  return (station) => {
    const taste = {
      style: toArtists(station.style),
      likes: toArtists(station.likes),
      dislikes: toArtists(station.dislikes),
    };
    const own = new Set(Object.values(taste).flatMap((set) => set.map(({ artist }) => artist)));
    const query = composeQuery(space, taste, "probable");
    const knobs: Knobs = {
      weights: station.weights,
      ...(station.familiarity !== undefined && { familiarity: station.familiarity }),
    };
    const candidates = findCandidates(index, searchVectors(query, knobs), SEARCHED * count + own.size);
    const best = rank(space, query, candidates, knobs, own).slice(0, count);
    return {
      id: station.id,
      artists: best.map(({ artist, score }) => ({ name: names[artist] ?? "", score })),
    };
  };
}

function findCandidates(index: VectorIndex, vectors: readonly Float32Array[], wanted: number): Set<ArtistId> {
  return new Set(vectors.flatMap((vector) => index.search(vector, wanted).map(({ id }) => id)));
}

/** Streams, and renames into place at the end, so that a fault leaves no half file. Returns the number of stations. */
async function writeAnswers(
  input: string,
  output: string,
  answer: (station: StationLine) => Answer,
): Promise<number> {
  const unfinished = `${output}.new`;
  const file = await open(unfinished, "w");
  let lines = 0;
  try {
    for await (const station of readStations(input)) {
      await file.write(`${JSON.stringify(answer(station))}\n`);
      lines++;
    }
    await file.close();
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, output);
  return lines;
}

/** Throws AppError with file, line and field on a line that is no station. */
async function* readStations(path: string): AsyncGenerator<StationLine> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw new AppError("invalid_request", `${path}: cannot be read`, { cause });
  });
  let number = 0;
  for await (const line of file.readLines()) {
    number++;
    if (line.trim() !== "") yield parseStation(line, `${path}:${number}`);
  }
}

/** Parses one line. Throws AppError that names `place` and the field at fault. */
export function parseStation(line: string, place: string): StationLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new AppError("invalid_request", `${place}: is not JSON`, { cause });
  }
  const parsed = stationSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "line"}: ${issue.message}`);
  throw new AppError("invalid_request", `${place}: ${faults.join("; ")}`, { cause: parsed.error });
}
