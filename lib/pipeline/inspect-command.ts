// `inspect`: an artist as the model sees it, to be judged by somebody who knows the music.

import type { Catalogue } from "@/lib/catalog/catalogue";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { AppError } from "@/lib/errors";
import { readOptions, requireOption, toWholeNumber } from "./arguments";
import { DEFAULT_MODEL } from "./default-model";

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

/**
 * Lines of text: the artist, then its neighbours. They come in the radio's order, by inner product, which tells how sure
 * the model is as well as how alike they are; the cosine shown beside tells only the latter. Throws AppError on an unknown name.
 */
export function inspectArtist(catalogue: Catalogue, name: string, count: number): string[] {
  const id = catalogue.find(name);
  if (id === undefined) {
    const near = catalogue.complete(name.slice(0, 4), 5).map((other) => catalogue.names[other]);
    const hint = near.length > 0 ? ` It knows ${near.join(", ")}.` : "";
    throw new AppError("not_found", `${catalogue.model.name} knows no artist "${name}".${hint}`);
  }
  const { space, names } = catalogue;
  const query = space.vectors.subarray(id * space.dimensions, (id + 1) * space.dimensions);
  const length = Math.hypot(...query) || 1;
  const neighbours = names
    .map((_, other) => {
      const { product, length: otherLength } = compare(query, space.vectors, other * space.dimensions);
      return { other, product, similarity: product / (length * otherLength || 1) };
    })
    .filter(({ other }) => other !== id)
    .sort((a, b) => b.product - a.product)
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

function compare(
  query: Float32Array,
  vectors: Float32Array,
  at: number,
): { readonly product: number; readonly length: number } {
  let product = 0;
  let squares = 0;
  for (let d = 0; d < query.length; d++) {
    const value = vectors[at + d] ?? 0;
    product += (query[d] ?? 0) * value;
    squares += value * value;
  }
  return { product, length: Math.sqrt(squares) };
}
