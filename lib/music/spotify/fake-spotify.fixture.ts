// A fetch that answers as Spotify's Web API does, from a small library, and keeps every request. For the tests.
// Shapes after the official description; `tier` chooses which of the moved routes and renamed keys exist.

import type { FakeLibrary, FakeTrack, Fault } from "@/lib/music/service.contract";
import { createFakePlayerRoutes, type FakePlayerRoutes } from "./fake-player.fixture";

export const FAKE_API_URL = "https://spotify.test/v1";
export const FAKE_USER_ID = "listener";

export type FakeRequest = {
  readonly method: string;
  /** Below the API's address, query included. */
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
};

export type FakeSpotify = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly requests: FakeRequest[];
  /** Answers given before any other, one each. */
  readonly next: ((request: FakeRequest) => Response | Promise<Response>)[];
  fault: Fault | undefined;
};

type List = {
  id: string;
  name: string;
  owned: boolean;
  version: number;
  titles: string[];
  /** Taken out of the library: no longer listed, but still there. */
  isGone?: boolean;
};
type World = { library: FakeLibrary; lists: List[]; tier: "new" | "old"; player: FakePlayerRoutes };

export function createFakeSpotify(library: FakeLibrary, tier: "new" | "old" = "new"): FakeSpotify {
  const lists = library.playlists.map(({ name, owned, titles }) => toList(name, owned, titles));
  const world: World = { library, lists, tier, player: createFakePlayerRoutes() };
  const fake: FakeSpotify = {
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

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

export const refusal = (
  status: number,
  message: string,
  reason?: string,
  headers?: Record<string, string>,
): Response => json(status, { error: { status, message, ...(reason && { reason }) } }, headers);

/** A made-up id in Spotify's form: 22 letters and digits, the same for the same text. */
export function fakeId(text: string): string {
  const hex = Buffer.from(text, "utf8").toString("hex");
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 4_294_967_291;
  return `${hash.toString(36)}${hex}`.padEnd(22, "0").slice(0, 22);
}

function toRequest(url: string, init: RequestInit): FakeRequest {
  if (!url.startsWith(`${FAKE_API_URL}/`)) throw new TypeError(`the fake does not serve ${url}`);
  return {
    method: init.method ?? "GET",
    path: url.slice(FAKE_API_URL.length + 1),
    body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
    headers: Object.fromEntries(new Headers(init.headers)),
  };
}

function toFaultResponse(fault: Fault): Response {
  if (fault === "down") throw new TypeError("fetch failed");
  if (fault === "signed-out") return refusal(401, "The access token expired");
  if (fault === "limited") return refusal(429, "Too many requests", undefined, { "Retry-After": "7" });
  return new Response("User not registered in the Developer Dashboard", { status: 403 });
}

function answer(world: World, request: FakeRequest): Response {
  const url = new URL(request.path, `${FAKE_API_URL}/`);
  const [root, id = "", child] = url.pathname.replace("/v1/", "").split("/").map(decodeURIComponent);
  const query = url.searchParams;
  if (root === "search") return search(world, query);
  if (root === "tracks") return findTrack(world, id);
  if (root === "playlists") return playlistRoutes(world, request, id, child, query);
  if (root === "me" && id === "player") return world.player(request, child ?? "", query);
  if (root === "me" && id === "playlists") {
    if (request.method === "GET")
      return json(
        200,
        page(
          world.lists.filter(({ isGone }) => !isGone),
          query,
          (list) => toWireList(world, list),
        ),
      );
    return world.tier === "new" ? create(world, request.body) : refusal(404, "Service not found");
  }
  if (root === "me" && id === "library" && world.tier === "new") {
    return follow(world, request, query.get("uris")?.replace("spotify:playlist:", "") ?? "");
  }
  if (root === "users" && world.tier === "old") return create(world, request.body);
  return refusal(403, "Forbidden");
}

function playlistRoutes(
  world: World,
  request: FakeRequest,
  id: string,
  child: string | undefined,
  query: URLSearchParams,
): Response {
  const list = world.lists.find((candidate) => candidate.id === id);
  if (child === "followers" && world.tier === "old") return follow(world, request, id);
  if (child && child !== (world.tier === "new" ? "items" : "tracks")) return refusal(403, "Forbidden");
  if (!list) return refusal(404, "Resource not found");
  if (!child && request.method === "PUT") {
    list.name = (request.body as { name: string }).name;
    return new Response(null, { status: 200 });
  }
  if (!child) return json(200, toWireList(world, list));
  if (request.method === "DELETE") {
    const body = request.body as Record<string, { uri: string }[]>;
    const gone = new Set(body[world.tier === "new" ? "items" : "tracks"]?.map(({ uri }) => uri));
    const uriOf = (title: string) => `spotify:track:${fakeId(title)}`;
    list.titles = list.titles.filter((title) => !gone.has(uriOf(title)));
    list.version++;
    return json(200, { snapshot_id: `v${list.version}` });
  }
  if (request.method === "POST") {
    const { uris } = request.body as { uris: string[] };
    if (uris.length > 100) return refusal(400, "You can add a maximum of 100 tracks per request.");
    const known = new Map(world.library.tracks.map((track) => [toUri(track), track.title]));
    list.titles.push(...uris.flatMap((uri) => known.get(uri) ?? []));
    list.version++;
    return json(201, { snapshot_id: `v${list.version}` });
  }
  if (!list.owned && world.tier === "new") return refusal(403, "Forbidden");
  const key = world.tier === "new" ? "item" : "track";
  const entry = (title: string) => ({ added_at: null, is_local: false, [key]: toWireTrackOf(world, title) });
  return json(200, page(list.titles, query, entry));
}

function follow(world: World, { method }: FakeRequest, id: string): Response {
  const list = world.lists.find((candidate) => candidate.id === id);
  if (!list) return refusal(404, "Resource not found");
  list.isGone = method === "DELETE";
  return new Response(null, { status: 200 });
}

function search(world: World, query: URLSearchParams): Response {
  const limit = Number(query.get("limit") ?? 5);
  if (world.tier === "new" && limit > 10) return refusal(400, "Invalid limit");
  const words = /^artist:"(.*)"$/.exec(query.get("q") ?? "")?.[1] ?? "";
  const wanted = fold(words);
  const found = world.library.tracks.filter(({ artists }) =>
    artists.some((name) => fold(name).includes(wanted)),
  );
  return json(200, { tracks: page(found, query, (track) => toWireTrack(track)) });
}

function findTrack(world: World, id: string): Response {
  const track = world.library.tracks.find(({ title }) => fakeId(title) === id);
  return track ? json(200, toWireTrack(track)) : refusal(404, "Resource not found");
}

function create(world: World, body: unknown): Response {
  const { name } = body as { name: string };
  const list = toList(name, true, []);
  world.lists.push(list);
  return json(201, toWireList(world, list));
}

function page<Item>(items: readonly Item[], query: URLSearchParams, toWire: (item: Item) => unknown) {
  const limit = Number(query.get("limit") ?? 20);
  const offset = Number(query.get("offset") ?? 0);
  const slice = items.slice(offset, offset + limit).map(toWire);
  return { href: FAKE_API_URL, items: slice, limit, next: null, offset, previous: null, total: items.length };
}

function toList(name: string, owned: boolean, titles: readonly string[]): List {
  return { id: fakeId(name), name, owned, version: 1, titles: [...titles] };
}

function toWireList(world: World, list: List) {
  const head = {
    collaborative: false,
    external_urls: { spotify: `https://open.spotify.com/playlist/${list.id}` },
    id: list.id,
    name: list.name,
    owner: { id: list.owned ? FAKE_USER_ID : "friend", display_name: null },
    snapshot_id: `v${list.version}`,
    type: "playlist",
  };
  if (world.tier === "old") return { ...head, tracks: { href: "", total: list.titles.length } };
  return list.owned ? { ...head, items: { href: "", total: list.titles.length } } : head;
}

function toWireTrackOf(world: World, title: string): unknown {
  const track = world.library.tracks.find((candidate) => candidate.title === title);
  return track ? toWireTrack(track) : null;
}

const toUri = (track: FakeTrack): string => `spotify:track:${fakeId(track.title)}`;

function toWireTrack(track: FakeTrack) {
  const id = fakeId(track.title);
  return {
    album: {
      external_urls: { spotify: `https://open.spotify.com/album/${id}` },
      id,
      images: [64, 640, 300].map((width) => ({
        url: `https://i.scdn.co/${id}/${width}`,
        width,
        height: width,
      })),
      name: `Album of ${track.title}`,
    },
    artists: track.artists.map((name) => ({
      external_urls: { spotify: `https://open.spotify.com/artist/${fakeId(name)}` },
      id: fakeId(name),
      name,
      type: "artist",
    })),
    duration_ms: track.lengthMs,
    explicit: track.explicit,
    external_urls: { spotify: `https://open.spotify.com/track/${id}` },
    id,
    is_local: false,
    is_playable: true,
    name: track.title,
    type: "track",
    uri: toUri(track),
  };
}

const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .toLowerCase();
