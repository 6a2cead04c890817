import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFailingStore } from "@/lib/store/failing.fixture";
import { createFarewells } from "./farewells";

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

it("tells every replica once who left, within a quarter of a minute, also after the store was away", async () => {
  const store = createFailingStore();
  const [here, there] = [createFarewells({ store }), createFarewells({ store })];
  const forgotten: string[] = [];
  const stop = there.watch(async (who) => void forgotten.push(who));
  await here.tell("of:ada:");
  await vi.advanceTimersByTimeAsync(15_000);
  expect(forgotten).toEqual(["of:ada:"]);
  store.isAway = true;
  await vi.advanceTimersByTimeAsync(15_000);
  store.isAway = false;
  await here.tell("of:ben:");
  await here.tell("of:ada:");
  await vi.advanceTimersByTimeAsync(45_000);
  expect(forgotten).toEqual(["of:ada:", "of:ben:", "of:ada:"]);
  stop();
});

it("lets who left before a replica began come back to it with what is new of theirs", async () => {
  const store = createFailingStore();
  const here = createFarewells({ store });
  await here.tell("of:ada:");
  await vi.advanceTimersByTimeAsync(1_000);
  const forgotten: string[] = [];
  const stop = createFarewells({ store }).watch(async (who) => void forgotten.push(who));
  await here.tell("of:ben:");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(forgotten).toEqual(["of:ben:"]);
  stop();
});

it("keeps no name for longer than a quarter of an hour", async () => {
  const store = createFailingStore();
  const farewells = createFarewells({ store });
  await farewells.tell("of:ada:");
  await vi.advanceTimersByTimeAsync(900_000);
  expect(await store.get("farewells")).toBeUndefined();
  await farewells.tell("of:ben:");
  expect(await store.get("farewells")).toMatchObject([{ who: "of:ben:" }]);
});
