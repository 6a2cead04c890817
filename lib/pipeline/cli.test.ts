import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { runInspect } from "./inspect-command";
import { runTrain } from "./train-command";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;
let model: string;

type Run = { readonly code: number; readonly out: string; readonly err: string };

function runModel(...args: string[]): Promise<Run> {
  const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
  const cli = join(root, "lib", "pipeline", "cli.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [tsx, cli, ...args], { cwd: root }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
  model = join(folder, "model");
  const metal = ["Metallica", "Slayer", "Megadeth"];
  const soul = ["Nina Simone", "Otis Redding", "Al Green"];
  const rows = Array.from({ length: 24 }, (_, i) =>
    (i % 2 === 0 ? metal : soul).filter((_, k) => k !== i % 3).map((artist) => `u${i}\t${artist}`),
  ).flat();
  await writeFile(join(folder, "documents.tsv"), `${rows.join("\n")}\n`);
  await writeFile(
    join(folder, "tags.tsv"),
    [...metal.map((a) => `${a}\tmetal`), ...soul.map((a) => `${a}\tsoul`)].join("\n"),
  );
  const args = ["--documents", join(folder, "documents.tsv"), "--tags", join(folder, "tags.tsv")];
  const trained = await runModel("train", ...args, "--algorithm", "als", "--dimensions", "4", "--out", model);
  expect(trained).toMatchObject({ code: 0, out: `${model}: 6 artists, 4 dimensions, als\n` });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("train", () => {
  it("publishes a folder that opens", async () => {
    const catalogue = await openCatalogue(model);
    expect(catalogue.names).toHaveLength(6);
    expect(catalogue.tags(catalogue.find("metallica") ?? -1)).toEqual([{ name: "metal", weight: 1 }]);
    expect(await readdir(folder)).toEqual(["documents.tsv", "model", "tags.tsv"]);
  });

  it.each([
    [["--algorithm", "als", "--out", "x"], /Give either --sources or --documents/u],
    [["--documents", "x", "--algorithm", "lda", "--out", "x"], /no algorithm "lda"/u],
    [["--documents", "no/such.tsv", "--algorithm", "als", "--out", "x"], /no\/such\.tsv: cannot be read/u],
    [["--documents", "x", "--algorithm", "als", "--out", "x", "--seed", "-3"], /--seed/u],
    [["--documents", "x", "--algorithm", "als"], /--out is missing/u],
    [
      ["--sources", "lib/core", "--algorithm", "als", "--out", "x"],
      /lib\/core: holds none of the known sources/u,
    ],
    [
      ["--sources", "x", "--licence", "free", "--algorithm", "als", "--out", "x"],
      /--licence can only be "open"/u,
    ],
    [["--frobnicate"], /frobnicate/u],
  ])("%j is refused", async (args, message) => {
    await expect(runTrain(args)).rejects.toThrow(message);
  });

  it("ends with a message and exit code 1, and leaves nothing behind", async () => {
    const out = join(folder, "broken");
    await writeFile(join(folder, "bad.tsv"), "u1\tA\nu2\n");
    const run = await runModel(
      "train",
      "--documents",
      join(folder, "bad.tsv"),
      "--algorithm",
      "als",
      "--out",
      out,
    );
    await rm(join(folder, "bad.tsv"));
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toMatch(/bad\.tsv:2: must have 2 or 3 columns/u);
    expect(run.err).not.toMatch(/\n\s+at /u);
    await expect(readdir(out)).rejects.toThrow();
  });

  it("knows no other commands", async () => {
    expect(await runModel("dance")).toMatchObject({
      code: 1,
      err: expect.stringContaining('no command "dance"'),
    });
  });
});

describe("clean", () => {
  it("answers each line with artists and the rule", async () => {
    const input = join(folder, "raw.txt");
    const output = join(folder, "clean.tsv");
    await writeFile(input, "METALLICA\nNina Simone feat. Al Green\n.\nsomebody\n");
    const { code } = await runModel("clean", "--input", input, "--output", output, "--model", model);
    expect(code).toBe(0);
    expect(await readFile(output, "utf8")).toBe(
      "METALLICA\tMetallica\tfold\nNina Simone feat. Al Green\tNina Simone|Al Green\tfeature\n.\t\tplaceholder\nsomebody\t\tunknown\n",
    );
  });
});

describe("inspect", () => {
  it("shows the neighbours, nearest first", async () => {
    const { code, out } = await runModel("inspect", "--artist", "slayer", "--model", model, "--count", "2");
    expect(code).toBe(0);
    expect(out).toMatch(/^Slayer: popularity 8; metal\n/u);
    expect(out.split("\n").slice(3, 5).join()).toMatch(/(Metallica|Megadeth).*(Metallica|Megadeth)/u);
  });

  it("says when it does not know the artist, and when there is no model", async () => {
    await expect(runInspect(["--artist", "Zappa", "--model", model])).rejects.toThrow(
      /knows no artist "Zappa"/u,
    );
    await expect(runInspect(["--artist", "Zappa", "--model", folder])).rejects.toThrow(
      /manifest\.json: cannot be read/u,
    );
  });
});
