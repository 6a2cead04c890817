// The radio as a policy: lib/station/recommend.ts with default knobs, fed the history that a page would send.

import { createExactIndex } from "@/lib/ann/exact";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { augment } from "@/lib/core/score";
import type { ArtistSpace } from "@/lib/core/types";
import type { RecommenderDeps } from "@/lib/station/deps";
import type { History } from "@/lib/station/history";
import { recommend, type StationKnobs } from "@/lib/station/recommend";
import type { StationSeed } from "@/lib/station/style";
import type { Policy, StationState } from "./policy";

/** The recommender's side of a station over a space that was fitted here. */
export function createDeps(space: ArtistSpace, names: readonly string[]): RecommenderDeps {
  const ids = new Map(names.map((name, id) => [name, id]));
  const catalogue: Catalogue = {
    model: { name: "simulation", algorithm: "als", hash: "" },
    space,
    names,
    map: new Float32Array(2 * space.count),
    find: (name) => ids.get(name),
    complete: () => [],
    tags: () => [],
    completeTags: () => [],
    artistsOfTag: () => [],
  };
  const rows = { vectors: augment(space), count: space.count, dimensions: space.dimensions + 1 };
  return { catalogue, index: createExactIndex(rows) };
}

export function createLongwavePolicy(
  name: string,
  deps: RecommenderDeps,
  { seed, knobs = {} }: { readonly seed: number; readonly knobs?: StationKnobs },
): Policy {
  return {
    name,
    next: (state) =>
      recommend(deps, {
        seed: toSeed(deps, state, seed),
        history: toHistory(deps, state),
        knobs,
        count: 1,
      }).order[0]?.artist,
  };
}

function toSeed({ catalogue }: RecommenderDeps, state: StationState, seed: number): StationSeed {
  return {
    // The id seeds the radio's own chance.
    id: `${seed}/${state.listener}`,
    name: "simulation",
    version: "1",
    artists: state.seeds.map((artist) => ({ name: catalogue.names[artist] ?? "", weight: 1 })),
    feedback: [],
  };
}

function toHistory({ catalogue }: RecommenderDeps, { history, now }: StationState): History {
  const tracks = history.map((song, position) => ({ ...song, trackId: `${song.artist}/${position}` }));
  return {
    plays: tracks,
    timeline: tracks.map(({ artist, trackId, at }) => ({ name: catalogue.names[artist] ?? "", trackId, at })),
    now,
    unknown: [],
  };
}
