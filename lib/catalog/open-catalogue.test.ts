import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelToPublish, publishModel } from "@/lib/pipeline/publish";
import { openCatalogue, readModelFolder } from "./open-catalogue";

const model: ModelToPublish = {
  about: {
    algorithm: "als",
    parameters: { iterations: 12 },
    seed: 1,
    dimensions: 2,
    sources: [{ id: "hetrec", title: "HetRec", licence: "non-commercial", documents: 3 }],
    created: "2026-11-22T00:00:00.000Z",
  },
  artists: [
    { name: "Radiohead", popularity: 400, aliases: ["On a Friday"] },
    { name: "Кино", popularity: 20.5, aliases: [] },
    { name: "Frank Ocean", popularity: 90, aliases: [] },
  ],
  vectors: Float32Array.from([1, 0.5, -0.25, 2, 0, 0.125]),
  precision: "f32",
  tags: [
    { artist: 0, tag: "alternative", weight: 0.9 },
    { artist: 0, tag: "rock", weight: 0.5 },
    { artist: 1, tag: "rock", weight: 0.8 },
    { artist: 2, tag: "r-n-b", weight: 1 },
  ],
  map: Float32Array.from([0, 1, -1, 0.5, 0.25, -0.25]),
};

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "catalogue-"));
  folder = join(root, "good");
  await publishModel(model, folder);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A copy of the good folder with one file changed; its checksum is mended unless told otherwise. */
async function spoil(
  name: string,
  change: (bytes: Buffer) => Buffer | string,
  options: { readonly keepChecksum?: boolean } = {},
): Promise<string> {
  const copy = await mkdtemp(join(root, "bad-"));
  await cp(folder, copy, { recursive: true });
  const changed = Buffer.from(change(await readFile(join(copy, name))));
  await writeFile(join(copy, name), changed);
  if (name !== "manifest.json" && !options.keepChecksum) {
    const path = join(copy, "manifest.json");
    const manifest = JSON.parse(await readFile(path, "utf8"));
    manifest.files[name] = createHash("sha256").update(changed).digest("hex");
    await writeFile(path, JSON.stringify(manifest));
  }
  return copy;
}

const replace = (from: string, to: string) => (bytes: Buffer) => bytes.toString("utf8").replace(from, to);

describe("openCatalogue", () => {
  it("gives back what was published", async () => {
    const catalogue = await openCatalogue(folder, { lengths: "published" });
    expect(catalogue.model).toEqual({
      name: "good",
      algorithm: "als",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/u),
    });
    expect(catalogue.names).toEqual(["Radiohead", "Кино", "Frank Ocean"]);
    expect(catalogue.space).toEqual({
      count: 3,
      dimensions: 2,
      vectors: model.vectors,
      popularity: Float32Array.from([400, 20.5, 90]),
    });
    expect(catalogue.map).toEqual(model.map);
  });

  it("keeps of the vectors' lengths what the radio does", async () => {
    const { space } = await openCatalogue(folder);
    const { vectors } = model;
    const lengthOf = (rows: Float32Array) => Math.hypot(rows[0] ?? 0, rows[1] ?? 0);
    expect([0, 2, 4].map((row) => lengthOf(space.vectors.subarray(row)))).toEqual([
      expect.closeTo(1, 5),
      expect.closeTo(1, 5),
      expect.closeTo(0.3893, 4),
    ]);
    expect((space.vectors[1] ?? 0) / (space.vectors[0] ?? 0)).toBeCloseTo(
      (vectors[1] ?? 0) / (vectors[0] ?? 1),
      5,
    );
  });

  it("reads half floats within their precision", async () => {
    const half = join(root, "half");
    await publishModel({ ...model, precision: "f16" }, half);
    const { space } = await openCatalogue(half, { lengths: "published" });
    expect(space.vectors).toEqual(model.vectors);
  });

  it("finds artists by names, aliases and in another script", async () => {
    const catalogue = await openCatalogue(folder);
    expect(["radiohead", "On A Friday", "Kino", "nobody"].map(catalogue.find)).toEqual([0, 0, 1, undefined]);
  });

  it("completes: the very name, then words that start so, then the rest, best known first", async () => {
    const catalogue = await openCatalogue(folder);
    expect(catalogue.complete("fr", 10)).toEqual([0, 2]);
    expect(catalogue.complete("OCE", 10)).toEqual([2]);
    expect(catalogue.complete("o", 1)).toEqual([0]);
    expect(catalogue.complete("  ", 5)).toEqual([]);
  });

  it("knows tags both ways", async () => {
    const catalogue = await openCatalogue(folder);
    expect(catalogue.tags(0)).toEqual([
      { name: "alternative", weight: 0.9 },
      { name: "rock", weight: 0.5 },
    ]);
    expect(catalogue.artistsOfTag("Rock", 5)).toEqual([0, 1]);
    expect(catalogue.artistsOfTag("polka", 5)).toEqual([]);
    expect(catalogue.completeTags("r", 5)).toEqual([
      { name: "rock", artists: 2 },
      { name: "r-n-b", artists: 1 },
      { name: "alternative", artists: 1 },
    ]);
  });

  it("changes its hash with any number", async () => {
    const other = join(root, "other");
    await publishModel({ ...model, vectors: model.vectors.map((value) => value * 2) }, other);
    const [a, b] = [await openCatalogue(folder), await openCatalogue(other)];
    expect(a.model.hash).not.toBe(b.model.hash);
  });

  it("does without tags and map", async () => {
    const copy = await spoil("manifest.json", (bytes) => {
      const manifest = JSON.parse(bytes.toString());
      delete manifest.files["tags.tsv"];
      delete manifest.files["map.f32"];
      return JSON.stringify(manifest);
    });
    const catalogue = await openCatalogue(copy);
    expect([catalogue.tags(0), catalogue.map]).toEqual([[], new Float32Array(6)]);
  });
});

