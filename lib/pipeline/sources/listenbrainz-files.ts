// Opens a ListenBrainz dump, or any folder of its JSON lines, as a series of byte streams, one a file of listens.
// Archives are read as they come and never unpacked to disk: gzip and tar here, zstd and xz by their programs.

import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { createTarDecoder } from "modern-tar";
import { AppError } from "@/lib/errors";

export type ListenFile = {
  /** For messages: the path, and after a colon the place in an archive. */
  readonly name: string;
  /** JSON lines, unpacked. To be read before the next file is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
};

const LISTENS = /\.(?:listens|jsonl|ndjson)$/u;
const ARCHIVE = /\.tar$/u;
const PACKED = /\.(gz|zst|xz)$/u;

const PROGRAMS = { zst: "zstd", xz: "xz" } as const;

/**
 * The files of listens at `path` (a file, or a folder with all that is below it), in the order of their names.
 * Throws AppError when the path cannot be read or an archive is broken; other errors come out of `bytes`.
 */
export async function* openListenFiles(path: string): AsyncGenerator<ListenFile> {
  for (const file of await listFiles(path)) {
    const { inner, packing } = splitName(file);
    const bytes = unpack(file, packing);
    if (ARCHIVE.test(inner)) yield* openArchive(file, bytes);
    else yield { name: file, bytes };
  }
}

async function listFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const files = await readdir(path, { recursive: true });
    return files
      .filter(isReadable)
      .map((file) => join(path, file))
      .sort();
  } catch (cause) {
    throw new AppError("invalid_request", `${path}: cannot be read as a file or folder of listens`, {
      cause,
    });
  }
}

function isReadable(file: string): boolean {
  const { inner } = splitName(file);
  return LISTENS.test(inner) || ARCHIVE.test(inner);
}

function splitName(file: string): { readonly inner: string; readonly packing: string | undefined } {
  if (file.endsWith(".tgz")) return { inner: file.replace(/\.tgz$/u, ".tar"), packing: "gz" };
  const packing = PACKED.exec(file)?.[1];
  return { inner: packing === undefined ? file : file.slice(0, -packing.length - 1), packing };
}

function unpack(file: string, packing: string | undefined): AsyncIterable<Uint8Array> {
  if (packing === "zst" || packing === "xz") return readFromProgram(PROGRAMS[packing], file);
  const stream = createReadStream(file);
  if (packing !== "gz") return stream;
  const gunzip = createGunzip();
  // Errors destroy the last stream, so whoever reads it gets them; the callback only keeps them from going astray.
  pipeline(stream, gunzip, () => {});
  return gunzip;
}

/** What `program -dc file` prints. Throws AppError when there is no such program, Error when it fails. */
async function* readFromProgram(program: string, file: string): AsyncGenerator<Uint8Array> {
  const child = spawn(program, ["-dc", file], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(0, 500);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", (cause) => {
      const advice = `install ${program}, or unpack the file first and read what comes out`;
      reject(
        new AppError("invalid_request", `${file}: the program ${program} cannot be run: ${advice}`, {
          cause,
        }),
      );
    });
    child.once("close", resolve);
  });
  // Awaited below; until then a failure must not count as unhandled.
  ended.catch(() => {});
  try {
    yield* child.stdout;
    const code = await ended;
    if (code !== 0) throw new Error(complaint.trim() || `${program} ended with exit code ${code}`);
  } finally {
    child.kill();
  }
}

async function* openArchive(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ListenFile> {
  try {
    const entries = toWebStream(bytes).pipeThrough(createTarDecoder({ strict: true }));
    for await (const { header, body } of entries) {
      if (header.type === "file" && LISTENS.test(header.name))
        yield { name: `${file}:${header.name}`, bytes: body };
      else await body.cancel();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("invalid_request", `${file}: the archive is broken: ${reason}. Fetch it again.`, {
      cause,
    });
  }
}

function toWebStream(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
