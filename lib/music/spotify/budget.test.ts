import { describe, expect, it } from "vitest";
import { AppError, isAppError } from "@/lib/errors";
import { createMemoryStore } from "@/lib/store/memory";
import type { KeyValueStore } from "@/lib/store/store";
import { createBudget, DEVELOPMENT_QUOTAS, parseQuotas } from "./budget";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 22, 12);

function open(quotas: Record<string, number> = { search: 20 }) {
  const clock = { now: START };
  const now = () => clock.now;
  const store = createMemoryStore({ now });
  const replica = (over: Pick<KeyValueStore, "get" | "update"> = store) =>
    createBudget({ quotas, now, store: over, clientId: "client" });
  return { clock, store, replica };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isAppError(error) ? error : undefined),
  );

describe("createBudget", () => {
  it("stops a little before the quota, says when it opens, and opens then", async () => {
    const { clock, replica } = open();
    const budget = replica();
    for (let n = 0; n < 19; n++) await budget.spend("search", "playing");
    const refused = await refusal(budget.spend("search", "playing"));
    expect(refused).toMatchObject({ code: "service_limited", details: { kind: "quota", bucket: "search" } });
    expect(await budget.left("search")).toBe(0);
    const [spending] = await budget.report();
    expect(spending).toEqual({
      bucket: "search",
      spent: 19,
      quota: 19,
      left: 0,
      reopensAt: clock.now + (refused?.retryAfterMs ?? 0),
    });
    clock.now = (spending?.reopensAt ?? 0) - 1;
    expect(await refusal(budget.spend("search", "playing"))).toBeDefined();
    clock.now += 1;
    await budget.spend("search", "playing");
    expect(clock.now - START).toBeGreaterThanOrEqual(24 * HOUR_MS);
  });

  it("never lets more calls through in any 24 hours than the quota, whenever they come", async () => {
    const { clock, replica } = open();
    const budget = replica();
    const sent: number[] = [];
    for (let step = 0; step < 400; step++) {
      clock.now += ((step * 7_919) % 41) * 60_000;
      if (!(await refusal(budget.spend("search", "playing")))) sent.push(clock.now);
    }
    const most = Math.max(...sent.map((at) => sent.filter((t) => t > at - 24 * HOUR_MS && t <= at).length));
    expect(sent.length).toBeGreaterThan(60);
    expect(most).toBe(19);
  });

  it("counts for all replicas together", async () => {
    const { replica } = open();
    const [one, other] = [replica(), replica()];
    for (let n = 0; n < 10; n++) await one.spend("search", "playing");
    for (let n = 0; n < 9; n++) await other.spend("search", "playing");
    expect(await refusal(one.spend("search", "playing"))).toBeDefined();
    expect(await one.left("search")).toBe(0);
  });

  it("keeps a share for who listens from what is only prepared", async () => {
    const { replica } = open();
    const budget = replica();
    for (let n = 0; n < 12; n++) await budget.spend("search", "preparing");
    expect(await refusal(budget.spend("search", "preparing"))).toMatchObject({ details: { why: "kept" } });
    await budget.spend("search", "playing");
  });

  it("counts on alone while the store is away and brings it the calls afterwards", async () => {
    const { store, replica } = open();
    let isAway = false;
    const shaky: Pick<KeyValueStore, "get" | "update"> = {
      get: async (key) => {
        if (isAway) throw new AppError("store_unavailable");
        return store.get(key);
      },
      update: async (key, change) => {
        if (isAway) throw new AppError("store_unavailable");
        return store.update(key, change);
      },
    };
    const budget = replica(shaky);
    await budget.spend("search", "playing");
    isAway = true;
    for (let n = 0; n < 17; n++) await budget.spend("search", "playing");
    isAway = false;
    await budget.spend("search", "playing");
    expect(await refusal(budget.spend("search", "playing"))).toBeDefined();
    expect((await replica().report())[0]?.spent).toBe(19);
  });

  it("tells other replicas of a bucket that Spotify refused after all", async () => {
    const { clock, replica } = open({});
    await replica().close("tracks", clock.now + HOUR_MS);
    expect(await refusal(replica().spend("tracks", "playing"))).toMatchObject({ retryAfterMs: HOUR_MS });
    clock.now += HOUR_MS;
    await replica().spend("tracks", "playing");
  });

  it("limits nothing where no quota is known, but counts", async () => {
    const { replica } = open({});
    const budget = replica();
    for (let n = 0; n < 300; n++) await budget.spend("search", "preparing");
    expect(await budget.left("search")).toBe(1);
    expect(await budget.report()).toEqual([{ bucket: "search", spent: 300 }]);
  });
});

describe("parseQuotas", () => {
  it("knows the tiers by name and takes other figures for single buckets", () => {
    expect(parseQuotas("development")).toEqual(DEVELOPMENT_QUOTAS);
    expect(parseQuotas("none")).toEqual({});
    expect(parseQuotas("search=50, tracks=7")).toEqual({ ...DEVELOPMENT_QUOTAS, search: 50, tracks: 7 });
    expect(parseQuotas("search=many")).toBeUndefined();
  });
});
