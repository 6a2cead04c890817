import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import type { ArtistSpace } from "@/lib/core/types";
import { drawTaste, findClusters, SEEDS } from "./hidden-taste";
import type { HeardSong, Policy } from "./policy";
import { formatReport } from "./report";
import { createHardRadiusPolicy, createPrototypePolicy } from "./rival-policies";
import { runSession } from "./session";
import { comparePolicies, drawTastes, simulate } from "./simulate";
import { createToyWorld, kindOfName } from "./simulation.fixture";
import { fitTruth } from "./truth";
import { buildWorld } from "./world";

const world = createToyWorld();
const truth = fitTruth(world.contexts, { dimensions: 4, seed: 1 });
const tastes = drawTastes(world, truth, { listeners: 10, seed: 1 });
const kindOf = (artist: number) => kindOfName(world.names[artist] ?? "");

describe("buildWorld", () => {
  it("keeps held-out listeners out of what is learnt from", () => {
    expect(world.heldOut.size).toBe(30);
    expect(world.documents.rows).toBe(90);
    expect(world.contexts.rows).toBe(30 + 4);
  });

  it("leaves out artists that too few know, private tags, and is the same for the same seed", () => {
    const plays = Array.from({ length: 80 }, (_, i) => ({ document: `${i >> 1}`, artist: `known ${i % 2}` }));
    const rows = { plays: [...plays, { document: "1", artist: "obscure" }], tags: [] };
    expect([...buildWorld(rows, 1).names].sort()).toEqual(["known 0", "known 1"]);
    expect(buildWorld(rows, 1)).toEqual(buildWorld(rows, 1));
  });
});

describe("drawTaste", () => {
  it("starts from liked artists, and dislikes another kind of the same listener", () => {
    expect(tastes.length).toBeGreaterThan(4);
    for (const { seeds, kinds } of tastes) {
      expect(new Set(seeds).size).toBe(SEEDS);
      expect(seeds.every((artist) => kinds[artist] === "liked")).toBe(true);
      const disliked = kinds.flatMap((kind, artist) => (kind === "disliked" ? [kindOf(artist)] : []));
      expect(disliked.length).toBeGreaterThan(0);
      const likedKinds = new Set(seeds.map(kindOf));
      expect(disliked.some((kind) => likedKinds.has(kind))).toBe(false);
    }
  });

  it("has no taste for a listener without a cluster", () => {
    const options = { truth, rng: createRng(1), artists: world.names.length };
    const clusters = findClusters(new Map([[0, [1, 2]]]), options);
    expect(drawTaste(0, clusters.get(0) ?? [], options)).toBeUndefined();
  });
});

describe("runSession", () => {
  const [taste] = tastes;
  if (!taste) throw new Error("the toy world has no taste");

  it("feeds every answer back, with the clock", () => {
    const seen: HeardSong[][] = [];
    const policy: Policy = {
      name: "first seeds",
      next: ({ history, seeds, now }) => {
        seen.push([...history]);
        expect(now).toBe(history.reduce((sum, song) => sum + song.playMs, 0));
        return seeds[history.length];
      },
    };
    const picks = runSession(policy, taste, { songs: 8, seed: 1, manner: "reserved" });
    expect(picks.map(({ artist }) => artist)).toEqual(taste.seeds);
    expect(seen.map((history) => history.length)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("gives every policy the same chances", () => {
    const lengths = (artist: number) => {
      const heard: number[] = [];
      const policy: Policy = {
        name: "one artist",
        next: ({ history }) => {
          heard.push(...history.slice(-1).map(({ lengthMs }) => lengthMs));
          return artist;
        },
      };
      runSession(policy, taste, { songs: 5, seed: 1, manner: "reserved" });
      return heard;
    };
    expect(lengths(0)).toEqual(lengths(1));
  });
});

/** Two tight pairs at right angles. */
const corners: ArtistSpace = {
  count: 4,
  dimensions: 2,
  vectors: Float32Array.from([1, 0, 1, 0.1, 0, 1, 0.1, 1]),
  popularity: Float32Array.from([1, 1, 1, 1]),
};
const heard = (artist: number, share: number, rating?: 1 | -1): HeardSong => ({
  artist,
  playMs: share * 200_000,
  lengthMs: 200_000,
  at: 0,
  ...(rating && { rating }),
});
const stateOf = (history: readonly HeardSong[]) => ({
  listener: 0,
  seeds: [0],
  history,
  now: 0,
  rng: createRng(1),
});

describe("rival policies", () => {
  it("walls off all that is near a dislike, down to silence", () => {
    const policy = createHardRadiusPolicy(corners);
    expect([2, 3]).toContain(policy.next(stateOf([heard(1, 0.01)])));
    expect(policy.next(stateOf([heard(1, 0.01), heard(2, 1, -1)]))).toBeUndefined();
  });

  it("choose among the nearest, whatever was just played", () => {
    const policy = createPrototypePolicy(corners, { rests: false });
    const chosen = Array.from({ length: 40 }, (_, seed) =>
      policy.next({ ...stateOf([heard(0, 1)]), rng: createRng(seed) }),
    );
    expect(new Set(chosen)).toEqual(new Set([0, 1, 2, 3]));
  });
});

describe("the prototype with our gaps", () => {
  it("is silent once all have been played", () => {
    const policy = createPrototypePolicy(corners, { rests: true });
    expect(policy.next(stateOf([0, 1, 3].map((artist) => heard(artist, 1))))).toBe(2);
    expect(policy.next(stateOf([0, 1, 2, 3].map((artist) => heard(artist, 1))))).toBeUndefined();
  });
});

describe("simulate", () => {
  it("compares the policies: ours stays in the taste and never repeats, and the same seed gives the same figures", async () => {
    const options = { listeners: 6, songs: 12, seed: 1, manner: "outspoken", dimensions: 16 } as const;
    const simulation = await simulate(world, options);
    const ours = simulation.policies.find(({ name }) => name === "Longwave");
    expect(ours?.repeats.mean).toBe(0);
    const byChance =
      tastes.flatMap(({ kinds }) => kinds).filter((kind) => kind === "liked").length /
      (tastes.length * world.names.length);
    expect(ours?.liked[0]?.mean).toBeGreaterThan(1.3 * byChance);
    expect(ours?.silence.mean).toBe(0);
    expect(await simulate(world, options)).toEqual(simulation);
    const lines = formatReport(simulation, options.songs).split("\n");
    expect(new Set(lines.map((line) => line.split("|").length)).size).toBe(1);
  });

  it("counts coverage over all listeners", () => {
    const policy: Policy = { name: "two artists", next: ({ history }) => history.length % 2 };
    const [figures] = comparePolicies([policy], tastes, {
      songs: 4,
      seed: 1,
      manner: "reserved",
      truth,
      popularity: world.popularity,
    });
    expect(figures?.coverage).toBe(2 / world.names.length);
    expect(figures?.repeats.mean).toBe(0.5);
  });
});
