import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runEvaluate, toTables } from "./evaluate";
import { readListeners } from "./listeners-file";

describe("toTables", () => {
  it("prints a line a recommender in both tables", () => {
    const lines = toTables([
      {
        name: "popularity",
        within: { recall10: 0.0785, ndcg10: 0.0797, coverage: 45, popularityRank: 12.4 },
        across: new Map([[1, { precision10: 0.2351, ndcg20: 0.2244 }]]),
      },
    ]);
    expect(lines).toContain("| popularity | .0785 | .0797 | 45 | 12 |");
    expect(lines).toContain("| popularity | .235 (.224) |  |  |  |  |");
  });
});

describe("runEvaluate", () => {
  it("says what is missing, and refuses an unknown algorithm", async () => {
    await expect(runEvaluate(["--sources", "/nowhere"])).rejects.toThrow(
      /user_artists\.dat: cannot be read.*--sources/,
    );
    await expect(runEvaluate(["--algorithm", "magic"])).rejects.toThrow('There is no algorithm "magic"');
  });
});

describe("readListeners", () => {
  it("reads listens and tags by id, skips unknown artists, names a broken line", async () => {
    const folder = await mkdtemp(join(tmpdir(), "listeners-"));
    const file = (name: string) => join(folder, "hetrec2011-lastfm-2k", name);
    await mkdir(join(folder, "hetrec2011-lastfm-2k"));
    await writeFile(
      file("user_artists.dat"),
      "userID\tartistID\tweight\r\n2\t51\t13883\r\n2\t52\t9\r\n3\t51\t1\r\n",
    );
    await writeFile(
      file("user_taggedartists.dat"),
      "userID\tartistID\ttagID\tday\n2\t52\t13\t1\n3\t52\t13\t1\n3\t99\t13\t1\n",
    );
    await writeFile(file("user_taggedartists_2.dat"), "1\t51\t14\t1\r\n");
    const { documents, tags } = await readListeners(folder);
    expect([[...documents.offsets], [...documents.indices], [...documents.values]]).toEqual([
      [0, 2, 3],
      [0, 1, 0],
      [1, 1, 1],
    ]);
    expect([[...(tags?.offsets ?? [])], [...(tags?.indices ?? [])], [...(tags?.values ?? [])]]).toEqual([
      [0, 1, 2],
      [1, 0],
      [2, 1],
    ]);
    await writeFile(file("user_artists.dat"), "2\t51\tx\n");
    await expect(readListeners(folder)).rejects.toThrow(
      "user_artists.dat:1: must begin with three whole numbers",
    );
    await rm(folder, { recursive: true });
  });
});
