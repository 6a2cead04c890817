import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadHnsw } from "./hnsw";
import { describeVectorIndex } from "./vector-index.contract";

const hnsw = await loadHnsw();

if (hnsw) describeVectorIndex("hnsw", (rows) => hnsw.build(rows), 0.98);

describe.skipIf(!hnsw)("hnsw (skipped where the native module did not build)", () => {
  it("gives the same answers after save and open, and refuses another number of rows", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hnsw-"));
    const rows = { vectors: Float32Array.from([1, 0, 0, 1, 1, 1]), count: 3, dimensions: 2 };
    const built = hnsw?.build(rows);
    const path = join(folder, "index.hnsw");
    await built?.save(path);
    const query = Float32Array.from([2, 1]);
    const opened = await hnsw?.open(path, { count: 3, dimensions: 2 });
    expect(opened?.search(query, 3)).toEqual(built?.search(query, 3));
    await expect(hnsw?.open(path, { count: 4, dimensions: 2 })).rejects.toThrow(RangeError);
    await rm(folder, { recursive: true });
  });
});
