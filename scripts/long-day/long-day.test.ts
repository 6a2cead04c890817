import { beforeAll, describe, expect, it } from "vitest";
import { createExactIndex } from "@/lib/ann/exact";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { augment } from "@/lib/core/score";
import { HABITS } from "./household";
import { toReport } from "./report";
import { type LongDayOptions, simulateLongDay, TIERS } from "./simulate";
import { callsADay, judge } from "./verdict";

let world: Pick<LongDayOptions, "catalogue" | "index">;

beforeAll(async () => {
  const catalogue = await openCatalogue("data/models/als");
  const { space } = catalogue;
  const { count, dimensions } = space;
  world = {
    catalogue,
    index: createExactIndex({ vectors: augment(space), count, dimensions: dimensions + 1 }),
  };
});

describe("a shorter day", () => {
  it.each(TIERS)("of two listeners with $name", async (tier) => {
    const day = await simulateLongDay({
      ...world,
      tier,
      habits: HABITS.slice(0, 2),
      days: 1,
      hoursPerSitting: 1,
    });
    const claims = judge(day).slice(0, 3);
    expect(claims.filter(({ holds }) => !holds)).toEqual([]);
    expect(day.songs.length).toBeGreaterThan(50);
    expect(callsADay(day)[0]).toBeLessThan(110);
    expect(toReport(tier, day, claims)).toContain("search");
  });

  it("asks on a refused route once for all listeners", async () => {
    const [, tier] = TIERS;
    if (!tier) throw new Error("there is no such tier");
    const day = await simulateLongDay({
      ...world,
      tier,
      habits: HABITS.slice(0, 2),
      days: 1,
      hoursPerSitting: 0.1,
    });
    const routes = day.ledger.calls.flatMap(({ route }) => route ?? []);
    // Six lists are read by two who begin an hour and a half apart; the first list of each round may ask in parallel.
    expect(routes.filter((route) => route === "new").length).toBeLessThanOrEqual(3);
    expect(routes.filter((route) => route === "old")).toHaveLength(6);
  });

  it("holds when Spotify gives less than was measured and only its 429 tells", async () => {
    const [tier] = TIERS;
    if (!tier) throw new Error("there is no such tier");
    const poor = {
      ...tier,
      quotas: {},
      switches: { ...tier.switches, quota: { windowMs: 86_400_000, max: { search: 20 }, retryAfter: true } },
    };
    const day = await simulateLongDay({
      ...world,
      tier: poor,
      habits: HABITS.slice(0, 2),
      days: 1,
      hoursPerSitting: 1,
    });
    const [silence] = judge(day);
    expect(silence).toMatchObject({ holds: true });
    expect(day.ledger.refusals.length).toBeLessThanOrEqual(6);
  });
});
