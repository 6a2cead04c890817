import { expect, it } from "vitest";
import { createMemoryStore } from "./memory";
import { createPrefixedStore } from "./prefixed";
import { describeStore } from "./store.contract";

describeStore("prefixed", async () => {
  let time = 1_000;
  return {
    store: createPrefixedStore(createMemoryStore({ now: () => time }), "mine:"),
    advance: (ms) => {
      time += ms;
    },
    dispose: async () => {},
  };
});

it("keeps two prefixes apart", async () => {
  const store = createMemoryStore();
  const [mine, yours] = ["mine:", "yours:"].map((prefix) => createPrefixedStore(store, prefix));
  await mine?.set("a", 1, { ttlMs: 1_000 });
  expect([await mine?.get("a"), await yours?.get("a"), await store.get("mine:a")]).toEqual([1, undefined, 1]);
});
