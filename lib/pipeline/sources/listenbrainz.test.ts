import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createListenBrainz, type Listener, type ReadListenersOptions, readListeners } from "./listenbrainz";

const FIXTURE = readFileSync(fileURLToPath(new URL("./fixtures/listenbrainz.jsonl", import.meta.url)));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "longwave-test-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe("readListeners", () => {
  test("groups listens by listener, damps their counts, folds spellings, drops who has few artists", async () => {
    const listeners = await readAll(write("listens.jsonl", FIXTURE));

    const one = expect.closeTo(1, 12);
    expect(byArtist(listeners, "Mogwai")).toEqual({
      Mogwai: expect.closeTo(1 + Math.log(3), 12),
      Björk: one,
      "Do Make Say Think": one,
      "Explosions in the Sky": one,
      "Godspeed You! Black Emperor": one,
      Mono: one,
    });
    expect(byArtist(listeners, "Autechre")).toEqual({
      Autechre: expect.closeTo(1 + Math.log(2), 12),
      "Aphex Twin": one,
      "Boards of Canada": one,
      Flea: one,
      "Jordan Shaw": one,
      Plaid: one,
      Punctual: one,
      Squarepusher: one,
      "Thom Yorke": one,
    });
    expect(listeners.map(({ number }) => number)).toEqual([1, 2]);
    expect(listeners.map(({ artists }) => artists[0]?.name).sort()).toEqual(["Autechre", "Mogwai"]);
  });

  test("keeps the most played artists of a listener when there are more than may be kept", async () => {
    const listeners = await readAll(write("listens.jsonl", FIXTURE), { maxArtists: 1, minArtists: 1 });

    const kept = listeners.map(({ artists }) => artists.map(({ name }) => name));
    expect(kept.sort()).toEqual([["Autechre"], ["Chic"], ["Mogwai"]]);
  });

  test.each([1, 3, 64])(
    "gives the same documents with %i partitions and hardly any memory",
    async (partitions) => {
      const path = write("listens.jsonl", FIXTURE);
      const sorted = (listeners: readonly Listener[]) =>
        listeners.map((l) => JSON.stringify(l.artists)).sort();

      expect(sorted(await readAll(path, { partitions, maxPending: 2 }))).toEqual(sorted(await readAll(path)));
    },
  );

  test("never lets a listener's name or id out", async () => {
    const text = JSON.stringify(await readAll(write("listens.jsonl", FIXTURE)));

    expect(text).not.toMatch(/invented-listener/u);
    expect(Object.keys(JSON.parse(text)[0])).toEqual(["number", "artists"]);
  });

  test("reads a folder of files, packed or not, and an archive beside them as one dump", async () => {
    const lines = FIXTURE.toString().trimEnd().split("\n");
    const third = Math.ceil(lines.length / 3);
    const part = (at: number): string => `${lines.slice(at * third, (at + 1) * third).join("\n")}\n`;
    mkdirSync(join(folder, "dump", "2024"), { recursive: true });
    writeFileSync(join(folder, "dump", "2024", "1.listens"), part(0));
    writeFileSync(join(folder, "dump", "2.jsonl.gz"), gzipSync(part(1)));
    writeFileSync(join(folder, "dump", "more.tar"), await tarOf({ "dump/listens/2024/3.listens": part(2) }));
    writeFileSync(join(folder, "dump", "COPYING"), "not listens");

    const listeners = await readAll(join(folder, "dump"));

    expect(byArtist(listeners, "Mogwai")).toEqual(
      byArtist(await readAll(write("whole.jsonl", FIXTURE)), "Mogwai"),
    );
  });

  test("reads .tar.gz past files that are no listens", async () => {
    const tar = await tarOf({
      TIMESTAMP: "2024-01-01",
      "d/listens/2024/1.listens": FIXTURE.toString(),
      COPYING: "CC0",
    });
    const path = write("listenbrainz-listens-dump-1-full.tar.gz", gzipSync(tar));

    expect(await readAll(path)).toHaveLength(2);
  });

  test.each([
    ["zst", "zstd"],
    ["xz", "xz"],
  ])("reads .tar.%s with the program %s", async (suffix, program) => {
    const path = write("dump.tar", await tarOf({ "d/listens/2024/1.listens": FIXTURE.toString() }));
    try {
      execFileSync(program, ["-qk", path]);
    } catch {
      // The next test covers a machine without the program.
      return;
    }

    expect(await readAll(`${path}.${suffix}`)).toHaveLength(2);
    writeFileSync(`${path}.${suffix}`, readFileSync(`${path}.${suffix}`).subarray(0, 300));
    await expect(readAll(`${path}.${suffix}`)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining(`dump.tar.${suffix}`),
    });
  });

  test.each([
    ["dump.tar.zst", "zstd"],
    ["dump.jsonl.xz", "xz"],
  ])("says what to install when %s cannot be unpacked", async (name, program) => {
    const path = write(name, "whatever");
    vi.stubEnv("PATH", folder);

    await expect(readAll(path)).rejects.toMatchObject({
      code: "invalid_request",
      message: `${path}: the program ${program} cannot be run: install ${program}, or unpack the file first and read what comes out`,
    });
  });

  test("skips broken lines up to the limit and reports each with file and line", async () => {
    const broken: string[] = [];
    const lines = FIXTURE.toString().trimEnd().split("\n");
    lines.splice(3, 0, '{"user_id": 4, "track_metadata": {"artist_n');
    lines.splice(8, 0, "");
    lines.splice(9, 0, '{"user_id": 11, "track_metadata": {"artist_name": "  "}}');
    lines.splice(10, 0, '{"track_metadata": {"artist_name": "Mono"}}');
    const path = write("listens.jsonl", lines.join("\n"));

    const listeners = await readAll(path, {
      maxBrokenShare: 0.2,
      onBroken: ({ file, line, reason }) => broken.push(`${file}:${line}: ${reason}`),
      onRead: ({ lines: all, broken: some }) => broken.push(`${some} of ${all}`),
    });

    expect(listeners).toHaveLength(2);
    expect(broken).toEqual([
      `${path}:4: is not JSON`,
      expect.stringMatching(/:10: track_metadata\.artist_name: /u),
      `${path}:11: names no listener (user_id or user_name)`,
      "3 of 23",
    ]);
  });

  test("gives up with file and line when more is broken", async () => {
    const path = write("listens.jsonl", `${FIXTURE}{"torn`);

    await expect(readAll(path)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(
        /listens\.jsonl:21: is not JSON; 1 of 21 lines are broken, more than 1 %/u,
      ),
    });
  });

  test("gives up early on a file that is something else, however long its lines", async () => {
    const seen: number[] = [];
    const path = write("other.jsonl", `${"x".repeat(2_500_000)}\n${"not a listen\n".repeat(50_000)}`);

    await expect(readAll(path, { onBroken: ({ line }) => seen.push(line) })).rejects.toMatchObject({
      message: expect.stringContaining("10000 of 10000 lines are broken"),
    });
    expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
    expect(seen).toHaveLength(10_000);
  });

  test.each([
    ["listens.jsonl.gz", /listens\.jsonl\.gz:\d+: cannot be read any further: unexpected end of file/u],
    ["dump.tar.gz", /dump\.tar\.gz/u],
    ["dump.tar", /dump\.tar.*truncated/u],
  ])("names a torn %s", async (name, message) => {
    const noise = Array.from({ length: 400 }, (_, i) =>
      `${FIXTURE}`.replaceAll("00000000", String(10000000 + i * 7919)),
    );
    const bytes = name.includes(".tar")
      ? await tarOf({ "listens/1.listens": noise.join("") })
      : Buffer.from(noise.join(""));
    const packed = name.endsWith(".gz") ? gzipSync(bytes) : bytes;
    const path = write(name, packed.subarray(0, packed.length / 2));

    await expect(readAll(path)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(message),
    });
  });

  test.each([
    ["an empty file", "listens.jsonl", "", /is empty/u],
    ["blank lines", "listens.jsonl", "\n\n", /is empty/u],
    ["a folder without listens", undefined, "", /holds no \.listens or \.jsonl files/u],
    [
      "listeners of few artists",
      "listens.jsonl",
      line("a", "Mono") + line("b", "Low"),
      /none of its listeners has 5/u,
    ],
  ])("refuses %s", async (_, name, text, message) => {
    const path = name === undefined ? folder : write(name, text);

    await expect(readAll(path)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(message),
    });
  });

  test("refuses a path that is not there", async () => {
    await expect(readAll(join(folder, "none"))).rejects.toMatchObject({
      message: `${join(folder, "none")}: cannot be read as a file or folder of listens`,
    });
  });

  test("leaves no temporary files, whether it ends, fails or is left half-way", async () => {
    const path = write("listens.jsonl", FIXTURE);
    const temporaryDirectory = join(folder, "temporary");
    mkdirSync(temporaryDirectory);

    await readAll(path, { temporaryDirectory });
    expect(readdirSync(temporaryDirectory)).toEqual([]);
    await expect(readAll(path, { temporaryDirectory, minArtists: 50 })).rejects.toThrow(
      "none of its listeners",
    );
    expect(readdirSync(temporaryDirectory)).toEqual([]);
    for await (const listener of readListeners(path, { temporaryDirectory })) {
      expect(listener.number).toBe(1);
      break;
    }
    expect(readdirSync(temporaryDirectory)).toEqual([]);
    await expect(readAll(path, { temporaryDirectory: join(folder, "none") })).rejects.toMatchObject({
      message: expect.stringContaining("set TMPDIR"),
    });
  });
});

