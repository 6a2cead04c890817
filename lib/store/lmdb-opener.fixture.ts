// A process of its own for the test that several share one embedded store: opens and closes it so many times.
// Arguments: the directory, how many times.

import { createLmdbStore } from "./lmdb";

const [path = "", times = "0"] = process.argv.slice(2);
for (let i = 0; i < Number(times); i++) {
  const store = createLmdbStore({ path, sweepEveryMs: 0 });
  await store.get("count");
  await store.close();
}
