import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readReadyData } from "./documents-file";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "documents-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("readReadyData", () => {
  it("takes names as they are, keeps every artist, adds up repeated rows", async () => {
    const path = await write(
      "a.tsv",
      'u1\tThe Beatles\nu1\tBeatles\t2\nu2\t"Q\n\nu2\tBeatles\t0.5\r\nu2\tBeatles\n',
    );
    const { artists, documents, tags } = await readReadyData(path);
    expect(artists.map(({ name, popularity }) => [name, popularity])).toEqual([
      ["The Beatles", 1],
      ["Beatles", 2],
      ['"Q', 1],
    ]);
    expect(documents).toEqual({
      rows: 2,
      columns: 3,
      offsets: Uint32Array.from([0, 2, 4]),
      indices: Uint32Array.from([0, 1, 1, 2]),
      values: Float32Array.from([1, 2, 1.5, 1]),
    });
    expect(tags).toBeUndefined();
  });

  it("reads gzip and tags", async () => {
    const documents = await write("b.tsv.gz", gzipSync("u1\tA\nu1\tB\n"));
    const tagFile = await write("t.tsv", "A\trock\t4\nA\tpop\nC\trock\n");
    const { artists, tags, tagRows } = await readReadyData(documents, tagFile);
    expect(artists.map(({ name }) => name)).toEqual(["A", "B", "C"]);
    expect(tags).toMatchObject({ rows: 2, columns: 3 });
    expect(tagRows).toEqual([
      { artist: 0, tag: "rock", weight: 1 },
      { artist: 0, tag: "pop", weight: 0.25 },
      { artist: 2, tag: "rock", weight: 1 },
    ]);
  });

  it.each([
    ["one column", "u1\tA\nu1\n", /:2: must have 2 or 3 columns/u],
    ["four columns", "u1\tA\t1\tx\n", /:1: must have 2 or 3 columns/u],
    ["no artist", "u1\tA\nu2\t\n", /:2: must have 2 or 3 columns/u],
    ["a weight that is no number", "u1\tA\tmany\n", /:1: has weight "many"/u],
    ["a weight of zero", "u1\tA\t1\nu1\tB\t0\n", /:2: has weight "0"/u],
    ["an empty weight", "u1\tA\t\n", /:1: has weight ""/u],
    ["no rows", "\n\n", /holds no rows/u],
  ])("refuses %s, naming file and line", async (_, content, message) => {
    await expect(readReadyData(await write("bad.tsv", content))).rejects.toThrow(message);
  });

  it("refuses what is missing and what is no gzip", async () => {
    await expect(readReadyData(join(folder, "none.tsv"))).rejects.toThrow(/none\.tsv: cannot be read/u);
    await expect(readReadyData(await write("c.tsv.gz", "plain"))).rejects.toThrow(
      /c\.tsv\.gz.*cannot be read/u,
    );
  });
});
