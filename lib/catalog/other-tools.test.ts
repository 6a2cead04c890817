// Model folders that other programs wrote by the format of data/README.md: one by hand here, one by its Python example.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openCatalogue } from "./open-catalogue";

const root = mkdtempSync(join(tmpdir(), "other-tools-"));
afterAll(() => rm(root, { recursive: true, force: true }));

function findNumpy(): string | undefined {
  return ["python3", "python"].find((python) => {
    try {
      execFileSync(python, ["-c", "import numpy"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

const python = findNumpy();

describe("a folder written by the format of data/README.md", () => {
  it("opens, with nothing but its two files and the manifest", async () => {
    const folder = join(root, "by-hand");
    await mkdir(folder);
    const vectors = Buffer.alloc(16);
    [1, 0.5, -0.25, 2].forEach((value, i) => {
      vectors.writeFloatLE(value, 4 * i);
    });
    const artists = Buffer.from("id\tname\tpopularity\taliases\n0\tLow\t14\t\n1\tКино\t20.5\tKino|Kinó\n");
    const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    await writeFile(join(folder, "vectors.f32"), vectors);
    await writeFile(join(folder, "artists.tsv"), artists);
    await writeFile(
      join(folder, "manifest.json"),
      JSON.stringify({
        format: "longwave-model",
        version: 1,
        algorithm: "my-own",
        parameters: {},
        seed: 0,
        dimensions: 2,
        metric: "inner_product",
        artists: 2,
        sources: [{ id: "mine", title: "My listens", licence: "mine" }],
        created: "2026-01-01T00:00:00Z",
        files: { "artists.tsv": sha256(artists), "vectors.f32": sha256(vectors) },
      }),
    );
    const { names, space, find } = await openCatalogue(folder, { lengths: "published" });
    expect([names, [...space.vectors], [...space.popularity]]).toEqual([
      ["Low", "Кино"],
      [1, 0.5, -0.25, 2],
      [14, 20.5],
    ]);
    expect(find("Kinó")).toBe(1);
  });

  it.skipIf(python === undefined)("opens when the page's own Python wrote it (needs numpy)", async () => {
    const page = await readFile(join(process.cwd(), "data", "README.md"), "utf8");
    const example = /```python\n([\s\S]*?)```/u.exec(page)?.[1] ?? "";
    const folder = join(root, "by-numpy");
    const call = `publish(${JSON.stringify(folder)}, ["Low", "Björk"], [14, 196.5], np.array([[1, 0.5], [-0.25, 2]]))`;
    execFileSync(python ?? "python3", ["-c", `${example}\n${call}\n`]);
    const { model, names, space } = await openCatalogue(folder, { lengths: "published" });
    expect(model).toMatchObject({ name: "by-numpy", algorithm: "my-own" });
    expect([names, [...space.vectors], [...space.popularity]]).toEqual([
      ["Low", "Björk"],
      [1, 0.5, -0.25, 2],
      [14, 196.5],
    ]);
  });
});
