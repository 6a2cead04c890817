// The table of sources, and how to read those of a folder. Adding a source is a line here.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "@/lib/errors";
import { editorial } from "./editorial";
import { hetrec } from "./hetrec";
import { berghain, glastonbury } from "./line-ups";
import { listenBrainz } from "./listenbrainz";
import { bbcRadio, belgianRadio, classicRock, somaFm, tripleJ, wfmu } from "./radio-logs";
import type { Source, SourceFiles, SourceRows } from "./source";

export const SOURCES: readonly Source[] = [
  hetrec,
  listenBrainz,
  wfmu,
  belgianRadio,
  tripleJ,
  bbcRadio,
  classicRock,
  somaFm,
  berghain,
  glastonbury,
  editorial,
];

export type ReadSource = { readonly source: Source; readonly rows: SourceRows };

export type ReadSourcesOptions = {
  /** The folder whose subfolders are named after the sources; those that are not there are left out. */
  readonly directory: string;
  /** Folder of the editorial tables. */
  readonly editorialDirectory: string;
  /** Only sources under a free licence. */
  readonly openOnly: boolean;
  readonly onSource?: (title: string) => void;
};

/** Reads every source that is there. Throws AppError when there is none, or a file is missing or broken. */
export async function readSources(options: ReadSourcesOptions): Promise<ReadSource[]> {
  const read: ReadSource[] = [];
  const folders = new Set(await listFolder(options.directory));
  for (const source of SOURCES) {
    if (options.openOnly && source.licence.flag !== "open" && source.licence.flag !== "own") continue;
    if (source !== editorial && !folders.has(source.id)) continue;
    const directory = source === editorial ? options.editorialDirectory : join(options.directory, source.id);
    const files = createFiles(directory);
    if (source === editorial && (await files.list()).length === 0) continue;
    options.onSource?.(source.title);
    const rows = await source.read(files).catch((cause: unknown) => {
      if (cause instanceof AppError) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new AppError("invalid_request", `${files.latest() ?? directory}: ${why}`, { cause });
    });
    if (rows.plays.length === 0)
      throw new AppError("invalid_request", `${directory}: holds no rows of ${source.title}`);
    read.push({ source, rows });
  }
  if (!read.some(({ source }) => source !== editorial)) {
    const known = SOURCES.map(({ id }) => id).join(", ");
    throw new AppError("invalid_request", `${options.directory}: holds none of the known sources (${known})`);
  }
  return read;
}

async function listFolder(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (cause) {
    throw new AppError("invalid_request", `${directory}: cannot be read as a folder of sources`, { cause });
  }
}

/** Files of a folder; `latest` = the path of the one that was read last, which a fault in its text is about. */
function createFiles(directory: string): SourceFiles & { latest(): string | undefined } {
  let latest: string | undefined;
  return {
    directory,
    latest: () => latest,
    list: () =>
      readdir(directory)
        .then((names) => names.sort())
        .catch(() => []),
    async text(name, encoding = "utf8") {
      const path = join(directory, name);
      latest = path;
      try {
        const bytes = await readFile(path);
        return (name.endsWith(".gz") ? await promisify(gunzip)(bytes) : bytes).toString(encoding);
      } catch (cause) {
        throw new AppError("invalid_request", `${path}: cannot be read`, { cause });
      }
    },
  };
}
