import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { composeQuery, rank } from "@/lib/core/score";
import { randomSpace } from "@/lib/core/space.fixture";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import { createAnswerer, parseStation, runRecommend } from "./recommend";
import { trainAndPublish } from "./train";

const space = randomSpace(50, 6, 2);
const names = Array.from({ length: 50 }, (_, id) => `Artist ${id}`);
const catalogue: Catalogue = {
  model: { name: "test", algorithm: "als", hash: "" },
  space,
  names,
  map: new Float32Array(100),
  find: (name) => (name === "artist one" ? 1 : undefined),
  complete: () => [],
  tags: () => [],
  completeTags: () => [],
  artistsOfTag: () => [],
};
const station = (fields: object) => parseStation(JSON.stringify({ id: "x", ...fields }), "line");

describe("createAnswerer", () => {
  it("answers what ranking all artists answers, without those of the input", () => {
    const line = station({
      style: ["Artist 3", "artist one", "nobody"],
      likes: ["Artist 4"],
      dislikes: ["Artist 9"],
    });
    const vote = (artist: number) => ({ artist, weight: 1 });
    const taste = { style: [3, 1].map(vote), likes: [vote(4)], dislikes: [vote(9)] };
    const query = composeQuery(space, taste, "probable");
    const all = rank(space, query, names.keys(), { weights: DEFAULT_WEIGHTS }, new Set([3, 1, 4, 9]));
    const expected = all.slice(0, 10).map(({ artist, score }) => ({ name: names[artist], score }));
    expect(createAnswerer(catalogue, 10)(line)).toEqual({ id: "x", artists: expected });
  });

  it("lets weights and familiarity act", () => {
    const answer = createAnswerer(catalogue, 5);
    const first = (fields: object) =>
      answer(station({ style: ["Artist 3"], ...fields })).artists.map(({ name }) => name);
    expect(first({ familiarity: 100 })).not.toEqual(first({ familiarity: 0 }));
    expect(first({ likes: ["Artist 7"], weights: { style: 0, likes: 1 }, familiarity: 0 })).not.toEqual(
      first({ likes: ["Artist 7"], weights: { style: 1, likes: 0 }, familiarity: 0 }),
    );
  });

  it("gives every other artist when asked for more", () => {
    expect(createAnswerer(catalogue, 1000)(station({ style: ["Artist 3"] })).artists.length).toBe(49);
  });
});

describe("parseStation", () => {
  it("names the place and the field at fault", () => {
    expect(() => parseStation("{", "in.jsonl:3")).toThrow("in.jsonl:3: is not JSON");
    expect(() => parseStation('{"id":"a","style":["x",5]}', "in.jsonl:3")).toThrow(/in\.jsonl:3: style\.1/);
    expect(() => parseStation('{"style":[]}', "in.jsonl:3")).toThrow(/in\.jsonl:3: id/);
  });
});

describe("runRecommend", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "recommend-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("writes a line a station, and nothing at all when a line is broken", async () => {
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const { toSparse } = await import("@/lib/models/sparse");
    const documents = toSparse(
      Array.from({ length: 12 }, (_, r) =>
        [r % 2, (r % 2) + 2, (r % 2) + 4].map((artist) => [artist, 1] as const),
      ),
      6,
    );
    await trainAndPublish(
      {
        artists: Array.from({ length: 6 }, (_, id) => ({ name: `Band ${id}`, popularity: 6, aliases: [] })),
        data: { documents },
        tagRows: [],
        sources: [],
      },
      {
        algorithm: "als",
        out: join(folder, "model"),
        seed: 1,
        dimensions: 4,
        precision: "f32",
        map: "axes",
        created: new Date(0),
        progress: { step: () => {}, update: () => {}, done: () => {} },
      },
    );
    const input = join(folder, "in.jsonl");
    const args = [
      "--model",
      join(folder, "model"),
      "--input",
      input,
      "--output",
      join(folder, "out.jsonl"),
      "--count",
      "2",
    ];
    await writeFile(input, '{"id":1,"style":["Band 0"]}\n\n{"id":"two","style":["Band 1"]}\n');
    await runRecommend(args);
    const lines = (await readFile(join(folder, "out.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(
      lines.map(({ id, artists }) => [id, artists.map(({ name }: { name: string }) => name).sort()]),
    ).toEqual([
      [1, ["Band 2", "Band 4"]],
      ["two", ["Band 3", "Band 5"]],
    ]);
    await rm(join(folder, "out.jsonl"));
    await writeFile(input, '{"id":1,"style":["Band 0"]}\nbroken\n');
    await expect(runRecommend(args)).rejects.toThrow("in.jsonl:2: is not JSON");
    expect((await readdir(folder)).filter((name) => name.startsWith("out"))).toEqual([]);
  });
});
