import { describe, expect, it } from "vitest";
import { createMemoryStore } from "@/lib/store/memory";
import { createAbilities } from "./abilities";

const DAY_MS = 86_400_000;

function open() {
  const clock = { now: 0 };
  const now = () => clock.now;
  const store = createMemoryStore({ now });
  const replica = (clientId = "client") => createAbilities({ now, store, clientId });
  return { clock, store, replica };
}

describe("createAbilities", () => {
  it("remembers for other replicas, and for each client id apart", async () => {
    const { replica } = open();
    await replica().remember("playlist items", "old");
    expect(await replica().find("playlist items")).toBe("old");
    expect(await replica("another").find("playlist items")).toBeUndefined();
  });

  it("doubts an old route once a week, and a new one never", async () => {
    const { clock, replica } = open();
    const abilities = replica();
    await abilities.remember("playlist items", "old");
    await abilities.remember("create playlist", "new");
    clock.now = 7 * DAY_MS;
    expect(await abilities.find("playlist items")).toBe("old");
    clock.now += 1;
    expect(await abilities.find("playlist items")).toBeUndefined();
    expect(await abilities.find("create playlist")).toBe("new");
    await abilities.remember("playlist items", "old");
    clock.now += 7 * DAY_MS;
    expect(await abilities.find("playlist items")).toBe("old");
  });

  it("writes only what is news", async () => {
    const { store } = open();
    let writes = 0;
    const counting = {
      get: store.get,
      update: (...parameters: Parameters<typeof store.update>) => {
        writes += 1;
        return store.update(...parameters);
      },
    };
    const abilities = createAbilities({ now: () => 0, store: counting, clientId: "client" });
    for (let n = 0; n < 5; n++) await abilities.remember("playlist items", "new");
    expect(writes).toBe(1);
  });
});
