import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { createStation } from "./create-station";
import { draftStation } from "./draft";
import type { Source } from "./mixture";
import { addPlaylist, createDeps } from "./station.fixture";
import { readSeed, type StationSeed } from "./style";
import { fillStation, readWaiting } from "./waiting";

const artist = (name: string, weight = 1): Source => ({ kind: "artist", name, weight });
const words = (word: string, weight = 1): Source => ({ kind: "words", words: [word], weight });
const playlist = (id: string, weight = 1): Source => ({ kind: "playlist", id, weight });

describe("createStation", () => {
  it("writes a playlist of two tracks of each artist and keeps its seed", async () => {
    const deps = createDeps();
    const sources = [artist("Rock 1"), artist("Ghost Town")];
    const { seed, unknown } = await createStation(deps, { name: "Evening", sources });
    expect(unknown).toEqual(["Ghost Town"]);
    expect(seed).toMatchObject({ name: "Evening", artists: [{ name: "Rock 1", weight: 2 }] });
    deps.music.calls.length = 0;
    expect(await readSeed(deps, seed.id)).toEqual(seed);
    expect(deps.music.calls).toEqual([]);
  });

  it("starts from a word, says which it does not know and does not double the prefix", async () => {
    const deps = createDeps();
    const sources = [words("Jazz"), words("zydeco")];
    const { seed, unknown } = await createStation(deps, { name: "radio: Blue", sources });
    expect(seed.artists).toHaveLength(12);
    expect(seed.artists.every(({ name }) => name.startsWith("Jazz"))).toBe(true);
    expect(unknown).toEqual(["zydeco"]);
    expect(deps.music.calls).toContain("createPlaylist radio: Blue");
  });

  it("copies a playlist without asking for anybody's tracks", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "mix", name: "Mix" }, ["Rock 1", "Jazz 1"]);
    const { seed } = await createStation(deps, { name: "Evening", sources: [playlist("mix")] });
    expect(seed.artists.map(({ name }) => name)).toEqual(["Rock 1", "Jazz 1"]);
    expect(deps.music.calls.some((call) => call.startsWith("findArtistTracks"))).toBe(false);
  });

  it("blends stations from the tracks they have, less of what a word says", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a" }, ["Rock 1", "Rock 2", "Jazz 9"]);
    addPlaylist(deps.music, { id: "b" }, ["Rock 3", "Jazz 1", "Jazz 2"]);
    const sources = [playlist("a", 0.6), playlist("b", 0.4), words("jazz", -0.5)];
    const { seed } = await createStation(deps, { name: "Both", sources });
    expect(seed.artists.map(({ name }) => name).sort()).toEqual(["Rock 1", "Rock 2", "Rock 3"]);
  });

  it("refuses to make an empty station", async () => {
    const deps = createDeps();
    const make = (source: Source) => createStation(deps, { name: "Evening", sources: [source] });
    await expect(make(artist("Ghost Town"))).rejects.toMatchObject({ code: "invalid_request" });
    await expect(make(words("zydeco"))).rejects.toThrow("does not know “zydeco”");
    expect(deps.music.playlists.size).toBe(0);
  });
});

describe("draftStation", () => {
  it("names whom the station holds once it is made, and writes nothing", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "mix", name: "Mix" }, ["Rock 1", "Jazz 1"]);
    const sources = [playlist("mix", 0.5), artist("Rock 7", 1), words("jazz", 0.3)];
    const { seed, recommendation } = await draftStation(deps, { sources, count: 10 });
    expect(recommendation.order).toHaveLength(10);
    expect(deps.music.playlists.size).toBe(1);
    const made = await createStation(deps, { name: "Evening", sources });
    const names = (style: StationSeed) => style.artists.map(({ name }) => name).sort();
    expect(names(made.seed)).toEqual(names(seed));
    expect(made.seed.artists[0]?.name).toBe(seed.artists[0]?.name);
  });

  it("asks for a playlist once while somebody turns the weights", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "mix", name: "Mix" }, ["Rock 1"]);
    for (const weight of [0.2, 0.4, 0.6]) {
      await draftStation(deps, { sources: [playlist("mix", weight), artist("Jazz 1")], count: 3 });
    }
    expect(deps.music.calls).toEqual(["listPlaylistTracks mix"]);
  });

  it("says what it does not know", async () => {
    const draft = await draftStation(createDeps(), {
      sources: [words("zydeco"), artist("Rock 1"), artist("Nobody Yet")],
      count: 3,
    });
    expect(draft.recommendation.unknown).toEqual(["zydeco", "Nobody Yet"]);
  });
});

describe("a station of more artists than may be asked for at once", () => {
  const names = Array.from({ length: 75 }, (_, i) => `Rock ${i}`);

  async function openLimited(left: number) {
    const plain = createDeps();
    const refused = { at: Number.POSITIVE_INFINITY, asked: 0 };
    const findArtistTracks: typeof plain.music.findArtistTracks = async (asked, options) => {
      refused.asked += 1;
      if (refused.asked > refused.at) throw new AppError("service_limited", "Enough for today.");
      return plain.music.findArtistTracks(asked, options);
    };
    const deps = { ...plain, music: { ...plain.music, findArtistTracks, allowance: async () => left } };
    const make = () => createStation(deps, { name: "Crowd", sources: names.map((name) => artist(name)) });
    return { deps, plain, refused, make };
  }

  it("writes those it may ask for, and loses nobody", async () => {
    const { deps, refused, make } = await openLimited(1);
    const { seed, later, unknown } = await make();
    expect([refused.asked, later.length, unknown]).toEqual([40, 35, []]);
    expect(seed.artists.map(({ name }) => name).sort()).toEqual([...names].sort());
    for (let songs = 0; songs < 25; songs++) await fillStation(deps, seed.id);
    const written = deps.music.playlists.get(seed.id)?.tracks ?? [];
    expect(new Set(written.map((track) => track.artists[0]?.name)).size).toBe(75);
    expect(new Set(written.map(({ id }) => id)).size).toBe(written.length);
    expect(await readWaiting(deps, seed.id)).toEqual([]);
    expect((await readSeed(deps, seed.id)).artists).toHaveLength(75);
  });

  it("keeps what is refused for later, and asks no more while little is left", async () => {
    const { deps, refused, make } = await openLimited(0.3);
    refused.at = 5;
    const { seed, later } = await make();
    expect(later.length).toBeGreaterThanOrEqual(69);
    expect(seed.artists).toHaveLength(75);
    const { asked } = refused;
    await fillStation(deps, seed.id);
    expect(refused.asked).toBe(asked);
    expect(await readWaiting(deps, seed.id)).toHaveLength(later.length);
  });
});
