// Playlists over the wire: paging, ownership, odd entries, and a new snapshot for each edit.
import { describe, expect, it } from "vitest";
import { at, createListener, listAt } from "../sandbox.fixture";

type Listener = Awaited<ReturnType<typeof createListener>>;

async function playlistId({ call }: Listener, name: string): Promise<string> {
  const { body } = await call("GET", "/v1/me/playlists?limit=50");
  const found = listAt(body, "items").find((playlist) => at(playlist, "name") === name);
  return String(at(found, "id"));
}

describe("GET /me", () => {
  it("has the fields that development mode left", async () => {
    const { call } = await createListener("bruno");
    const { body } = await call("GET", "/v1/me");
    expect(Object.keys(body as object).sort()).toEqual(
      ["account_id", "display_name", "external_urls", "href", "id", "images", "type", "uri"].sort(),
    );
    expect(body).toMatchObject({
      id: "bruno",
      account_id: "bR7nQ1vTz5",
      type: "user",
      uri: "spotify:user:bruno",
    });
  });
});

describe("GET /me/playlists", () => {
  it("pages through owned and followed playlists", async () => {
    const { call } = await createListener();
    const names: unknown[] = [];
    let path: string | null = "/v1/me/playlists?limit=4";
    while (path !== null) {
      const { body } = await call("GET", path);
      names.push(...listAt(body, "items").map((playlist) => at(playlist, "name")));
      const next = at(body, "next");
      path = typeof next === "string" ? next.replace("http://127.0.0.1:4010", "") : null;
    }
    expect(names).toHaveLength(9);
    expect(names.filter((name) => String(name).startsWith("radio: "))).toHaveLength(7);
  });

  it("tells a followed playlist by its owner and keeps its items back", async () => {
    const listener = await createListener();
    const { body } = await listener.call("GET", "/v1/me/playlists?limit=50");
    const late = listAt(body, "items").find((playlist) => at(playlist, "name") === "radio: Late Bus");
    expect(at(late, "owner.id")).toBe("milo");
    expect(late).not.toHaveProperty("items");
    const id = String(at(late, "id"));
    expect((await listener.call("GET", `/v1/playlists/${id}`)).body).not.toHaveProperty("items");
    expect((await listener.call("GET", `/v1/playlists/${id}/items`)).body).toEqual({
      error: { status: 403, message: "Forbidden" },
    });
  });

  it.each(["limit=51", "limit=0", "limit=x", "offset=-1"])("refuses %s", async (query) => {
    const { call } = await createListener();
    expect((await call("GET", `/v1/me/playlists?${query}`)).status).toBe(400);
  });

  it("wants the scope", async () => {
    const { call } = await createListener("ada", "streaming");
    expect((await call("GET", "/v1/me/playlists")).body).toEqual({
      error: { status: 403, message: "Insufficient client scope" },
    });
  });
});

describe("GET /playlists/{id}/items", () => {
  it("gives more than a hundred entries by fifties, each under `item`", async () => {
    const listener = await createListener();
    const id = await playlistId(listener, "radio: Everything Since 1994");
    const pages = [];
    for (const offset of [0, 50, 100, 150]) {
      pages.push(await listener.call("GET", `/v1/playlists/${id}/items?limit=50&offset=${offset}`));
    }
    expect(pages.map(({ body }) => listAt(body, "items").length)).toEqual([50, 50, 50, 0]);
    expect(at(pages[0]?.body, "total")).toBe(150);
    expect(at(pages[0]?.body, "items.0.item.artists.0.name")).toBe("Portishead");
    expect(at(pages[0]?.body, "items.0")).not.toHaveProperty("track");
    expect((await listener.call("GET", `/v1/playlists/${id}/items?limit=100`)).status).toBe(400);
  });

  it("holds gone entries, episodes and local files", async () => {
    const listener = await createListener();
    const id = await playlistId(listener, "radio: Odds and Ends");
    const { body } = await listener.call("GET", `/v1/playlists/${id}/items?limit=50`);
    const entries = listAt(body, "items");
    expect(entries.filter((entry) => at(entry, "item") === null)).toHaveLength(2);
    expect(entries.filter((entry) => at(entry, "item.type") === "episode")).toHaveLength(2);
    const local = entries.filter((entry) => at(entry, "is_local") === true);
    expect(local.map((entry) => at(entry, "item.id"))).toEqual([null, null]);
    expect(at(local[0], "item.uri")).toMatch(/^spotify:local:/);
  });

  it("embeds the first hundred in the playlist itself", async () => {
    const listener = await createListener();
    const id = await playlistId(listener, "radio: Everything Since 1994");
    const { body } = await listener.call("GET", `/v1/playlists/${id}`);
    expect(listAt(body, "items.items")).toHaveLength(100);
    expect(String(at(body, "items.next"))).toContain(`/v1/playlists/${id}/items?offset=100`);
  });
});

