// The whole comparison: a world, its hidden tastes, every policy on the same listeners and seeds, the figures of each.

import { createRng } from "@/lib/core/rng";
import { toRadioSpace } from "@/lib/core/scale";
import type { ArtistSpace } from "@/lib/core/types";
import { als } from "@/lib/models/als";
import { drawTaste, findClusters, type HiddenTaste } from "./hidden-taste";
import { createDeps, createLongwavePolicy } from "./longwave-policy";
import { type Estimate, estimate, measureSession, popularityRanks, type SessionMetrics } from "./metrics";
import type { Policy } from "./policy";
import { createHardRadiusPolicy, createPrototypePolicy } from "./rival-policies";
import { runSession, type SessionOptions } from "./session";
import { fitTruth, type Truth } from "./truth";
import type { World } from "./world";

export type SimulationOptions = SessionOptions & {
  readonly listeners: number;
  /** Length of the recommender's vectors; default: the algorithm's own. */
  readonly dimensions?: number;
  readonly onProgress?: (done: number, total: number) => void;
};

export type PolicyFigures = {
  readonly name: string;
  readonly liked: readonly Estimate[];
  readonly disliked: readonly Estimate[];
  readonly fresh: readonly Estimate[];
  readonly different: Estimate;
  readonly dislikedArtists: Estimate;
  readonly likedArtists: Estimate;
  readonly repeats: Estimate;
  readonly distance: Estimate;
  readonly popularityRank: Estimate;
  readonly silence: Estimate;
  /** Share of the catalogue that was played to anybody. */
  readonly coverage: number;
};

export type Simulation = {
  readonly artists: number;
  readonly listeners: number;
  readonly policies: readonly PolicyFigures[];
};

const TRUTH_DIMENSIONS = 40;

/** Trains on the world's training listeners and compares the policies over held-out ones. */
export async function simulate(world: World, options: SimulationOptions): Promise<Simulation> {
  const truth = fitTruth(world.contexts, { dimensions: TRUTH_DIMENSIONS, seed: options.seed });
  const fitted = await als.fit(
    { documents: world.documents },
    { seed: options.seed, ...(options.dimensions && { dimensions: options.dimensions }) },
  );
  const space: ArtistSpace = {
    count: world.names.length,
    dimensions: fitted.dimensions,
    vectors: fitted.artistVectors,
    popularity: world.popularity,
  };
  const tastes = drawTastes(world, truth, options);
  const policies = createPolicies(space, world, options.seed);
  return {
    artists: space.count,
    listeners: tastes.length,
    policies: comparePolicies(policies, tastes, { ...options, truth, popularity: world.popularity }),
  };
}

/** The policies of the report. The last shows what the dislikes of ours are worth. */
function createPolicies(space: ArtistSpace, world: World, seed: number): Policy[] {
  const radio = toRadioSpace({ ...space, vectors: space.vectors.slice() });
  const deps = createDeps(radio, world.names);
  return [
    createPrototypePolicy(space, { rests: false }),
    createPrototypePolicy(space, { rests: true }),
    createHardRadiusPolicy(space),
    createLongwavePolicy("Longwave", deps, { seed }),
    createLongwavePolicy("Longwave, dislikes at 0", deps, {
      seed,
      knobs: { weights: { style: 1, likes: 0.6, dislikes: 0 } },
    }),
  ];
}

/** The hidden tastes of up to `listeners` held-out listeners. */
export function drawTastes(
  world: World,
  truth: Truth,
  { listeners, seed }: Pick<SimulationOptions, "listeners" | "seed">,
): HiddenTaste[] {
  const rng = createRng(seed);
  const options = { truth, rng, artists: world.names.length };
  const clusters = findClusters(world.heldOut, options);
  const tastes: HiddenTaste[] = [];
  for (const listener of world.heldOut.keys()) {
    if (tastes.length >= listeners) break;
    const taste = drawTaste(listener, clusters.get(listener) ?? [], options);
    if (taste) tastes.push(taste);
  }
  return tastes;
}

export function comparePolicies(
  policies: readonly Policy[],
  tastes: readonly HiddenTaste[],
  options: Omit<SimulationOptions, "listeners"> & {
    readonly truth: Truth;
    readonly popularity: ArrayLike<number>;
  },
): PolicyFigures[] {
  const ranks = popularityRanks(options.popularity);
  let done = 0;
  return policies.map((policy) => {
    const played = new Set<number>();
    const sessions = tastes.map((taste) => {
      const picks = runSession(policy, taste, options);
      for (const { artist } of picks) played.add(artist);
      options.onProgress?.(++done, policies.length * tastes.length);
      return measureSession(picks, { songs: options.songs, truth: options.truth, ranks });
    });
    return { ...summarize(sessions), name: policy.name, coverage: played.size / options.popularity.length };
  });
}

function summarize(sessions: readonly SessionMetrics[]): Omit<PolicyFigures, "name" | "coverage"> {
  const stretches = (of: "liked" | "disliked" | "fresh") =>
    (sessions[0]?.[of] ?? []).map((_, stretch) =>
      estimate(sessions.map((session) => session[of][stretch] ?? 0)),
    );
  const all = (of: Exclude<keyof SessionMetrics, "liked" | "disliked" | "fresh">) =>
    estimate(sessions.map((session) => session[of]));
  return {
    liked: stretches("liked"),
    disliked: stretches("disliked"),
    fresh: stretches("fresh"),
    different: all("different"),
    dislikedArtists: all("dislikedArtists"),
    likedArtists: all("likedArtists"),
    repeats: all("repeats"),
    distance: all("distance"),
    popularityRank: all("popularityRank"),
    silence: all("silence"),
  };
}
