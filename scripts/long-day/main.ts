// The long day of five listeners, for each of Spotify's tiers; exit code 1 when a claim fails.

import { createExactIndex } from "@/lib/ann/exact";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { augment } from "@/lib/core/score";
import { DEFAULT_MODEL } from "@/lib/pipeline/default-model";
import { HABITS } from "./household";
import { toReport, toVariety } from "./report";
import { FREE_TIER, simulateLongDay, TIERS, type Tier } from "./simulate";
import { callsADay, judge } from "./verdict";

const catalogue = await openCatalogue(DEFAULT_MODEL);
const { space } = catalogue;
const index = createExactIndex({
  vectors: augment(space),
  count: space.count,
  dimensions: space.dimensions + 1,
});
console.log(
  `Five listeners, four hours each on each of two days, over the model "${catalogue.model.name}" of ${space.count} artists.`,
);
let fails = 0;
const play = (tier: Tier) =>
  simulateLongDay({ catalogue, index, tier, habits: HABITS, days: 2, hoursPerSitting: 2 });
for (const tier of TIERS) {
  const began = performance.now();
  const day = await play(tier);
  const claims = judge(day);
  console.log(toReport(tier, day, claims));
  console.log(`simulated in ${Math.round((performance.now() - began) / 1_000)} s`);
  fails += claims.filter(({ holds }) => !holds).length;
}
const free = await play(FREE_TIER);
console.log(`\n== ${FREE_TIER.name} ==\n${toVariety(free)}; ${callsADay(free).join(", then ")} calls`);
console.log(fails === 0 ? "\nEvery claim holds." : `\n${fails} claims fail.`);
process.exitCode = fails === 0 ? 0 : 1;
