// One process at a time at an embedded store: while one opens it nobody writes, and the other way round.
//
// LMDB has a lock of its own for writers, and does not take it when it opens: whoever opens an environment reads the
// number of its last transaction and writes it where all writers look for it. A transaction committed in between is
// overwritten by the next one. So everybody passes here first, through the writers' lock of a second environment that
// holds nothing and so can lose nothing. The lock of a process that dies is taken over by the next one.

import { mkdirSync } from "node:fs";
import { resolve as toAbsolute } from "node:path";
import { open } from "lmdb";

export type Gate = {
  /** Runs `work` while no other process opens the store or writes to it. Works that wait here go together. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Lets go of it once what is under way has passed. */
  leave(): Promise<void>;
};

type Waiting = { readonly run: () => Promise<void>; readonly reject: (fault: unknown) => void };
type Held = { users: number; readonly gate: Omit<Gate, "leave">; readonly close: () => Promise<void> };

/** Of this process, by path: who has opened the store opens it again without another look at its last transaction. */
const held = new Map<string, Held>();

/** Opens the gate of the directory `path`, and the store behind it by `openStore`, which is synchronous. */
export function enterGate<Store>(path: string, openStore: () => Store): { gate: Gate; store: Store } {
  const key = toAbsolute(path);
  const known = held.get(key);
  const { entry, store } = known ? { entry: known, store: openStore() } : openBoth(key, openStore);
  held.set(key, entry);
  entry.users += 1;
  const leave = async (): Promise<void> => {
    entry.users -= 1;
    if (entry.users > 0) return;
    held.delete(key);
    await entry.close();
  };
  return { gate: { ...entry.gate, leave }, store };
}

function openBoth<Store>(path: string, openStore: () => Store): { entry: Held; store: Store } {
  mkdirSync(path, { recursive: true });
  const lock = open({ path, noSubdir: false });
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      let group: Waiting[] = [];
      try {
        await lock.transaction(() => {
          group = waiting.splice(0);
          return Promise.all(group.map(({ run }) => run()));
        });
      } catch (fault) {
        for (const { reject } of [...group, ...waiting.splice(0)]) reject(fault);
      }
    }
    draining = undefined;
  };
  const pass = <Result>(work: () => Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ run: () => work().then(resolve, reject), reject });
      draining ??= drain();
    });
  const close = async (): Promise<void> => {
    await draining;
    await lock.close();
  };
  return { entry: { users: 0, gate: { pass }, close }, store: lock.transactionSync(openStore) };
}
