// A station of more new artists than the pace of a half minute takes: the real client against the sandbox, in every tier.

import { describe, expect, it } from "vitest";
import { DEVELOPMENT_QUOTAS } from "@/lib/music/spotify/budget";
import { createSpotifyGate } from "@/lib/music/spotify/gate";
import { createSpotifyMusic } from "@/lib/music/spotify/spotify-music";
import { createSandbox } from "@/lib/sandbox/sandbox";
import { ORIGIN, signIn } from "@/lib/sandbox/sandbox.fixture";
import { MEASURED_QUOTAS, TIERS } from "@/lib/sandbox/switches";
import { createStation } from "./create-station";
import { nextTracks } from "./next";
import { createDeps } from "./station.fixture";
import { readSeed } from "./style";

const ARTISTS = 150;
const DAY_MS = 86_400_000;

async function openTier(tier: (typeof TIERS)[number]) {
  let time = Date.UTC(2026, 10, 22);
  const now = () => time;
  const deps = createDeps();
  const { names } = deps.catalogue;
  const artists = names.map((name) => ({ name, popularity: 50 }));
  const sandbox = createSandbox({ now, seed: "test", artists: () => artists });
  const isLimited = tier !== "extended";
  sandbox.state.switches = {
    ...sandbox.state.switches,
    tier,
    ...(isLimited && { quota: { windowMs: DAY_MS, max: MEASURED_QUOTAS, retryAfter: true } }),
  };
  const statuses: number[] = [];
  const { access_token: accessToken } = await signIn(sandbox, "ada");
  const gate = createSpotifyGate({
    now,
    sleep: async (ms) => {
      time += ms;
    },
    fetch: async (url, init) => {
      const response = await sandbox.fetch(new Request(url, init));
      statuses.push(response.status);
      return response;
    },
    quotas: isLimited ? DEVELOPMENT_QUOTAS : {},
  });
  const music = createSpotifyMusic({
    gate,
    apiUrl: ORIGIN,
    clientId: "longwave",
    accessToken,
    userId: "ada",
  });
  return { deps: { ...deps, music, now }, names: names.slice(0, ARTISTS), statuses };
}

describe.each(TIERS)("150 new artists at once, tier %s", (tier) => {
  it("make a station that plays, loses nobody and meets no limit", async () => {
    const { deps, names, statuses } = await openTier(tier);
    const sources = names.map((name) => ({ kind: "artist", name, weight: 1 }) as const);
    const { seed, later, unknown } = await createStation(deps, { name: "Crowd", sources });
    expect(unknown).toEqual([]);
    expect(seed.artists).toHaveLength(ARTISTS);
    expect(later.length).toBe(ARTISTS - 40);
    const input = { seed: await readSeed(deps, seed.id), tracks: [], knobs: {}, count: 24 };
    const { picks, fault } = await nextTracks(deps, input);
    expect([picks.length, fault]).toEqual([24, undefined]);
    expect(statuses.filter((status) => status === 429 || status >= 500)).toEqual([]);
    expect(statuses.length).toBeLessThanOrEqual(100);
  });
});
