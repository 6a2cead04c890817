// Search and the catalogue: by name as the real service does it, with the limits of 2026.
import { describe, expect, it } from "vitest";
import { at, control, createListener, listAt } from "../sandbox.fixture";
import { parseQuery } from "./search";

const search = (q: string, rest = "type=track&limit=10") => `/v1/search?q=${encodeURIComponent(q)}&${rest}`;

describe("parseQuery", () => {
  it.each([
    ['artist:"The Band"', { artist: "The Band", words: "" }],
    ["artist:Low track:weight", { artist: "Low", track: "weight", words: "" }],
    ['album:"First Light" São Paulo', { album: "First Light", words: "sao paulo" }],
    ["Tom Zé year:1976", { words: "tom ze" }],
  ])("%s", (q, expected) => expect(parseQuery(q)).toEqual(expected));
});

describe("GET /search", () => {
  it("finds an artist's tracks, most popular first, and others whose name contains it", async () => {
    const { call } = await createListener();
    const { body } = await call("GET", search('artist:"The Band"'));
    const names = listAt(body, "tracks.items").map((track) => at(track, "artists.0.name"));
    expect(names).toHaveLength(10);
    expect(names[0]).toBe("The Band");
    expect(names).toContain("The Band Perry");
    expect(names.filter((name) => name === "The Band").length).toBeGreaterThan(5);
    expect(Number(at(body, "tracks.total"))).toBeGreaterThan(20);
  });

  it("gives full tracks without the fields that development mode lost", async () => {
    const { call } = await createListener();
    const { body } = await call("GET", search('artist:"Nick Drake"', "type=track&limit=1"));
    const track = at(body, "tracks.items.0");
    expect(track).toMatchObject({
      type: "track",
      is_local: false,
      preview_url: null,
      album: { type: "album", images: [{ width: 640 }, { width: 300 }, { width: 64 }] },
      external_ids: { isrc: expect.stringMatching(/^[A-Z]{4}\d{7}$/) },
    });
    for (const field of ["popularity", "available_markets", "linked_from"])
      expect(track).not.toHaveProperty(field);
  });

  it("ignores accents and case, and pages", async () => {
    const { call } = await createListener();
    const first = await call("GET", search("artist:ceu", "type=track&limit=5"));
    const second = await call("GET", search("artist:ceu", "type=track&limit=5&offset=5"));
    const ids = [first, second].flatMap(({ body }) =>
      listAt(body, "tracks.items").map((track) => at(track, "id")),
    );
    expect(at(first.body, "tracks.items.0.artists.0.name")).toBe("Céu");
    expect(new Set(ids).size).toBe(10);
  });

  it("finds artists by words, the exact name first", async () => {
    const { call } = await createListener();
    const { body } = await call("GET", search("air", "type=artist"));
    expect(listAt(body, "artists.items").map((artist) => at(artist, "name"))).toEqual(["Air", "Air Supply"]);
    expect(Object.keys(at(body, "artists.items.0") as object).sort()).toEqual(
      ["external_urls", "href", "id", "images", "name", "type", "uri"].sort(),
    );
  });

  it("answers an empty list for an artist it does not have", async () => {
    const { call } = await createListener();
    expect((await call("GET", search('artist:"Nobody At All"'))).body).toMatchObject({
      tracks: { items: [], total: 0, next: null, previous: null },
    });
  });

  it.each([
    ["eleven at a time", search("low", "type=track&limit=11"), "Invalid limit"],
    ["none at a time", search("low", "type=track&limit=0"), "Invalid limit"],
    ["a far page", search("low", "type=track&offset=1001"), "Invalid offset"],
    ["no query", "/v1/search?type=track", "No search query"],
    ["no type", search("low", ""), "Missing parameter type"],
    ["an odd type", search("low", "type=song"), "Bad search type field song"],
  ])("refuses %s", async (_, path, message) => {
    const { call } = await createListener();
    expect((await call("GET", path)).body).toEqual({ error: { status: 400, message } });
  });

  it("gives five by default", async () => {
    const { call } = await createListener();
    expect(listAt((await call("GET", search("artist:low", "type=track"))).body, "tracks.items")).toHaveLength(
      5,
    );
  });
});

describe("artists, albums and tracks", () => {
  it("lead from one to the other by their ids", async () => {
    const { call } = await createListener();
    const { body } = await call("GET", search('artist:"Gal Costa"', "type=artist&limit=1"));
    const artist = String(at(body, "artists.items.0.id"));
    expect((await call("GET", `/v1/artists/${artist}`)).body).toMatchObject({ name: "Gal Costa" });
    const albums = await call("GET", `/v1/artists/${artist}/albums?include_groups=album,single&limit=10`);
    const album = String(at(albums.body, "items.0.id"));
    const full = await call("GET", `/v1/albums/${album}`);
    const tracks = await call("GET", `/v1/albums/${album}/tracks?limit=50`);
    expect(listAt(full.body, "tracks.items")).toEqual(listAt(tracks.body, "items"));
    expect(at(full.body, "total_tracks")).toBe(at(tracks.body, "total"));
    const track = String(at(tracks.body, "items.0.id"));
    expect((await call("GET", `/v1/tracks/${track}`)).body).toMatchObject({
      id: track,
      album: { id: album },
      artists: [{ id: artist }],
    });
    expect((await call("GET", `/v1/artists/${artist}/albums?limit=11`)).body).toEqual({
      error: { status: 400, message: "Invalid limit" },
    });
  });

  it.each(["artists", "albums", "tracks", "playlists"])(
    "answers 404 for an id of nothing in %s",
    async (kind) => {
      const { call } = await createListener();
      expect((await call("GET", `/v1/${kind}/${"A".repeat(22)}`)).status).toBe(404);
    },
  );

  it("answers 403 for what was removed, and serves it in the old tiers", async () => {
    const { call, sandbox } = await createListener();
    const { body } = await call("GET", search('artist:"Low"', "type=artist&limit=1"));
    const id = String(at(body, "artists.items.0.id"));
    const removed = [
      `/v1/artists/${id}/top-tracks?market=SE`,
      `/v1/artists?ids=${id}`,
      "/v1/me/tracks/contains?ids=x",
      "/v1/recommendations",
      `/v1/artists/${id}/related-artists`,
    ];
    for (const path of removed) {
      expect((await call("GET", path)).body).toEqual({ error: { status: 403, message: "Forbidden" } });
    }
    await control(sandbox, "POST", "switches", { tier: "extended" });
    const top = await call("GET", `/v1/artists/${id}/top-tracks?market=SE`);
    expect(listAt(top.body, "tracks")).toHaveLength(10);
    expect(at(top.body, "tracks.0")).toHaveProperty("popularity");
    expect((await call("GET", search("low", "type=track&limit=50"))).status).toBe(200);
  });
});
