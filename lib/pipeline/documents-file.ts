// Reads ready documents and tags, taken as they are: `document<TAB>artist[<TAB>weight]` and
// `artist<TAB>tag[<TAB>weight]`, no header, quotes not special, gunzipped when the name ends in .gz.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { ArtistRow, TagRow } from "@/lib/catalog/model-folder";
import { AppError } from "@/lib/errors";
import type { SparseMatrix } from "@/lib/models/model";
import { createMatrixBuilder } from "./matrix";

export type ReadyData = {
  /** In the order of their first mention; popularity = number of documents. */
  readonly artists: readonly ArtistRow[];
  readonly documents: SparseMatrix;
  readonly tags: SparseMatrix | undefined;
  readonly tagRows: readonly TagRow[];
};

/** Throws AppError with file and line on a row that is not as above, or when there are no rows. */
export async function readReadyData(documentsPath: string, tagsPath?: string): Promise<ReadyData> {
  const ids = new Map<string, number>();
  const documents = new Map<string, Map<number, number>>();
  await readPairs(documentsPath, (document, artist, weight) => {
    add(documents, document, { column: idOf(ids, artist), weight });
  });
  const tags = new Map<string, Map<number, number>>();
  if (tagsPath !== undefined) {
    await readPairs(tagsPath, (artist, tag, weight) => {
      add(tags, tag, { column: idOf(ids, artist), weight });
    });
  }
  const popularity = new Uint32Array(ids.size);
  for (const members of documents.values()) {
    for (const id of members.keys()) popularity[id] = (popularity[id] ?? 0) + 1;
  }
  return {
    artists: [...ids].map(([name, id]) => ({ name, popularity: popularity[id] ?? 0, aliases: [] })),
    documents: toMatrix(documents, ids.size),
    tags: tagsPath === undefined ? undefined : toMatrix(tags, ids.size),
    tagRows: toTagRows(tags),
  };
}

async function readPairs(
  path: string,
  onRow: (first: string, second: string, weight: number) => void,
): Promise<void> {
  let line = 0;
  let rows = 0;
  try {
    for await (const text of openLines(path)) {
      line++;
      if (text === "") continue;
      const [first, second, weight = "1", ...rest] = (line === 1 ? text.replace(/^\ufeff/u, "") : text).split(
        "\t",
      );
      const value = Number(weight);
      if (!first || !second || rest.length > 0)
        throw broken(path, line, "must have 2 or 3 columns with text, separated by tabs");
      if (weight.trim() === "" || !Number.isFinite(value) || value <= 0)
        throw broken(path, line, `has weight "${weight}", but it must be a number above 0`);
      onRow(first, second, value);
      rows++;
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      "invalid_request",
      `${path}${line > 0 ? `:${line + 1}` : ""}: cannot be read (${why})`,
      { cause },
    );
  }
  if (rows === 0) throw new AppError("invalid_request", `${path}: holds no rows`);
}

/** Lines without their ends. Errors of the file and of the compression reach whoever iterates. */
export async function* openLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const stream = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  let fault: unknown;
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  for (const source of new Set([file, stream])) {
    source.on("error", (error: unknown) => {
      fault ??= error;
      lines.close();
    });
  }
  for await (const line of lines) yield line;
  if (fault !== undefined) throw fault;
}

function idOf(ids: Map<string, number>, name: string): number {
  const id = ids.get(name) ?? ids.size;
  ids.set(name, id);
  return id;
}

function add(
  rows: Map<string, Map<number, number>>,
  key: string,
  entry: { readonly column: number; readonly weight: number },
): void {
  const row = rows.get(key) ?? new Map<number, number>();
  row.set(entry.column, (row.get(entry.column) ?? 0) + entry.weight);
  rows.set(key, row);
}

function toMatrix(rows: ReadonlyMap<string, ReadonlyMap<number, number>>, columns: number): SparseMatrix {
  const builder = createMatrixBuilder(columns);
  for (const row of rows.values()) builder.addRow(row);
  return builder.build();
}

/** Weights relative to the artist's strongest tag. */
function toTagRows(tags: ReadonlyMap<string, ReadonlyMap<number, number>>): TagRow[] {
  const strongest = new Map<number, number>();
  for (const row of tags.values()) {
    for (const [artist, weight] of row) strongest.set(artist, Math.max(weight, strongest.get(artist) ?? 0));
  }
  return [...tags]
    .flatMap(([tag, row]) =>
      [...row].map(([artist, weight]) => ({
        artist,
        tag,
        weight: weight / (strongest.get(artist) ?? weight),
      })),
    )
    .sort((a, b) => a.artist - b.artist || b.weight - a.weight);
}

function broken(path: string, line: number, what: string): AppError {
  return new AppError("invalid_request", `${path}:${line}: ${what}`);
}