describe("readModelFolder on broken folders", () => {
  it.each([
    ["no manifest", "manifest.json", () => "", /manifest\.json: is not JSON/u],
    [
      "another version",
      "manifest.json",
      replace('"version": 1', '"version": 2'),
      /manifest\.json: .*version/u,
    ],
    [
      "a manifest cut off",
      "manifest.json",
      (bytes: Buffer) => bytes.subarray(0, 80),
      /manifest\.json: is not JSON/u,
    ],
    [
      "truncated vectors",
      "vectors.f32",
      (bytes: Buffer) => bytes.subarray(0, 20),
      /vectors\.f32: holds 20 bytes, but 3 rows of 2 numbers are 24/u,
    ],
    [
      "a NaN",
      "vectors.f32",
      (bytes: Buffer) => {
        bytes.writeFloatLE(Number.NaN, 12);
        return bytes;
      },
      /vectors\.f32: row 1, column 1 is NaN/u,
    ],
    ["an artist without a name", "artists.tsv", replace("Кино", " "), /artists\.tsv:3: has no name/u],
    ["artists out of order", "artists.tsv", replace("1\tКино", "7\tКино"), /artists\.tsv:3: has id "7"/u],
    [
      "a popularity that is no number",
      "artists.tsv",
      replace("20.5", "many"),
      /artists\.tsv:3: has popularity "many"/u,
    ],
    [
      "a missing column",
      "artists.tsv",
      replace("Radiohead\t400", "Radiohead"),
      /artists\.tsv:2: must have 4 columns/u,
    ],
    [
      "a missing artist",
      "artists.tsv",
      replace("2\tFrank Ocean\t90\t\n", ""),
      /artists\.tsv: holds 2 artists, the manifest says 3/u,
    ],
    [
      "a file cut off in a line",
      "artists.tsv",
      (bytes: Buffer) => bytes.subarray(0, bytes.length - 5),
      /artists\.tsv:4: ends in the middle/u,
    ],
    ["another header", "artists.tsv", replace("popularity", "fame"), /artists\.tsv:1: must be the header/u],
    ["a tag of nobody", "tags.tsv", replace("2\tr-n-b", "9\tr-n-b"), /tags\.tsv:5: has artist id "9"/u],
    ["a tag too heavy", "tags.tsv", replace("0.8", "1.8"), /tags\.tsv:4: has weight "1.8"/u],
  ])("%s", async (_, name, change, message) => {
    await expect(readModelFolder(await spoil(name, change))).rejects.toThrow(message);
  });

  it("refuses a file that is not the one the manifest lists", async () => {
    const copy = await spoil("artists.tsv", replace("Radiohead", "Radiohread"), { keepChecksum: true });
    await expect(readModelFolder(copy)).rejects.toThrow(/artists\.tsv: does not have the SHA-256/u);
  });

  it("names a file that is missing, and a folder that is none", async () => {
    const copy = await spoil("map.f32", (bytes) => bytes);
    await rm(join(copy, "map.f32"));
    await expect(readModelFolder(copy)).rejects.toThrow(/map\.f32: cannot be read/u);
    await expect(readModelFolder(join(root, "nowhere"))).rejects.toThrow(/is .*nowhere a model folder/u);
  });
});
