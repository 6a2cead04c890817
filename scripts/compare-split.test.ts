import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRng } from "@/lib/core/rng";
import {
  countColumns,
  readFloats,
  readRows,
  readSplit,
  scoreAnswers,
  splitRows,
  toMatrix,
  writeMatrix,
} from "./compare-split";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "longwave-compare-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("splitRows", () => {
  test.each([
    [50, 40, 45, 5],
    [49, 41, 45, 4],
    [20, 16, 18, 2],
    [7, 5, 6, 1],
    [3, 1, 2, 1],
    [2, 1, 1, 1],
    [1, 1, 1, 0],
  ])("cuts %i artists as RecBole does", (size, train, masked, tested) => {
    const row = Array.from({ length: size }, (_, artist) => artist);

    const split = splitRows([row], size, createRng(1));

    const [parts] = split.train.map((_, at) => [split.train[at], split.masked[at], split.test[at]]);
    expect(parts?.map((part) => part?.length)).toEqual([train, masked, tested]);
    expect([...(split.masked[0] ?? []), ...(split.test[0] ?? [])].sort((a, b) => a - b)).toEqual(row);
    expect(split.masked[0]).toEqual(expect.arrayContaining([...(split.train[0] ?? [])]));
  });

  test("is the same for the same seed, whatever the order of the row, and another for another", () => {
    const row = Array.from({ length: 30 }, (_, artist) => artist);

    const one = splitRows([row], 30, createRng(1));

    expect(splitRows([row.toReversed()], 30, createRng(1))).toEqual(one);
    expect(splitRows([row], 30, createRng(2)).test).not.toEqual(one.test);
  });
});

describe("readSplit", () => {
  test("numbers the artists by their line and keeps the listeners apart", () => {
    writeFileSync(join(folder, "artists.dat"), "id\tname\n7\tMono\n3\tLow\n9\tSlint\n");
    writeFileSync(
      join(folder, "user_artists.dat"),
      "userID\tartistID\tweight\r\n2\t7\t10\r\n2\t3\t4\r\n5\t9\t1\r\n",
    );

    const split = readSplit(folder, createRng(1));

    expect(split.artists).toBe(3);
    expect([...(split.masked[0] ?? []), ...(split.test[0] ?? [])].sort()).toEqual([0, 1]);
    expect(split.masked[1]).toEqual([2]);
    expect(split.test[1]).toEqual([]);
  });
});

describe("scoreAnswers", () => {
  test("gives recall and NDCG as worked out by hand", () => {
    // Hits at ranks 1 and 3 of two wanted: (1 + 1/2) / (1 + 1/log2(3)). A listener without test artists is no listener.
    const scores = scoreAnswers([[4, 8, 5], [1, 2, 3], [6]], [[4, 5], [9, 3, 2, 7], []]);

    const first = 1.5 / (1 + 1 / Math.log2(3));
    const second = (1 / Math.log2(3) + 0.5) / (1 + 1 / Math.log2(3) + 0.5);
    expect(scores).toEqual({
      recall: expect.closeTo((1 + 0.5) / 2, 12),
      ndcg: expect.closeTo((first + second) / 2, 12),
      listeners: 2,
    });
  });
});

describe("the arrays for Python", () => {
  test("hold the rows, sorted, and come back as written", () => {
    const matrix = toMatrix([[2, 0], [], [1, 2]], 4);

    writeMatrix(folder, "train", matrix);

    expect(matrix).toMatchObject({ rows: 3, columns: 4, offsets: Uint32Array.of(0, 2, 2, 4) });
    expect([...countColumns(matrix)]).toEqual([1, 1, 2, 0]);
    expect(readRows(join(folder, "train.indices.u32"), 2)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(readFloats(join(folder, "train.values.f32"))).toEqual(Float32Array.of(1, 1, 1, 1));
  });
});