describe("createListenBrainz", () => {
  test("gives weighted plays and says what it left out", async () => {
    write("listens.jsonl", `${`${FIXTURE}`.repeat(10)}{"torn\n`);
    const said: string[] = [];
    const files = { directory: folder, list: async () => ["listens.jsonl"], text: async () => "" };

    const { plays, tags, known } = await createListenBrainz((text) => said.push(text)).read(files);

    expect(plays).toHaveLength(15);
    expect(plays.find(({ artist }) => artist === "Mogwai")).toEqual({
      document: expect.stringMatching(/^[12]$/u),
      artist: "Mogwai",
      work: expect.stringMatching(/^[12]$/u),
      weight: expect.closeTo(1 + Math.log(30), 12),
    });
    expect([tags, known]).toEqual([[], []]);
    expect(said).toEqual([
      `${join(folder, "listens.jsonl")}:201: is not JSON; skipped`,
      "1 of 201 lines of listens were broken and are left out",
    ]);
  });
});

function line(listener: string, artist: string): string {
  return `${JSON.stringify({ user_name: listener, track_metadata: { artist_name: artist } })}\n`;
}

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function tarOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  return packTar(
    Object.entries(files).map(([name, body]) => ({
      header: { name, size: Buffer.byteLength(body), type: "file" as const },
      body,
    })),
  );
}

async function readAll(path: string, options: ReadListenersOptions = {}): Promise<Listener[]> {
  const listeners: Listener[] = [];
  for await (const listener of readListeners(path, options)) listeners.push(listener);
  return listeners;
}

/** Weights by artist of the one listener who has `artist`. */
function byArtist(listeners: readonly Listener[], artist: string): Record<string, number> {
  const found = listeners.filter(({ artists }) => artists.some(({ name }) => name === artist));
  expect(found).toHaveLength(1);
  return Object.fromEntries((found[0]?.artists ?? []).map(({ name, weight }) => [name, weight]));
}
