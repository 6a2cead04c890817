// A fetch that answers as a Subsonic server does, from a small library, and keeps every request. For the tests.
// "full" is a server of today with the OpenSubsonic additions; "old" lacks top songs, tokens and several artists.

import { createHash } from "node:crypto";
import type { FakeLibrary, FakeTrack, Fault } from "@/lib/music/service.contract";

export const FAKE_URL = "https://music.test/subsonic";
export const FAKE_USERNAME = "listener";
export const FAKE_PASSWORD = "pässword & more";
export const FAKE_API_KEY = "key-1";

export type FakeRequest = {
  readonly method: string;
  readonly endpoint: string;
  readonly address: string;
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
};

export type FakeSubsonic = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly requests: FakeRequest[];
  /** Answers given before any other, one each. */
  readonly next: ((request: FakeRequest) => Response | Promise<Response>)[];
  fault: Fault | undefined;
};

type Kind = "full" | "old";
type List = { id: string; name: string; owner: string; version: number; titles: string[] };
type World = { readonly library: FakeLibrary; readonly lists: List[]; readonly kind: Kind };

export function createFakeSubsonic(library: FakeLibrary, kind: Kind = "full"): FakeSubsonic {
  const lists = library.playlists.map(({ name, owned, titles }) =>
    toList(name, owned ? FAKE_USERNAME : "friend", titles),
  );
  const world: World = { library, lists, kind };
  const fake: FakeSubsonic = {
    requests: [],
    next: [],
    fault: undefined,
    async fetch(url, init) {
      init.signal?.throwIfAborted();
      const request = toRequest(url, init);
      fake.requests.push(request);
      const prepared = fake.next.shift();
      if (prepared) return prepared(request);
      return fake.fault ? toFaultResponse(fake.fault) : answer(world, request);
    },
  };
  return fake;
}

export const ok = (body: object = {}): Response =>
  Response.json({ "subsonic-response": { status: "ok", version: "1.16.1", ...body } });

export const failed = (code: number, message: string, status = 200, version = "1.16.1"): Response =>
  Response.json({ "subsonic-response": { status: "failed", version, error: { code, message } } }, { status });

/** A made-up id, the same for the same text. */
export const fakeId = (text: string): string => createHash("md5").update(text).digest("hex");

function toRequest(url: string, init: RequestInit): FakeRequest {
  const { origin, pathname, searchParams } = new URL(url);
  const endpoint = /^\/subsonic\/rest\/(\w+)\.view$/.exec(pathname)?.[1];
  if (!endpoint || !url.startsWith(FAKE_URL)) throw new TypeError(`the fake does not serve ${url}`);
  const body = typeof init.body === "string" ? new URLSearchParams(init.body) : searchParams;
  return {
    method: init.method ?? "GET",
    endpoint,
    address: `${origin}${pathname}`,
    parameters: body,
    headers: Object.fromEntries(new Headers(init.headers)),
  };
}

function toFaultResponse(fault: Fault): Response {
  if (fault === "down") throw new TypeError("fetch failed");
  if (fault === "signed-out") return failed(40, "Wrong username or password");
  if (fault === "limited") return new Response("slow down", { status: 429, headers: { "Retry-After": "7" } });
  return new Response("<h1>Forbidden</h1>", { status: 403 });
}

/** undefined = let in. */
function refuse({ kind }: World, { parameters }: FakeRequest): Response | undefined {
  const [user, token, salt, password] = ["u", "t", "s", "p"].map((name) => parameters.get(name));
  const key = parameters.get("apiKey");
  if (key) {
    if (kind === "old") return failed(10, "A required parameter is missing.");
    return key === FAKE_API_KEY ? undefined : failed(44, "Invalid API key");
  }
  if (token && kind === "old") return failed(10, "A required parameter is missing.");
  const plain = Buffer.from((password ?? "").replace(/^enc:/, ""), "hex").toString("utf8");
  const isRight = token
    ? createHash("md5").update(`${FAKE_PASSWORD}${salt}`, "utf8").digest("hex") === token
    : plain === FAKE_PASSWORD;
  return user === FAKE_USERNAME && isRight ? undefined : failed(40, "Wrong username or password.");
}

