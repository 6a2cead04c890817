import { describe, expect, it } from "vitest";
import { startKvRestServer } from "./kv-rest.fixture";
import { describeStore, expectUnavailable } from "./store.contract";
import { createVercelKvStore } from "./vercel-kv";

describeStore("vercel-kv", async () => {
  const server = await startKvRestServer("secret");
  return {
    store: createVercelKvStore({ url: server.url, token: "secret" }),
    advance: server.advance,
    dispose: server.close,
  };
});

describe("createVercelKvStore", () => {
  it("sends the expiry with the value, in whole milliseconds", async () => {
    const server = await startKvRestServer("secret");
    const store = createVercelKvStore({ url: server.url, token: "secret" });
    await store.set("key", { a: 1 }, { ttlMs: 1_500.4 });
    await store.set("brief", 1, { ttlMs: 0.2 });
    expect(server.commands).toEqual([
      ["set", "key", '{"a":1}', "px", "1500"],
      ["set", "brief", "1", "px", "1"],
    ]);
    await server.close();
  });

  it.each([
    ["a refused token", "wrong", 0],
    ["a server out of order", "secret", 500],
  ])("says store_unavailable on %s", async (_what, token, status) => {
    const server = await startKvRestServer("secret");
    server.failWith(status);
    const store = createVercelKvStore({ url: server.url, token });
    await expectUnavailable(store.get("key"));
    await expectUnavailable(store.set("key", 1, { ttlMs: 1_000 }));
    await expectUnavailable(store.delete("key"));
    await server.close();
  });

  it("says store_unavailable when nobody listens, and never names the token", async () => {
    const server = await startKvRestServer("secret");
    await server.close();
    const store = createVercelKvStore({ url: server.url, token: "secret" });
    await expectUnavailable(store.get("key"));
    await expect(store.get("key")).rejects.not.toThrow(/secret/);
  });
});
