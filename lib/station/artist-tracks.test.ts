import { describe, expect, it } from "vitest";
import { getArtistTracks, toChoice } from "./artist-tracks";
import { createDeps, createTrack } from "./station.fixture";

describe("toChoice", () => {
  const key = (title: string) => toChoice(createTrack("Low", 1, { title })).songKey;

  it.each([
    ["Sunflower - Live at Eindhoven", "Sunflower"],
    ["Sunflower (2011 Remaster)", "Sunflower"],
    ["Sunflower - Remastered 2011", "Sunflower"],
    ["Sunflower [Remix]", "Sunflower"],
    ["SUNFLOWER", "Sunflower"],
  ])("takes %s for a version of %s", (version, song) => {
    expect(key(version)).toBe(key(song));
  });

  it("keeps songs apart, in any script, even when all of the title is in brackets", () => {
    const titles = ["Sunflower", "Sunflowers", "(Interlude)", "(Outro)", "Группа крови", "夜に駆ける"];
    expect(new Set(titles.map(key)).size).toBe(titles.length);
  });

  it("knows versions from songs whose own name has such a word", () => {
    const isVersion = (title: string) => toChoice(createTrack("Low", 1, { title })).isVersion;
    expect(isVersion("Sunflower - Live")).toBe(true);
    expect(isVersion("Live Forever")).toBe(false);
  });
});

describe("getArtistTracks", () => {
  it("asks once for all who want the same artist at the same time", async () => {
    const deps = createDeps();
    const both = await Promise.all([getArtistTracks(deps, "Rock 1"), getArtistTracks(deps, "rock 1")]);
    expect(both[0]).toEqual(both[1]);
    expect(deps.music.calls).toHaveLength(1);
  });

  it("gives nobody the tracks of another listener's library", async () => {
    const deps = createDeps();
    const library = { listArtists: async () => [], async *listAlbums() {} };
    const music = { ...deps.music, library };
    const listeners = ["one", "other"].map((listenerId) => ({ ...deps, music, listenerId }));
    await Promise.all(listeners.map((listener) => getArtistTracks(listener, "Rock 1")));
    expect(deps.music.calls).toHaveLength(2);
  });

  it("keeps how loud a track is", async () => {
    const deps = createDeps();
    const loud = createTrack("Rock 1", 1, { loudness: { gainDb: -6, peak: 0.9 } });
    const music = { ...deps.music, findArtistTracks: async () => [loud] };
    await getArtistTracks({ ...deps, music }, "Rock 1");
    expect(await getArtistTracks(deps, "Rock 1")).toEqual([loud]);
  });

  it("asks again after a failure", async () => {
    const deps = createDeps();
    const find = deps.music.findArtistTracks;
    deps.music.findArtistTracks = () => Promise.reject(new Error("lost"));
    await expect(getArtistTracks(deps, "Rock 1")).rejects.toThrow("lost");
    deps.music.findArtistTracks = find;
    expect(await getArtistTracks(deps, "Rock 1")).toHaveLength(5);
  });
});