function answer(world: World, request: FakeRequest): Response {
  const refused = refuse(world, request);
  if (refused) return refused;
  const { parameters } = request;
  const id = parameters.get("id") ?? "";
  switch (request.endpoint) {
    case "ping":
    case "scrobble":
    case "star":
    case "unstar":
      return ok();
    case "tokenInfo":
      return ok({ tokenInfo: { username: FAKE_USERNAME } });
    case "getPlaylists":
      return ok({
        playlists: listOf(
          "playlist",
          world.lists.map((list) => toHead(world, list)),
        ),
      });
    case "getPlaylist":
      return playlist(world, id);
    case "createPlaylist":
      return create(world, parameters);
    case "updatePlaylist":
      return update(world, parameters);
    case "deletePlaylist":
      return remove(world, id);
    case "getSong":
      return song(world, id);
    case "search3":
      return search(world, parameters);
    case "getArtists":
      return ok({
        artists: { index: artistsOf(world).map((name) => ({ name: name[0], artist: [toArtist(name)] })) },
      });
    case "getArtist":
      return artist(world, id);
    case "getAlbum":
      return album(world, id);
    case "getAlbumList2":
      return albums(world, parameters);
    case "getTopSongs":
      return world.kind === "full" ? topSongs(world, parameters) : failed(0, "Unknown method", 404);
    case "getCoverArt":
      return new Response("picture", { headers: { "Content-Type": "image/jpeg" } });
    case "stream":
      return stream(world, request, id);
  }
  return failed(0, "Unknown method", 404);
}

const notFound = (what: string) => failed(70, `${what} not found`);

function playlist(world: World, id: string): Response {
  const list = world.lists.find((entry) => entry.id === id);
  if (!list) return notFound("Playlist");
  const entries = list.titles.map((title) => toSong(world, trackOf(world, title)));
  return ok({ playlist: { ...toHead(world, list), ...listOf("entry", entries) } });
}

function create(world: World, parameters: URLSearchParams): Response {
  const name = parameters.get("name") ?? "";
  const list = toList(name, FAKE_USERNAME, titlesOf(world, parameters.getAll("songId")));
  world.lists.push(list);
  return world.kind === "full" ? ok({ playlist: toHead(world, list) }) : ok();
}

function update(world: World, parameters: URLSearchParams): Response {
  const list = world.lists.find((entry) => entry.id === parameters.get("playlistId"));
  if (!list) return notFound("Playlist");
  const gone = new Set(parameters.getAll("songIndexToRemove").map(Number));
  list.titles = list.titles.filter((_, place) => !gone.has(place));
  list.titles.push(...titlesOf(world, parameters.getAll("songIdToAdd")));
  list.name = parameters.get("name") ?? list.name;
  list.version++;
  return ok();
}

function remove({ lists }: World, id: string): Response {
  const place = lists.findIndex((entry) => entry.id === id);
  if (place < 0) return notFound("Playlist");
  lists.splice(place, 1);
  return ok();
}

function song(world: World, id: string): Response {
  const track = world.library.tracks.find(({ title }) => fakeId(title) === id);
  return track ? ok({ song: toSong(world, track) }) : notFound("Song");
}

/** The full server finds words in any case, the old one letters as they stand. */
function search(world: World, parameters: URLSearchParams): Response {
  const words = parameters.get("query") ?? "";
  const isHit = (text: string) =>
    world.kind === "full" ? text.toLowerCase().includes(words.toLowerCase()) : text.includes(words);
  const found = artistsOf(world).filter(isHit).map(toArtist);
  const songs = world.library.tracks.filter(({ title }) => isHit(title));
  const most = Number(parameters.get("songCount"));
  return ok({
    searchResult3: {
      ...listOf("artist", found.slice(0, Number(parameters.get("artistCount")))),
      ...listOf(
        "song",
        songs.slice(0, most).map((track) => toSong(world, track)),
      ),
    },
  });
}

function artist(world: World, id: string): Response {
  const name = artistsOf(world).find((entry) => fakeId(entry) === id);
  if (!name) return notFound("Artist");
  const own = world.library.tracks.some(({ artists }) => artists.includes(name));
  return ok({ artist: { ...toArtist(name), ...listOf("album", own ? [toAlbum(name)] : []) } });
}

