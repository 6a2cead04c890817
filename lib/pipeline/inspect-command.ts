// `inspect`: an artist as the model sees it, to be judged by somebody who knows the music.

import type { Catalogue } from "@/lib/catalog/catalogue";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { AppError } from "@/lib/errors";
import { readOptions, requireOption, toWholeNumber } from "./arguments";
import { DEFAULT_MODEL } from "./default-model";
import { toUnitRows } from "./neighbours";

const USAGE = `Usage: npm run model -- inspect --artist NAME [--model DIR] [--count N]

  --artist NAME   as anyone would type it
  --model DIR     default ${DEFAULT_MODEL}
  --count N       neighbours to show, default 15`;

export async function runInspect(args: string[]): Promise<void> {
  const given = readOptions(
    args,
    { artist: "string", model: "string", count: "string", help: "boolean" },
    USAGE,
  );
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const name = requireOption(given.artist, "artist", USAGE);
  const count = toWholeNumber(given.count, { name: "count", least: 1, fallback: 15, usage: USAGE });
  const catalogue = await openCatalogue(given.model ?? DEFAULT_MODEL);
  process.stdout.write(`${inspectArtist(catalogue, name, count).join("\n")}\n`);
}

/** Lines of text: the artist, then its neighbours by cosine. Throws AppError when the name is unknown. */
export function inspectArtist(catalogue: Catalogue, name: string, count: number): string[] {
  const id = catalogue.find(name);
  if (id === undefined) {
    const near = catalogue.complete(name.slice(0, 4), 5).map((other) => catalogue.names[other]);
    const hint = near.length > 0 ? ` It knows ${near.join(", ")}.` : "";
    throw new AppError("not_found", `${catalogue.model.name} knows no artist "${name}".${hint}`);
  }
  const { space, names } = catalogue;
  const unit = toUnitRows(space.vectors, space.count, space.dimensions);
  const own = unit.subarray(id * space.dimensions, (id + 1) * space.dimensions);
  const neighbours = names
    .map((_, other) => ({ other, similarity: similarityTo(own, unit, other * space.dimensions) }))
    .filter(({ other }) => other !== id)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count);
  const tagsOf = (artist: number, limit: number): string =>
    catalogue
      .tags(artist)
      .slice(0, limit)
      .map((tag) => tag.name)
      .join(", ");
  const popularityOf = (artist: number): string => (space.popularity[artist] ?? 0).toFixed(0);
  return [
    `${names[id]}: popularity ${popularityOf(id)}; ${tagsOf(id, 8) || "no tags"}`,
    "",
    "similarity  popularity  neighbour",
    ...neighbours.map(
      ({ other, similarity }) =>
        `${similarity.toFixed(3).padStart(10)}  ${popularityOf(other).padStart(10)}  ${names[other]}  (${tagsOf(other, 3)})`,
    ),
  ];
}

function similarityTo(own: Float32Array, unit: Float32Array, at: number): number {
  let sum = 0;
  for (let d = 0; d < own.length; d++) sum += (own[d] ?? 0) * (unit[at + d] ?? 0);
  return sum;
}
