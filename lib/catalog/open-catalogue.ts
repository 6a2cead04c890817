// Opens a model folder read-only: checks its manifest, its checksums and every number, and answers look-ups.
// Called once at start; the catalogue is shared by all requests.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { LRUCache } from "lru-cache";
import { toRadioSpace } from "@/lib/core/scale";
import type { ArtistId } from "@/lib/core/types";
import { AppError } from "@/lib/errors";
import { createResolver } from "@/lib/names/resolver";
import type { Catalogue } from "./catalogue";
import { createCompletion } from "./completion";
import { decodeHalfFloats } from "./half-float";
import {
  ARTISTS_FILE,
  type ArtistRow,
  INDEX_FILE,
  MANIFEST_FILE,
  MAP_FILE,
  type Manifest,
  manifestSchema,
  parseArtists,
  parseTags,
  TAGS_FILE,
  VECTOR_FILES,
} from "./model-folder";
import { createTagTable } from "./tag-table";

/** Of names that were looked up; a full memory takes some 2 MB. */
const NAMES_REMEMBERED = 10_000;

/** Everything of a model folder but its index, checked. */
export type ModelFolder = {
  readonly directory: string;
  readonly manifest: Manifest;
  readonly hash: string;
  readonly artists: readonly ArtistRow[];
  /** artists x dimensions, row-major. */
  readonly vectors: Float32Array;
  /** artists x 2, row-major; all zeros when the folder has no map. */
  readonly map: Float32Array;
  readonly tags: ReturnType<typeof parseTags>;
};

/**
 * Opens a folder as the radio's catalogue. Throws AppError that names the file, and the line or row, at fault.
 * @param lengths of the vectors: as the radio plays from them (lib/core/scale.ts), or as they were published
 */
export async function openCatalogue(
  directory: string,
  { lengths = "radio" }: { readonly lengths?: "radio" | "published" } = {},
): Promise<Catalogue> {
  const { manifest, hash, artists, vectors, map, tags } = await readModelFolder(directory);
  const names = artists.map((artist) => artist.name);
  const popularity = Float32Array.from(artists, (artist) => artist.popularity);
  const { dimensions, guess } = manifest;
  const space = { count: artists.length, dimensions, vectors, popularity, ...(guess && { guess }) };
  const resolver = createResolver(artists);
  const table = createTagTable(tags, popularity);
  const completion = createCompletion(artists);
  return {
    model: { name: basename(resolve(directory)), algorithm: manifest.algorithm, hash },
    space: lengths === "radio" ? toRadioSpace(space) : space,
    names,
    map,
    find: remember(resolver.find),
    complete: completion.complete,
    tags: table.tagsOf,
    completeTags: table.complete,
    artistsOfTag: table.artistsOf,
  };
}

/** Every request asks for the names of a whole station again. */
function remember(find: Catalogue["find"]): Catalogue["find"] {
  const known = new LRUCache<string, { readonly artist: ArtistId | undefined }>({ max: NAMES_REMEMBERED });
  return (name) => {
    const answer = known.get(name) ?? { artist: find(name) };
    known.set(name, answer);
    return answer.artist;
  };
}

/** Reads and checks a folder's files. Throws AppError that names the file, and the line or row, at fault. */
export async function readModelFolder(directory: string): Promise<ModelFolder> {
  const manifest = await readManifest(directory);
  const names = [ARTISTS_FILE, TAGS_FILE, MAP_FILE, ...VECTOR_FILES].filter((name) => name in manifest.files);
  const vectorFile = VECTOR_FILES.find((name) => names.includes(name));
  if (!vectorFile || !names.includes(ARTISTS_FILE))
    throw broken(
      join(directory, MANIFEST_FILE),
      `must list ${ARTISTS_FILE} and ${VECTOR_FILES.join(" or ")}`,
    );
  const files = new Map(
    await Promise.all(
      names.map(async (name) => [name, await readChecked(directory, name, manifest)] as const),
    ),
  );
  const bytesOf = (name: string): Uint8Array => files.get(name) ?? new Uint8Array();
  const textOf = (name: string): string => new TextDecoder("utf-8").decode(bytesOf(name));
  const artists = parseText(directory, ARTISTS_FILE, () => parseArtists(textOf(ARTISTS_FILE)));
  if (artists.length !== manifest.artists)
    throw broken(
      join(directory, ARTISTS_FILE),
      `holds ${artists.length} artists, the manifest says ${manifest.artists}`,
    );
  const numbers = (name: string, width: number): Float32Array =>
    decodeNumbers(join(directory, name), bytesOf(name), { rows: artists.length, width });
  return {
    directory,
    manifest,
    hash: hashOf(manifest),
    artists,
    vectors: numbers(vectorFile, manifest.dimensions),
    map: files.has(MAP_FILE) ? numbers(MAP_FILE, 2) : new Float32Array(artists.length * 2),
    tags: files.has(TAGS_FILE)
      ? parseText(directory, TAGS_FILE, () => parseTags(textOf(TAGS_FILE), artists.length))
      : [],
  };
}

/** SHA-256 over the names and hashes of the files, but not of the index, which is made from them. */
export function hashOf(manifest: Manifest): string {
  const hash = createHash("sha256");
  for (const [name, sum] of Object.entries(manifest.files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name !== INDEX_FILE) hash.update(`${name} ${sum}\n`);
  }
  return hash.digest("hex");
}

async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, MANIFEST_FILE);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new AppError("internal", `${path}: cannot be read; is ${directory} a model folder?`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw broken(path, "is not JSON", cause);
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "it"}: ${issue.message}`);
  throw broken(path, `is not a manifest of format version 1: ${faults.join("; ")}`);
}

async function readChecked(directory: string, name: string, manifest: Manifest): Promise<Uint8Array> {
  const path = join(directory, name);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw broken(path, "cannot be read, but the manifest lists it", cause);
  });
  const sum = createHash("sha256").update(bytes).digest("hex");
  if (sum !== manifest.files[name])
    throw broken(
      path,
      `does not have the SHA-256 that the manifest lists (${bytes.length} bytes, ${sum.slice(0, 12)}...)`,
    );
  return bytes;
}

function decodeNumbers(
  path: string,
  bytes: Uint8Array,
  shape: { readonly rows: number; readonly width: number },
): Float32Array {
  const half = path.endsWith(".f16");
  const expected = shape.rows * shape.width * (half ? 2 : 4);
  if (bytes.length !== expected)
    throw broken(
      path,
      `holds ${bytes.length} bytes, but ${shape.rows} rows of ${shape.width} numbers are ${expected}`,
    );
  const values = half ? decodeHalfFloats(bytes) : decodeFloats(bytes);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]))
      throw broken(
        path,
        `row ${Math.floor(i / shape.width)}, column ${i % shape.width} is ${values[i]}, not a number`,
      );
  }
  return values;
}

function decodeFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getFloat32(4 * i, true));
}

/** Line errors start with ":LINE:", which the path goes before. */
function parseText<T>(directory: string, name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("internal", `${join(directory, name)}${message}`, { cause });
  }
}

function broken(path: string, what: string, cause?: unknown): AppError {
  return new AppError("internal", `${path}: ${what}. Publish the model again or restore the folder.`, {
    cause,
  });
}
