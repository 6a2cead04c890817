import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { open as openLmdb } from "lmdb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLmdbStore } from "./lmdb";
import { describeStore, expectUnavailable } from "./store.contract";

const makeDirectory = () => mkdtempSync(join(tmpdir(), "longwave-store-"));

describeStore("lmdb", async () => {
  let time = 1_000;
  const directory = makeDirectory();
  return {
    store: createLmdbStore({ path: directory, now: () => time, sweepEveryMs: 0 }),
    advance: (ms) => {
      time += ms;
    },
    dispose: async () => rmSync(directory, { recursive: true }),
  };
});

describe("createLmdbStore", () => {
  let directory: string;
  let time: number;
  const open = (path = directory) => createLmdbStore({ path, now: () => time, sweepEveryMs: 0 });
  beforeEach(() => {
    directory = makeDirectory();
    time = 1_000;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("makes its directory and keeps values over a restart", async () => {
    const path = join(directory, "not", "there", "yet");
    const first = open(path);
    await first.set("key", { kept: true }, { ttlMs: 60_000 });
    await first.close();
    const second = open(path);
    expect(await second.get("key")).toEqual({ kept: true });
    await second.close();
  });

  it("may be open twice at once, and closing one leaves the other at work", async () => {
    const first = open();
    const second = open();
    await first.set("key", 1, { ttlMs: 60_000 });
    expect(await second.get("key")).toBe(1);
    await first.close();
    await second.set("key", 2, { ttlMs: 60_000 });
    expect(await second.get("key")).toBe(2);
    await second.close();
  });

  describe("with other processes at the same store", () => {
    const run = (script: URL, times: number) =>
      promisify(execFile)(process.execPath, [
        "--import",
        "tsx",
        fileURLToPath(script),
        directory,
        String(times),
      ]);
    const write = (times: number) => run(new URL("./lmdb-writer.fixture.ts", import.meta.url), times);
    const openAgain = (times: number) => run(new URL("./lmdb-opener.fixture.ts", import.meta.url), times);
    const countAfterwards = async () => {
      const store = createLmdbStore({ path: directory, sweepEveryMs: 0 });
      const count = await store.get("count");
      await store.close();
      return count;
    };

    it("loses no update", async () => {
      await Promise.all([write(100), write(100), write(100)]);
      expect(await countAfterwards()).toBe(300);
    }, 120_000);

    it("loses none while one opens it again and again", async () => {
      await Promise.all([write(600), write(600), openAgain(300)]);
      expect(await countAfterwards()).toBe(1_200);
    }, 120_000);
  });

  it("deletes expired entries from the disk when it sweeps, and only those", async () => {
    const store = open();
    await store.set("gone", 1, { ttlMs: 1_000 });
    await store.set("x".repeat(3_000), 1, { ttlMs: 1_000 });
    await store.set("renewed", 1, { ttlMs: 1_000 });
    await store.set("renewed", 2, { ttlMs: 60_000 });
    await store.set("kept", 3, { ttlMs: 60_000 });
    await store.set("deleted", 4, { ttlMs: 1_000 });
    await store.delete("deleted");
    time += 2_000;
    expect(store.size()).toBe(4);
    expect(await store.sweep()).toBe(2);
    expect(store.size()).toBe(2);
    expect(await store.sweep()).toBe(0);
    expect(await store.get("renewed")).toBe(2);
    expect(await store.get("kept")).toBe(3);
    await store.close();
  });

  it("keeps no line in the table of expiries for what was deleted or written over", async () => {
    const store = open();
    await store.set("of:me:a", 1, { ttlMs: 60_000 });
    time += 10;
    await store.set("of:me:a", 2, { ttlMs: 60_000 });
    await store.update("of:me:b", () => ({ value: 1, ttlMs: 60_000 }));
    time += 10;
    await store.update("of:me:b", () => ({ value: 2, ttlMs: 60_000 }));
    await store.set("of:me:c", 1, { ttlMs: 60_000 });
    await store.set("single", 1, { ttlMs: 60_000 });
    const root = openLmdb({ path: directory });
    const lines = () => [...root.openDB({ name: "expiries", encoding: "json" }).getKeys()].map(String).sort();
    expect(lines()).toHaveLength(4);
    await store.delete("single");
    expect(await store.deleteUnder("of:me:")).toBe(3);
    expect(lines()).toEqual([]);
    await root.close();
    await store.close();
  });

  it("sweeps more entries than fit in one batch", async () => {
    const store = open();
    await Promise.all(
      Array.from({ length: 2_500 }, (_, index) => store.set(`key ${index}`, index, { ttlMs: 1_000 })),
    );
    time += 2_000;
    expect(await store.sweep()).toBe(2_500);
    expect(store.size()).toBe(0);
    await store.close();
  });

  it("says store_unavailable once it is closed", async () => {
    const store = open();
    await store.close();
    await store.close();
    await expectUnavailable(store.get("key"));
    await expectUnavailable(store.sweep());
    await expectUnavailable(store.set("key", 1, { ttlMs: 1_000 }));
  });

  it("fails at once where no directory can be made", () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    expect(() => open(join(file, "db"))).toThrow();
  });
});
