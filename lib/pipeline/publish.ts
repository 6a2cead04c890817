// Writes a model folder: everything beside its place first, then one rename, so that no half-written model is
// ever opened and a failed run leaves the old one as it was.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { encodeHalfFloats } from "@/lib/catalog/half-float";
import {
  ARTISTS_FILE,
  type ArtistRow,
  FORMAT_VERSION,
  formatArtists,
  formatTags,
  MANIFEST_FILE,
  MAP_FILE,
  type Manifest,
  TAGS_FILE,
  type TagRow,
} from "@/lib/catalog/model-folder";

export type ModelToPublish = {
  readonly about: Pick<
    Manifest,
    "algorithm" | "parameters" | "seed" | "dimensions" | "guess" | "sources" | "created"
  >;
  readonly artists: readonly ArtistRow[];
  /** artists x dimensions, row-major. */
  readonly vectors: Float32Array;
  readonly precision: "f16" | "f32";
  readonly tags: readonly TagRow[];
  /** artists x 2, in [-1, 1]. */
  readonly map: Float32Array;
};

/** Replaces the folder at `directory`. */
export async function publishModel(model: ModelToPublish, directory: string): Promise<Manifest> {
  const files = new Map<string, Uint8Array>([
    [ARTISTS_FILE, Buffer.from(formatArtists(model.artists))],
    [TAGS_FILE, Buffer.from(formatTags(model.tags))],
    [MAP_FILE, encodeFloats(model.map)],
    [
      `vectors.${model.precision}`,
      model.precision === "f16" ? encodeHalfFloats(model.vectors) : encodeFloats(model.vectors),
    ],
  ]);
  const manifest: Manifest = {
    format: "longwave-model",
    version: FORMAT_VERSION,
    ...model.about,
    metric: "inner_product",
    artists: model.artists.length,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
  };
  files.set(MANIFEST_FILE, Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`));
  await replaceFolder(resolve(directory), files);
  return manifest;
}

/** Another map for a published model; all its other files stay as they are, to the byte. */
export async function publishMap(
  manifest: Manifest,
  map: Float32Array,
  directory: string,
): Promise<Manifest> {
  const place = resolve(directory);
  const files = new Map<string, Uint8Array>();
  for (const name of Object.keys(manifest.files)) files.set(name, await readFile(join(place, name)));
  const bytes = encodeFloats(map);
  files.set(MAP_FILE, bytes);
  const changed = { ...manifest, files: { ...manifest.files, [MAP_FILE]: sha256(bytes) } };
  files.set(MANIFEST_FILE, Buffer.from(`${JSON.stringify(changed, undefined, 2)}\n`));
  await replaceFolder(place, files);
  return changed;
}

async function replaceFolder(directory: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const beside = `${directory}.new-${process.pid}`;
  const old = `${directory}.old-${process.pid}`;
  await mkdir(dirname(directory), { recursive: true });
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside);
  try {
    for (const [name, bytes] of files) await writeFile(join(beside, name), bytes);
    const hadOne = await rename(directory, old).then(
      () => true,
      () => false,
    );
    try {
      await rename(beside, directory);
    } catch (error) {
      if (hadOne) await rename(old, directory);
      throw error;
    }
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function encodeFloats(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return bytes;
}
