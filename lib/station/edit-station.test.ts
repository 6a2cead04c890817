import { describe, expect, it } from "vitest";
import { deleteStation, editStation, restoreStation } from "./edit-station";
import { addPlaylist, createDeps, createTrack } from "./station.fixture";
import { listSeeds, readSeed } from "./style";

const NOTHING = { add: [], remove: [], putBack: [] };
const names = (seed: { readonly artists: readonly { readonly name: string }[] }) =>
  seed.artists.map(({ name }) => name);

function setUp() {
  const deps = createDeps();
  addPlaylist(deps.music, { id: "a", name: "radio: Evening" }, ["Rock 1", "Rock 2", "Jazz 1"]);
  return deps;
}

describe("editStation", () => {
  it("renames under the prefix", async () => {
    const deps = setUp();
    const { seed } = await editStation(deps, "a", { ...NOTHING, name: "radio: Night" });
    expect(seed.name).toBe("Night");
    expect(deps.music.playlists.get("a")?.head.name).toBe("radio: Night");
    expect(names(seed)).toEqual(["Rock 1", "Rock 2", "Jazz 1"]);
  });

  it("adds and takes away artists, at once for the next song, and can be undone", async () => {
    const deps = setUp();
    await readSeed(deps, "a");
    const change = { ...NOTHING, add: ["Jazz 7", "Ghost Town"], remove: ["rock 1"] };
    const edited = await editStation(deps, "a", change);
    expect(edited.unknown).toEqual(["Ghost Town"]);
    expect(edited.removed).toEqual(["test:track:Rock 1#0"]);
    expect(names(await readSeed(deps, "a")).sort()).toEqual(["Jazz 1", "Jazz 7", "Rock 2"]);
    const undone = await editStation(deps, "a", { add: [], remove: ["Jazz 7"], putBack: edited.removed });
    expect(names(undone.seed).sort()).toEqual(["Jazz 1", "Rock 1", "Rock 2"]);
    expect((await listSeeds(deps)).seeds).toEqual([undone.seed]);
  });

  it("takes away a song with the guest on it", async () => {
    const deps = setUp();
    deps.music.playlists
      .get("a")
      ?.tracks.push(createTrack("Rock 3", 1, { artists: [{ name: "Rock 3" }, { name: "Jazz 1" }] }));
    const { seed } = await editStation(deps, "a", { ...NOTHING, remove: ["Jazz 1"] });
    expect(names(seed)).toEqual(["Rock 1", "Rock 2"]);
  });

  it("leaves no station empty, nor changes what is none of the listener's", async () => {
    const deps = setUp();
    addPlaylist(deps.music, { id: "b", owned: false }, ["Rock 1"]);
    addPlaylist(deps.music, { id: "c", name: "Just songs" }, ["Rock 1"]);
    const remove = ["Rock 1", "Rock 2", "Jazz 1"];
    await expect(editStation(deps, "a", { ...NOTHING, remove })).rejects.toMatchObject({
      code: "invalid_request",
    });
    await expect(editStation(deps, "b", NOTHING)).rejects.toMatchObject({ code: "forbidden" });
    await expect(editStation(deps, "c", NOTHING)).rejects.toMatchObject({ code: "not_found" });
    expect(deps.music.calls.some((call) => call.startsWith("editPlaylist"))).toBe(false);
  });
});

describe("deleteStation", () => {
  it("is brought back with its tracks, once", async () => {
    const deps = setUp();
    await deleteStation(deps, "a");
    expect((await listSeeds(deps)).seeds).toEqual([]);
    await expect(readSeed(deps, "a")).rejects.toMatchObject({ code: "not_found" });
    const seed = await restoreStation(deps, "a");
    expect(seed).toMatchObject({ name: "Evening" });
    expect(names(seed)).toEqual(["Rock 1", "Rock 2", "Jazz 1"]);
    await expect(restoreStation(deps, "a")).rejects.toMatchObject({ code: "gone" });
  });

  it("is brought back by the service itself where it can", async () => {
    const deps = setUp();
    const held = deps.music.playlists.get("a");
    const restored: string[] = [];
    const restorePlaylist = async (id: string) => {
      restored.push(id);
      if (held) deps.music.playlists.set(id, held);
    };
    const able = { ...deps, music: { ...deps.music, restorePlaylist } };
    await deleteStation(able, "a");
    expect(deps.music.calls).toEqual(["getPlaylist a", "deletePlaylist a"]);
    expect(await restoreStation(able, "a")).toMatchObject({ id: "a", name: "Evening" });
    expect(restored).toEqual(["a"]);
  });

  it("brings back nobody else's", async () => {
    const deps = setUp();
    await deleteStation(deps, "a");
    await expect(restoreStation({ ...deps, listenerId: "other" }, "a")).rejects.toMatchObject({
      code: "gone",
    });
  });
});
