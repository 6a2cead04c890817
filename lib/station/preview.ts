// What a station would play, and the pool that the page re-ranks by itself while a knob moves. No service call.

import type { StationDeps } from "./deps";
import { readEconomy } from "./economy";
import { type PlayedTrack, readHistory } from "./history";
import { type Recommendation, recommend, type StationKnobs } from "./recommend";
import type { Said } from "./said";
import type { StationSeed } from "./style";

export type PreviewInput = {
  readonly seed: StationSeed;
  readonly tracks: readonly PlayedTrack[];
  readonly knobs: StationKnobs;
  readonly count: number;
  readonly said?: readonly Said[] | undefined;
};

export async function previewStation(
  deps: Pick<StationDeps, "catalogue" | "index" | "store" | "now"> & Partial<Pick<StationDeps, "music">>,
  { tracks, ...input }: PreviewInput,
): Promise<Recommendation> {
  const [history, economy] = await Promise.all([readHistory(deps, tracks), readEconomy(deps)]);
  return recommend(deps, { ...input, history, economy });
}
