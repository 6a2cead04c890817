// Reads HetRec Last.fm 2K as it is, by id and without cleaning: the published protocols ask for just that.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import type { TrainingData } from "@/lib/models/model";
import { toSparse } from "@/lib/models/sparse";

const FOLDER = "hetrec2011-lastfm-2k";

/** Listeners x artists, 1 each, and tags x artists, counted. Throws AppError when the data are not in `sources`. */
export async function readListeners(sources: string): Promise<TrainingData> {
  const listens = await readNumbers(join(sources, FOLDER, "user_artists.dat"));
  const tagged = [
    ...(await readNumbers(join(sources, FOLDER, "user_taggedartists.dat"))),
    ...(await readNumbers(join(sources, FOLDER, "user_taggedartists_2.dat"))),
  ];
  const artists = new Map<number, number>();
  for (const [, artist] of listens) if (!artists.has(artist)) artists.set(artist, artists.size);
  return {
    documents: toMatrix(
      listens.map(([user, artist]) => [user, artist]),
      artists,
    ),
    tags: toMatrix(
      tagged.map(([, artist, tag]) => [tag, artist]),
      artists,
    ),
  };
}

/** The first three numbers of each line; a header is skipped. */
async function readNumbers(path: string): Promise<[number, number, number][]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    const message = `${path}: cannot be read. The figures are measured on HetRec Last.fm 2K (see data/README.md); say where it is with --sources DIR.`;
    throw new AppError("invalid_request", message, { cause });
  });
  const rows: [number, number, number][] = [];
  text.split(/\r?\n/u).forEach((line, at) => {
    const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = line.split("\t").map(Number);
    if (line === "" || (at === 0 && Number.isNaN(first))) return;
    if (![first, second, third].every(Number.isInteger))
      throw new AppError("invalid_request", `${path}:${at + 1}: must begin with three whole numbers`);
    rows.push([first, second, third]);
  });
  return rows;
}

/** Rows in order of first mention; what names no known artist is skipped. */
function toMatrix(pairs: readonly (readonly [row: number, artist: number])[], artists: Map<number, number>) {
  const rows = new Map<number, [number, number][]>();
  for (const [row, artist] of pairs) {
    const column = artists.get(artist);
    if (column === undefined) continue;
    const entries = rows.get(row) ?? [];
    entries.push([column, 1]);
    rows.set(row, entries);
  }
  return toSparse([...rows.values()], artists.size);
}
