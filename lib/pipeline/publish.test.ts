import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf, readModelFolder } from "@/lib/catalog/open-catalogue";
import { type ModelToPublish, publishMap, publishModel } from "./publish";

const model: ModelToPublish = {
  about: {
    algorithm: "als",
    parameters: {},
    guess: { stretch: 1, flatness: 0.5, prior: 0.3, fall: 0.7 },
    seed: 1,
    dimensions: 1,
    sources: [],
    created: "2026-11-22T00:00:00Z",
  },
  artists: [{ name: "Tab\tand\nline", popularity: 1 / 3, aliases: ["a|b", "c"] }],
  vectors: Float32Array.from([0.5]),
  precision: "f16",
  tags: [],
  map: new Float32Array(2),
};

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "publish-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("publishModel", () => {
  it("writes what can be read again, with signs that would break a column replaced", async () => {
    const folder = join(root, "a", "model");
    await publishModel(model, folder);
    const { artists, vectors } = await readModelFolder(folder);
    expect(artists).toEqual([{ name: "Tab and line", popularity: 0.3333, aliases: ["a/b", "c"] }]);
    expect(vectors).toEqual(model.vectors);
    expect(await readdir(join(root, "a"))).toEqual(["model"]);
  });

  it("replaces an older folder whole", async () => {
    const folder = join(root, "b");
    await publishModel(model, folder);
    await writeFile(join(folder, "left-over.txt"), "x");
    await publishModel({ ...model, vectors: Float32Array.from([2]) }, folder);
    expect((await readdir(folder)).sort()).toEqual([
      "artists.tsv",
      "manifest.json",
      "map.f32",
      "tags.tsv",
      "vectors.f16",
    ]);
    expect((await readModelFolder(folder)).vectors).toEqual(Float32Array.from([2]));
  });

  it("leaves the old folder as it was when something is wrong", async () => {
    const folder = join(root, "c");
    await publishModel(model, folder);
    const before = await readFile(join(folder, "manifest.json"), "utf8");
    await expect(
      publishModel({ ...model, vectors: Float32Array.from([Number.NaN]) }, folder),
    ).rejects.toThrow(/NaN/u);
    expect(await readFile(join(folder, "manifest.json"), "utf8")).toBe(before);
    expect((await readdir(root)).filter((name) => name.startsWith("c"))).toEqual(["c"]);
  });

  it("takes another map and leaves the rest as it was", async () => {
    const folder = join(root, "f");
    const before = await publishModel(model, folder);
    const after = await publishMap(before, Float32Array.from([0.25, -0.5]), folder);
    const { map, vectors, hash } = await readModelFolder(folder);
    expect([map, vectors]).toEqual([Float32Array.from([0.25, -0.5]), model.vectors]);
    expect({ ...after.files, "map.f32": before.files["map.f32"] }).toEqual(before.files);
    expect(hash).toBe(hashOf(after));
  });

  it("gives the same files for the same model", async () => {
    const manifests = [
      await publishModel(model, join(root, "d")),
      await publishModel(model, join(root, "e")),
    ];
    expect(manifests[0]).toEqual(manifests[1]);
  });
});
