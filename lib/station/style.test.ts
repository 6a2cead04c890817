import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { addPlaylist, createDeps, createTrack } from "./station.fixture";
import { listSeeds, readSeed, toSeed } from "./style";

const head = { id: "p", name: "radio: Rain", version: "1", owned: true, trackCount: 2 };

describe("toSeed", () => {
  it("counts tracks per artist, featured ones at half, heaviest first", () => {
    const duet = createTrack("Low", 1, { artists: [{ name: "Low" }, { name: "Dirty Three" }] });
    expect(toSeed(head, [createTrack("Grouper", 0), duet, createTrack("Low", 2)])).toMatchObject({
      name: "Rain",
      artists: [
        { name: "Low", weight: 2 },
        { name: "Grouper", weight: 1 },
        { name: "Dirty Three", weight: 0.5 },
      ],
    });
  });
});

describe("listSeeds", () => {
  it("keeps the listener's own playlists whose name starts with radio:", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a", name: "Radio: Upper Case" }, ["Rock 1"]);
    addPlaylist(deps.music, { id: "b", name: "Just songs" }, ["Rock 1"]);
    addPlaylist(deps.music, { id: "c", name: "radio: Not mine", owned: false }, ["Rock 1"]);
    expect((await listSeeds(deps)).seeds.map(({ id, name }) => [id, name])).toEqual([["a", "Upper Case"]]);
  });

  it("reads the tracks again only of a station that changed", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a" }, ["Rock 1"]);
    addPlaylist(deps.music, { id: "b" }, ["Rock 2"]);
    await listSeeds(deps);
    addPlaylist(deps.music, { id: "b", version: "2" }, ["Jazz 1"]);
    deps.music.calls.length = 0;
    const { seeds } = await listSeeds(deps);
    expect(deps.music.calls).toEqual(["listPlaylists", "listPlaylistTracks b"]);
    expect(seeds[1]?.artists).toEqual([{ name: "Jazz 1", weight: 1 }]);
  });

  it("shows the stations it could not read, with the reason", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a" }, ["Rock 1"]);
    deps.music.listPlaylistTracks = async () => {
      throw new AppError("service_limited");
    };
    const { seeds, fault } = await listSeeds(deps);
    expect(seeds.map(({ id, artists }) => ({ id, artists }))).toEqual([{ id: "a", artists: [] }]);
    expect(fault?.code).toBe("service_limited");
  });
});

describe("readSeed", () => {
  it("asks the service once and then the store", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a" }, ["Rock 1"]);
    const seed = await readSeed(deps, "a");
    expect(await readSeed(deps, "a")).toEqual(seed);
    expect(deps.music.calls).toEqual(["listPlaylists", "listPlaylistTracks a"]);
  });

  it("notices an edit elsewhere after some hours of listening, by one list call for all stations", async () => {
    const clock = { now: 0 };
    const deps = { ...createDeps(), now: () => clock.now };
    for (const id of ["a", "b"]) addPlaylist(deps.music, { id }, ["Rock 1"]);
    await listSeeds(deps);
    addPlaylist(deps.music, { id: "a", version: "2" }, ["Jazz 1"]);
    deps.music.calls.length = 0;
    clock.now = 6 * 3_600_000 - 1;
    expect((await readSeed(deps, "a")).version).toBe("1");
    clock.now += 1;
    expect((await readSeed(deps, "a")).artists).toEqual([{ name: "Jazz 1", weight: 1 }]);
    await readSeed(deps, "b");
    expect(deps.music.calls).toEqual(["listPlaylists", "listPlaylistTracks a"]);
  });

  it("goes on with the taste it knows when the service cannot be asked", async () => {
    const clock = { now: 0 };
    const deps = { ...createDeps(), now: () => clock.now };
    addPlaylist(deps.music, { id: "a" }, ["Rock 1"]);
    const seed = await readSeed(deps, "a");
    clock.now = 7 * 3_600_000;
    deps.music.fault = new AppError("service_limited");
    expect(await readSeed(deps, "a")).toEqual(seed);
  });

  it("keeps listeners apart", async () => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a" }, ["Rock 1"]);
    await readSeed(deps, "a");
    await readSeed({ ...deps, listenerId: "other" }, "a");
    expect(deps.music.calls.filter((call) => call === "listPlaylistTracks a")).toHaveLength(2);
  });

  it.each([
    ["a playlist without the prefix", { name: "Just songs" }, "not_found"],
    ["somebody else's", { owned: false }, "forbidden"],
  ])("refuses %s", async (_, over, code) => {
    const deps = createDeps();
    addPlaylist(deps.music, { id: "a", ...over }, ["Rock 1"]);
    await expect(readSeed(deps, "a")).rejects.toMatchObject({ code });
  });
});
