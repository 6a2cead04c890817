// A process of its own for the test that several share one embedded store: adds one to a counter so many times.
// Arguments: the directory, how many times.

import { createLmdbStore } from "./lmdb";

const [path = "", times = "0"] = process.argv.slice(2);
const store = createLmdbStore({ path, sweepEveryMs: 0 });
for (let i = 0; i < Number(times); i++) {
  await store.update("count", (value) => ({ value: Number(value ?? 0) + 1, ttlMs: 60_000 }));
}
await store.close();
