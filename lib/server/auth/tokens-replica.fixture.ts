// A replica of its own for the test that several refresh at once: ten requests, all with the same old tokens, over an
// embedded store. Arguments: a JSON object. Prints what the ten were given.

import { createLmdbStore } from "@/lib/store/lmdb";
import { createTokenKeeper } from "./tokens";

type Input = {
  readonly path: string;
  readonly accountsUrl: string;
  readonly refreshToken: string;
  /** Unix milliseconds by the test's clock. */
  readonly expiresAt: number;
  /** How far this replica's clock is ahead. */
  readonly aheadMs: number;
};

const TABS = 10;
// What the test wrote, and nobody else.
const input = JSON.parse(process.argv[2] ?? "") as Input;
const store = createLmdbStore({ path: input.path, sweepEveryMs: 0 });
const keeper = createTokenKeeper({
  clientId: "longwave",
  accountsUrl: input.accountsUrl,
  apiUrl: input.accountsUrl,
  secret: "s".repeat(32),
  url: "http://127.0.0.1:3000",
  now: () => Date.now() + input.aheadMs,
  store,
});
const { refreshToken, expiresAt } = input;
const held = { sub: "ada", accessToken: "old", refreshToken, expiresAt };
const given = await Promise.all(Array.from({ length: TABS }, () => keeper.fresh({ ...held })));
process.stdout.write(JSON.stringify(given));
await store.close();