/** An artist has one album, which also holds what they are a guest on. */
function album(world: World, id: string): Response {
  const name = artistsOf(world).find((entry) => toAlbum(entry).id === id);
  if (!name) return notFound("Album");
  const tracks = world.library.tracks.filter(({ artists }) => artists.includes(name));
  return ok({ album: { ...toAlbum(name), song: tracks.map((track) => toSong(world, track)) } });
}

function albums(world: World, parameters: URLSearchParams): Response {
  const [offset, size] = [Number(parameters.get("offset")), Number(parameters.get("size"))];
  const all = artistsOf(world).map(toAlbum);
  return ok({ albumList2: listOf("album", all.slice(offset, offset + size)) });
}

function topSongs(world: World, parameters: URLSearchParams): Response {
  const name = parameters.get("artist") ?? "";
  const tracks = world.library.tracks.filter(({ artists }) => artists.includes(name));
  const top = tracks.slice(0, Number(parameters.get("count")));
  return ok({
    topSongs: listOf(
      "song",
      top.map((track) => toSong(world, track)),
    ),
  });
}

function stream(world: World, { headers }: FakeRequest, id: string): Response {
  if (!world.library.tracks.some(({ title }) => fakeId(title) === id)) return notFound("Song");
  const sound = "0123456789";
  const [, from = "0", to = "9"] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  const part = sound.slice(Number(from), Number(to || 9) + 1);
  const isPart = headers.range !== undefined;
  return new Response(part, {
    status: isPart ? 206 : 200,
    headers: {
      "Content-Type": "audio/mpeg",
      "Content-Length": String(part.length),
      "Set-Cookie": "secret=1",
      ...(isPart && { "Content-Range": `bytes ${from}-${to || 9}/10` }),
    },
  });
}

/** Empty lists are left out, as most servers do. */
const listOf = (name: string, items: readonly unknown[]) => (items.length > 0 ? { [name]: items } : {});

const artistsOf = ({ library }: World): string[] => [
  ...new Set(library.tracks.flatMap(({ artists }) => artists)),
];

const toArtist = (name: string) => ({ id: fakeId(name), name, albumCount: 1 });

const toAlbum = (name: string) => ({
  id: fakeId(`album of ${name}`),
  name: `Album of ${name}`,
  artist: name,
  artistId: fakeId(name),
  genre: "Rock",
  songCount: 1,
});

const trackOf = ({ library }: World, title: string): FakeTrack => {
  const track = library.tracks.find((entry) => entry.title === title);
  if (!track) throw new TypeError(`the library has no "${title}"`);
  return track;
};

const titlesOf = ({ library }: World, ids: readonly string[]): string[] =>
  ids.flatMap((id) => library.tracks.find(({ title }) => fakeId(title) === id)?.title ?? []);

const toList = (name: string, owner: string, titles: readonly string[]): List => ({
  id: fakeId(name),
  name,
  owner,
  version: 1,
  titles: [...titles],
});

function toHead({ kind }: World, { id, name, owner, version, titles }: List) {
  const head = {
    id,
    name: kind === "old" && owner !== FAKE_USERNAME ? `[${owner}] ${name}` : name,
    owner,
    public: false,
    songCount: titles.length,
    duration: 200 * titles.length,
    created: "2026-01-01T00:00:00.000Z",
  };
  return kind === "full" ? { ...head, changed: `2026-01-01T00:00:00.00${version}Z` } : head;
}

function toSong({ library, kind }: World, track: FakeTrack) {
  const [main = ""] = track.artists;
  const own = library.tracks.filter(({ artists }) => artists[0] === main);
  const base = {
    id: fakeId(track.title),
    parent: fakeId(`album of ${main}`),
    isDir: false,
    isVideo: false,
    type: "music",
    title: track.title,
    album: `Album of ${main}`,
    albumId: fakeId(`album of ${main}`),
    artist: main,
    artistId: fakeId(main),
    coverArt: `al-${fakeId(main)}`,
    duration: Math.round(track.lengthMs / 1_000),
    track: own.indexOf(track) + 1,
    genre: "Rock",
  };
  if (kind === "old") return base;
  return {
    ...base,
    artists: track.artists.map((name) => ({ id: fakeId(name), name })),
    explicitStatus: track.explicit ? "explicit" : "clean",
    replayGain: { trackGain: -6.5, trackPeak: 0.98 },
  };
}
