// The contract against a real server: Debian's supysonic with the suite's library, which `npm test` starts.
// It knows no tokens, no top songs, one artist to a track, and sorts playlists by their names.

import { describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors";
import { describeMusicService, type FakeLibrary, type Fault } from "@/lib/music/service.contract";
import type { SubsonicCredentials } from "./credentials";
import { createSubsonicGate, type Fetch } from "./gate";
import { signInToSubsonic } from "./sign-in";
import { createSubsonicMusic } from "./subsonic-music";

const { SUPYSONIC_URL: url = "", SUPYSONIC_PASSWORD: password = "" } = process.env;
const SKIPPED = "no supysonic runs here: `npm test` starts one on Debian, as root";

const credentialsOf = (username: string): SubsonicCredentials => ({ kind: "basic", username, password });
const musicOf = (username: string, fetch: Fetch = globalThis.fetch) =>
  createSubsonicMusic({
    gate: createSubsonicGate({ fetch, sleep: async () => {} }),
    url,
    credentials: credentialsOf(username),
    coverAddress: (id) => `/api/cover/${id}`,
  });

async function call(username: string, endpoint: string, parameters: [string, string][] = []) {
  const secret = `enc:${Buffer.from(password).toString("hex")}`;
  const body = new URLSearchParams([
    ["u", username],
    ["p", secret],
    ["c", "test"],
    ["f", "json"],
    ...parameters,
  ]);
  const answer = await fetch(`${url}/rest/${endpoint}.view`, { method: "POST", body });
  return (await answer.json())["subsonic-response"];
}

type Ids = { readonly tracks: Map<string, string>; readonly artists: Map<string, string> };
let ids: Promise<Ids> | undefined;

async function readIds(): Promise<Ids> {
  const { searchResult3: found } = await call("listener", "search3", [
    ["query", ""],
    ["songCount", "1000"],
    ["artistCount", "1000"],
  ]);
  return {
    tracks: new Map(found.song.map((song: { title: string; id: string }) => [song.title, song.id])),
    artists: new Map(found.artist.map((artist: { name: string; id: string }) => [artist.name, artist.id])),
  };
}

/** Brings the server's playlists to those of the library: what a test before this one made is deleted. */
async function resetPlaylists({ playlists }: FakeLibrary, { tracks }: Ids): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const owner of ["listener", "friend"]) {
    const wanted = new Map(
      playlists
        .filter(({ owned }) => owned === (owner === "listener"))
        .map(({ name, titles }) => [name, titles]),
    );
    const { playlist: there = [] } = (await call(owner, "getPlaylists")).playlists;
    for (const { id, name, owner: whose, songCount } of there) {
      if (whose !== owner) continue;
      if (wanted.get(name)?.length === songCount) wanted.delete(name);
      else await call(owner, "deletePlaylist", [["id", id]]);
    }
    for (const [name, titles] of wanted) {
      const songs = titles.map((title): [string, string] => ["songId", tracks.get(title) ?? ""]);
      await call(owner, "createPlaylist", [["name", name], ...songs]);
    }
    for (const { id, name, owner: whose } of (await call(owner, "getPlaylists")).playlists.playlist) {
      if (whose !== owner) continue;
      found.set(name, id);
      if (owner === "friend")
        await call(owner, "updatePlaylist", [
          ["playlistId", id],
          ["public", "true"],
        ]);
    }
  }
  return found;
}

/** The real server, or what stands before it, in trouble. */
function refuse(fault: Fault, address: string, init: RequestInit): Promise<Response> {
  if (fault === "limited")
    return Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": "3" } }));
  if (fault === "not-allowed") return Promise.resolve(new Response("<h1>Forbidden</h1>", { status: 403 }));
  if (fault === "down") return fetch("http://127.0.0.1:9/", init);
  return fetch(address, { ...init, headers: { Authorization: `Basic ${btoa("listener:wrong")}` } });
}

describe.skipIf(url === "")("supysonic", () => {
  describeMusicService(
    "subsonic, a real supysonic",
    async (library) => {
      ids ??= readIds();
      const { tracks, artists } = await ids;
      const playlists = await resetPlaylists(library, await ids);
      let calls = 0;
      let fault: Fault | undefined;
      const get = (map: ReadonlyMap<string, string>) => (name: string) => map.get(name) ?? `no ${name}`;
      return {
        music: musicOf("listener", (address, init) => {
          calls++;
          return fault ? refuse(fault, address, init) : fetch(address, init);
        }),
        calls: () => calls,
        fail: (next) => {
          fault = next;
        },
        trackId: get(tracks),
        artistId: get(artists),
        playlistId: get(playlists),
        callsPerArtist: 4,
        unknown: { track: crypto.randomUUID(), playlist: crypto.randomUUID() },
      };
    },
    { wholeSeconds: true, plain: true, sorted: true },
  );

  it("reads the password from a header as it knows no tokens, and refuses a wrong one", async () => {
    const gate = createSubsonicGate();
    const signIn = (secret: string) => signInToSubsonic({ gate, url, username: "listener", secret });
    expect(await signIn(password)).toEqual(credentialsOf("listener"));
    const refused = await signIn("wrong").catch((error: unknown) => error);
    expect(isAppError(refused, "not_signed_in")).toBe(true);
  });

  it("plays a track, whole and in parts", async () => {
    const { tracks } = await (ids ?? readIds());
    const { media } = musicOf("listener");
    const id = tracks.get("Under Pressure") ?? "";
    const whole = await media?.openTrack(id);
    expect(whole).toMatchObject({ status: 200, headers: { "content-type": "audio/mpeg" } });
    const bytes = new Uint8Array(await new Response(whole?.body).arrayBuffer());
    const part = await media?.openTrack(id, { range: "bytes=1000-1999" });
    expect(part?.status).toBe(206);
    expect(new Uint8Array(await new Response(part?.body).arrayBuffer())).toEqual(bytes.slice(1_000, 2_000));
  });

  it("shows a cover, lists its library, notes a play and sets a star twice", async () => {
    const { tracks } = await (ids ?? readIds());
    const { media, library, reportPlay, setStarred, findTrack } = musicOf("listener");
    const id = tracks.get("Under Pressure") ?? "";
    const cover = (await findTrack(id))?.coverUrl?.replace("/api/cover/", "") ?? "";
    expect(await media?.openCover(cover, { sizePx: 100 })).toMatchObject({
      status: 200,
      headers: { "content-type": "image/png" },
    });
    expect((await library?.listArtists())?.map(({ name }) => name)).toContain("Sigur Rós");
    const albums = [];
    for await (const page of library?.listAlbums() ?? []) albums.push(...page);
    expect(albums.map(({ artists }) => artists[0]?.name)).toContain("Queen");
    await reportPlay?.({ trackId: id, startedAt: 1_760_000_000_000, finished: true });
    await setStarred?.(id, true);
    await setStarred?.(id, true);
    await setStarred?.(id, false);
  });
});

describe.skipIf(url !== "")("supysonic", () => {
  it.skip(SKIPPED, () => {});
});