describe("edits", () => {
  it("creates, fills, reorders, empties and renames, with a new snapshot each time", async () => {
    const listener = await createListener();
    const { call } = listener;
    const source = await playlistId(listener, "radio: Kitchen Jazz");
    const uris = listAt((await call("GET", `/v1/playlists/${source}/items?limit=3`)).body, "items").map(
      (entry) => String(at(entry, "item.uri")),
    );
    const made = await call("POST", "/v1/me/playlists", { name: "radio: New", public: false });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: "radio: New",
      public: false,
      owner: { id: "ada" },
      items: { total: 0 },
    });
    const path = `/v1/playlists/${String(at(made.body, "id"))}`;
    const listed = async () =>
      listAt((await call("GET", `${path}/items`)).body, "items").map((entry) => at(entry, "item.uri"));

    const added = await call("POST", `${path}/items`, { uris });
    expect(added.status).toBe(201);
    const moved = await call("PUT", `${path}/items`, { range_start: 0, insert_before: 3 });
    expect(await listed()).toEqual([uris[1], uris[2], uris[0]]);
    const removed = await call("DELETE", `${path}/items`, { items: [{ uri: uris[2] }] });
    expect(await listed()).toEqual([uris[1], uris[0]]);
    const replaced = await call("PUT", `${path}/items`, { uris: [uris[2]] });
    expect(await listed()).toEqual([uris[2]]);
    const snapshots = [made, added, moved, removed, replaced].map(({ body }) => at(body, "snapshot_id"));
    expect(new Set(snapshots).size).toBe(5);
    expect((await call("PUT", path, { name: "radio: Renamed" })).status).toBe(200);
    expect((await call("GET", path)).body).toMatchObject({ name: "radio: Renamed" });
  });

  it("deletes a playlist by taking it out of the library", async () => {
    const listener = await createListener();
    const id = await playlistId(listener, "Dinner, loud");
    const uri = `spotify:playlist:${id}`;
    expect((await listener.call("GET", `/v1/me/library/contains?uris=${uri}`)).body).toEqual([true]);
    expect((await listener.call("DELETE", `/v1/me/library?uris=${uri}`)).status).toBe(200);
    expect((await listener.call("GET", `/v1/me/library/contains?uris=${uri}`)).body).toEqual([false]);
    expect(await playlistId(listener, "Dinner, loud")).toBe("undefined");
  });

  it.each([
    ["no name", "POST", "/v1/me/playlists", {}, 400],
    ["an unknown track", "POST", "ITEMS", { uris: [`spotify:track:${"0".repeat(22)}`] }, 400],
    ["a hundred and one tracks", "POST", "ITEMS", { uris: new Array(101).fill("spotify:track:x") }, 400],
    ["a position beyond the end", "PUT", "ITEMS", { range_start: 90, insert_before: 0 }, 400],
    ["nothing to remove", "DELETE", "ITEMS", {}, 400],
  ])("refuses %s", async (_, method, path, body, status) => {
    const listener = await createListener();
    const id = await playlistId(listener, "radio: Nothing Yet");
    const target = path === "ITEMS" ? `/v1/playlists/${id}/items` : path;
    expect((await listener.call(method, target, body)).status).toBe(status);
  });
});

describe("the library", () => {
  it("saves by the query, newest first, and ignores a body", async () => {
    const listener = await createListener();
    const source = await playlistId(listener, "radio: Rainy Sunday");
    const { body } = await listener.call("GET", `/v1/playlists/${source}/items?limit=2`);
    const uri = String(at(body, "items.1.item.uri"));
    expect((await listener.call("PUT", "/v1/me/library", { uris: [uri] })).body).toEqual({
      error: { status: 400, message: "Missing required field: uris" },
    });
    await listener.call("PUT", `/v1/me/library?uris=${encodeURIComponent(uri)}`);
    const liked = await listener.call("GET", "/v1/me/tracks?limit=1");
    expect(at(liked.body, "items.0.track.uri")).toBe(uri);
  });

  it("counts top artists and tracks over the listener's playlists", async () => {
    const { call } = await createListener("bruno");
    const artists = await call("GET", "/v1/me/top/artists?limit=50&time_range=short_term");
    expect(listAt(artists.body, "items").map((artist) => at(artist, "name"))).toContain("Metallica");
    expect(listAt((await call("GET", "/v1/me/top/tracks?limit=7")).body, "items")).toHaveLength(7);
  });
});
