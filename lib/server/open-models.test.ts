import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { formatArtists, MANIFEST_FILE } from "@/lib/catalog/model-folder";
import { createLogger } from "./logger";
import { createModels } from "./open-models";

let directory = "";
const log = createLogger("silent");
const create = () => createModels({ directory, defaultName: "als", log, spare: 2 });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "models-"));
  for (const name of ["als", "bpr", "content", "lightfm", "word2vec"]) await publish(name);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function publish(name: string): Promise<void> {
  const folder = join(directory, name);
  await mkdir(folder);
  const artists = formatArtists([
    { name: "Low", popularity: 2, aliases: [] },
    { name: name, popularity: 1, aliases: [] },
  ]);
  const vectors = Buffer.from(new Float32Array([1, 0, 0, 1]).buffer);
  const files = { "artists.tsv": Buffer.from(artists), "vectors.f32": vectors };
  const sums = Object.entries(files).map(([file, bytes]) => [
    file,
    createHash("sha256").update(bytes).digest("hex"),
  ]);
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes);
  const manifest = {
    format: "longwave-model",
    version: 1,
    algorithm: name,
    parameters: {},
    seed: 0,
    dimensions: 2,
    metric: "inner_product",
    artists: 2,
    sources: [],
    created: "2026-11-22T00:00:00Z",
    files: Object.fromEntries(sums),
  };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
}

describe("createModels", () => {
  it("lists the default first, and neither a folder without a manifest nor one with a broken one", async () => {
    const copy = join(directory, "torn");
    await cp(join(directory, "bpr"), copy, { recursive: true });
    const text = await readFile(join(copy, MANIFEST_FILE), "utf8");
    await writeFile(join(copy, MANIFEST_FILE), text.slice(0, 40));
    const models = createModels({ directory, defaultName: "content", log });
    expect((await models.list()).map(({ name }) => name)).toEqual([
      "content",
      "als",
      "bpr",
      "lightfm",
      "word2vec",
    ]);
    await rm(join(copy, MANIFEST_FILE));
    expect((await models.list()).map(({ name }) => name)).not.toContain("torn");
    await rm(copy, { recursive: true });
  });

  it("opens a model once for all who ask at the same time", async () => {
    const models = create();
    const all = await Promise.all(Array.from({ length: 8 }, () => models.open("bpr")));
    expect(new Set(all).size).toBe(1);
    expect(all[0]?.catalogue.names).toEqual(["Low", "bpr"]);
    expect(await models.open("bpr")).toBe(all[0]);
  });

  it("keeps the default and the two that were asked for last", async () => {
    const models = create();
    const first = await models.open();
    const bpr = await models.open("bpr");
    const content = await models.open("content");
    expect(await models.open("bpr")).toBe(bpr);
    await models.open("lightfm");
    expect(await models.open("bpr")).toBe(bpr);
    expect(await models.open()).toBe(first);
    expect(await models.open("content")).not.toBe(content);
  });

  it("refuses a name that is none of its own, whatever it looks like", async () => {
    for (const name of ["nowhere", "..", "../als", "", "als/../bpr"]) {
      await expect(create().open(name)).rejects.toMatchObject({
        code: "invalid_request",
        details: { fields: [{ field: "model" }] },
      });
    }
  });

  it("opens a mended model after a failure", async () => {
    const models = create();
    const file = join(directory, "word2vec", "artists.tsv");
    const text = await readFile(file, "utf8");
    await writeFile(file, "torn");
    await expect(models.open("word2vec")).rejects.toThrow("artists.tsv");
    await writeFile(file, text);
    await vi.waitFor(async () => expect((await models.open("word2vec")).index.count).toBe(2));
  });
});
