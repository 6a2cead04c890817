import { describe, expect, it } from "vitest";
import { createLibraryView } from "@/lib/library/library-view";
import type { PlayedTrack } from "./history";
import { nextTracks } from "./next";
import { previewStation } from "./preview";
import { addPlaylist, createDeps } from "./station.fixture";
import { readSeed } from "./style";

const HELD = Array.from({ length: 12 }, (_, i) => `Rock ${i}`);

/** A station of Rock 0, which is there, and Rock 70, which is not, over a library of twelve. */
async function open() {
  const all = createDeps();
  const { catalogue } = all;
  const holdings = HELD.map((name) => ({
    id: name,
    name,
    row: catalogue.find(name) ?? null,
    genres: [],
    company: [],
  }));
  const deps = { ...all, ...(await createLibraryView(catalogue, holdings)) };
  addPlaylist(deps.music, { id: "station" }, ["Rock 0", "Rock 70"]);
  return { deps, seed: await readSeed(deps, "station") };
}

describe("a station over a library", () => {
  it("shows and plays only artists that are there", async () => {
    const { deps, seed } = await open();
    const preview = await previewStation(deps, { seed, tracks: [], knobs: {}, count: 10 });
    expect(new Set(preview.pool.map(({ artist }) => deps.catalogue.names[artist]))).toEqual(new Set(HELD));
    const { picks } = await nextTracks(deps, { seed, tracks: [], knobs: {}, count: 10 });
    expect(picks).toHaveLength(10);
    for (const { artist } of picks) expect(HELD).toContain(artist.name);
  });

  it("plays on among few artists, and never the same one before five others", async () => {
    const { deps, seed } = await open();
    const tracks: PlayedTrack[] = [];
    for (let song = 0; song < 40; song++) {
      const { picks } = await nextTracks(deps, { seed, tracks, knobs: {}, count: 1 });
      const [pick] = picks;
      if (!pick) throw new Error(`the station stopped after ${song} songs`);
      const { name } = pick.artist;
      expect(tracks.slice(-5).map(({ artist }) => artist)).not.toContain(name);
      tracks.push({ trackId: pick.track.id, playMs: 200_000, lengthMs: 200_000, artist: name });
    }
  });
});
