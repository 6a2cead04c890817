// The embedded store: one LMDB file in the data directory, for a laptop or a single machine.
// A second table orders the keys by expiry, so that a sweep touches only what has to go.

import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Database, open } from "lmdb";
import { AppError } from "@/lib/errors";
import { changeText, checkPrefix, checkTtl, fromJson, guarded, MAX_PREFIX_BYTES, toJson } from "./entry";
import { enterGate } from "./lmdb-gate";
import type { Change, KeyValueStore } from "./store";

export type LmdbStoreOptions = {
  /** Directory of the database; made when absent. */
  readonly path: string;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Milliseconds between two sweeps by the clock; 0 = only when `sweep` is called. Default 10 minutes. */
  readonly sweepEveryMs?: number;
};

export interface LmdbStore extends KeyValueStore {
  /** Deletes from the disk what has expired; how many entries that were. */
  sweep(): Promise<number>;
  /** Entries on the disk, expired ones included until they are swept. */
  size(): number;
}

type Entry = { readonly expiresAt: number; readonly text: string };
type ExpiryKey = [expiresAt: number, key: string];

/** LMDB refuses keys above 1,978 bytes; the expiry table needs some of them for itself. */
const MAX_KEY_BYTES = 500;
const SWEEP_EVERY_MS = 600_000;
/** Entries deleted in one transaction, so that a large sweep does not hold up readers and writers. */
const SWEEP_BATCH = 1_000;

export function createLmdbStore(options: LmdbStoreOptions): LmdbStore {
  const { path, now = Date.now, sweepEveryMs = SWEEP_EVERY_MS } = options;
  mkdirSync(path, { recursive: true });
  const { gate, store: tables } = enterGate(join(path, "gate"), () => openTables(path));
  const { root, entries, expiries } = tables;

  let closed = false;
  // LMDB raises an uncaught exception when a closed database is written to, so the check comes before it.
  const whileOpen = <Result>(what: string, call: () => Result | Promise<Result>) =>
    guarded(what, () => {
      if (closed) throw new AppError("store_unavailable", "The key-value store has been closed.");
      return call();
    });
  const writing = <Result>(what: string, call: () => Promise<Result>) =>
    whileOpen(what, () => gate.pass(call));
  const sweep = () => writing("sweep", () => sweepExpired(entries, expiries, now()));
  const timer =
    sweepEveryMs > 0 ? setInterval(() => void sweep().catch(ignoreSweepFault), sweepEveryMs) : null;
  timer?.unref();

  const read = (stored: string): string | undefined => {
    const entry = entries.get(stored);
    return entry && entry.expiresAt > now() ? entry.text : undefined;
  };
  const write = (stored: string, text: string, ttlMs: number): Promise<unknown> => {
    const expiresAt = now() + ttlMs;
    return Promise.all([
      forgetExpiry(stored),
      entries.put(stored, { expiresAt, text }),
      expiries.put([expiresAt, stored], true),
    ]);
  };
  /** A line that is on its way to the disk stays until its time; the sweep then finds it out of date. */
  const forgetExpiry = async (stored: string): Promise<void> => {
    const before = entries.get(stored);
    if (before) await expiries.remove([before.expiresAt, stored]);
  };
  const remove = (stored: string): Promise<unknown> =>
    Promise.all([forgetExpiry(stored), entries.remove(stored)]);

  return {
    name: "lmdb",
    get: (key) => whileOpen("read", () => fromJson(read(toStoredKey(key)))),
    async set(key, value, { ttlMs }) {
      checkTtl(ttlMs);
      const text = toJson(value);
      await writing("write", () => write(toStoredKey(key), text, ttlMs));
    },
    async update(key, change) {
      const stored = toStoredKey(key);
      const outcome = await writing("update", () =>
        // One writer at a time over all processes. A fault of the change is carried out as a value: it is the
        // caller's, not the store's, and must not undo what else this transaction holds.
        entries.transaction(() => {
          const attempt = attemptChange(read(stored), change);
          if (attempt.changed?.kind === "written")
            void write(stored, attempt.changed.text, attempt.changed.ttlMs);
          if (attempt.changed?.kind === "deleted") void remove(stored);
          return attempt;
        }),
      );
      if (!outcome.changed) throw outcome.fault;
      return fromJson(outcome.changed.text);
    },
    delete: (key) => writing("delete", async () => void (await remove(toStoredKey(key)))),
    async deleteUnder(prefix) {
      checkPrefix(prefix);
      return writing("delete", async () => {
        const starts = [`k:${prefix}`, `h:${prefix}`];
        const under = starts.flatMap((start) => keysUnder(entries, start));
        const alive = under.filter((stored) => read(stored) !== undefined).length;
        const lines = [...expiries.getKeys()].filter(([, key]) =>
          starts.some((start) => key.startsWith(start)),
        );
        await Promise.all([
          ...under.map((stored) => entries.remove(stored)),
          ...lines.map((line) => expiries.remove(line)),
        ]);
        return alive;
      });
    },
    async close() {
      if (timer) clearInterval(timer);
      if (closed) return;
      closed = true;
      await guarded("close", async () => {
        await gate.leave();
        await root.close();
      });
    },
    sweep,
    size: () => entries.getCount(),
  };
}

function openTables(path: string) {
  const root = open({ path, noSubdir: false });
  return {
    root,
    entries: root.openDB<Entry, string>({ name: "entries", encoding: "json" }),
    expiries: root.openDB<true, ExpiryKey>({ name: "expiries", encoding: "json" }),
  };
}

async function sweepExpired(
  entries: Database<Entry, string>,
  expiries: Database<true, ExpiryKey>,
  time: number,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const due = [...expiries.getKeys({ end: [time, "\uffff"], limit: SWEEP_BATCH })];
    await expiries.transaction(() => {
      for (const line of due) {
        const [, key] = line;
        // A key written again since has a later expiry and another line in the table.
        const entry = entries.get(key);
        if (entry && entry.expiresAt <= time) {
          void entries.remove(key);
          deleted++;
        }
        void expiries.remove(line);
      }
    });
    if (due.length < SWEEP_BATCH) return deleted;
  }
}

function attemptChange(text: string | undefined, change: (value: unknown) => Change) {
  try {
    return { changed: changeText(text, change) };
  } catch (fault) {
    return { changed: undefined, fault };
  }
}

/**
 * Prefixes keep a hashed key and a plain one from ever being the same. A hashed key keeps its head, cut between two
 * characters, so that it is found under whatever prefix it was written.
 */
function toStoredKey(key: string): string {
  const bytes = Buffer.from(key);
  if (bytes.length <= MAX_KEY_BYTES) return `k:${key}`;
  const head = new TextDecoder("utf-8", { fatal: false }).decode(bytes.subarray(0, MAX_PREFIX_BYTES));
  return `h:${head.replace(/\uFFFD+$/, "")}#${createHash("sha256").update(key).digest("hex")}`;
}

const keysUnder = (entries: Database<Entry, string>, start: string): string[] => [
  ...entries.getKeys({ start, end: `${start}\u{10ffff}` }),
];

/** A sweep by the clock that fails is made up by the next one; readers never see expired entries anyway. */
function ignoreSweepFault(): void {}
