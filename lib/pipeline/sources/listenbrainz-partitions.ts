// Groups listens by listener on disk: listens come in the order of time, listeners are hashed into partitions, and
// one partition at a time fits in memory. Third step of the ListenBrainz source.

import { createReadStream } from "node:fs";
import { appendFile, mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { hashString } from "@/lib/core/rng";
import { AppError } from "@/lib/errors";
import { type Listen, readLines } from "./listenbrainz-listens";

export interface ListenPartitions {
  add(listens: readonly Listen[]): Promise<void>;
  /** Plays by artist as typed, listener after listener, in an order that depends on the listens alone. */
  listeners(): AsyncGenerator<ReadonlyMap<string, number>>;
  /** Deletes all that was written. */
  close(): Promise<void>;
}

export type PartitionOptions = {
  /** Where a folder for the partitions is made; about 30 bytes for every different (listener, artist) of a while. */
  readonly directory: string;
  /** How many; memory falls and the number of files grows with it. */
  readonly partitions: number;
  /** (listener, artist) pairs held in memory before they are written out. */
  readonly maxPending: number;
};

export async function createListenPartitions(options: PartitionOptions): Promise<ListenPartitions> {
  const folder = await onDisk(options.directory, () => mkdtemp(join(options.directory, "longwave-listens-")));
  const pending = Array.from({ length: options.partitions }, () => new Map<string, number>());
  const files = pending.map((_, at) => join(folder, `${at}.tsv`));
  let pendingPairs = 0;

  const flush = async (): Promise<void> => {
    for (const [at, pairs] of pending.entries()) {
      if (pairs.size === 0) continue;
      let text = "";
      for (const [pair, plays] of pairs) text += `${pair}\t${plays}\n`;
      await onDisk(folder, () => appendFile(files[at] ?? folder, text));
      pairs.clear();
    }
    pendingPairs = 0;
  };

  return {
    async add(listens) {
      for (const { listener, artists } of listens) {
        const hash = hashString(listener);
        const pairs = pending[hash % options.partitions] ?? new Map<string, number>();
        // Two hashes make one of 64 bits: no two of a hundred thousand listeners will meet, and no name is written.
        const key = `${hash.toString(36)}.${hashString(`listener ${listener}`).toString(36)}`;
        for (const artist of artists) {
          const pair = `${key}\t${artist.replace(/\s+/gu, " ")}`;
          const plays = pairs.get(pair) ?? 0;
          if (plays === 0) pendingPairs++;
          pairs.set(pair, plays + 1);
        }
      }
      if (pendingPairs >= options.maxPending) await flush();
    },
    async *listeners() {
      await flush();
      for (const file of files) {
        if (await exists(file)) yield* (await readPartition(file)).values();
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readPartition(file: string): Promise<Map<string, Map<string, number>>> {
  const listeners = new Map<string, Map<string, number>>();
  for await (const lines of readLines(createReadStream(file))) {
    for (const line of lines) {
      const [listener = "", artist = "", plays = ""] = line.split("\t");
      const artists = listeners.get(listener) ?? new Map<string, number>();
      artists.set(artist, (artists.get(artist) ?? 0) + Number(plays));
      listeners.set(listener, artists);
    }
  }
  return listeners;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const message = `${path}: temporary files cannot be written there; set TMPDIR to a folder with room`;
    throw new AppError("invalid_request", message, { cause });
  }
}
