// The listener's own shelf: profile, library, liked songs and top artists and tracks.
// Tops are counted over the listener's playlists, so they fit the stations.
import { type Call, pageOf, param, readPage, readStrings } from "../call";
import type { SandboxArtist } from "../catalogue";
import type { TrackRef } from "../discography";
import { parseUri } from "../ids";
import { findAlbum, findArtist, findTrackByUri } from "../lookup";
import { Fault, json } from "../respond";
import type { Route } from "../route";
import { fullAlbum } from "./catalogue";

const MAX_URIS = 40;
const WRITE = [
  "user-library-modify",
  "user-follow-modify",
  "playlist-modify-public",
  "playlist-modify-private",
];
const READ = ["user-library-read", "user-follow-read", "playlist-read-private"];

export const meRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/me", bucket: "me", handle: (call) => json(call.wire.profile(call.account.id)) },
  {
    method: "PUT",
    path: "/v1/me/library",
    bucket: "library",
    scopes: WRITE,
    handle: (call) => save(call, true),
  },
  {
    method: "DELETE",
    path: "/v1/me/library",
    bucket: "library",
    scopes: WRITE,
    handle: (call) => save(call, false),
  },
  { method: "GET", path: "/v1/me/library/contains", bucket: "library", scopes: READ, handle: contains },
  { method: "GET", path: "/v1/me/tracks", bucket: "me-tracks", scopes: ["user-library-read"], handle: liked },
  ...["albums", "episodes", "shows", "audiobooks"].map(
    (kind): Route => ({
      method: "GET",
      path: `/v1/me/${kind}`,
      bucket: "library",
      scopes: ["user-library-read"],
      // Only albums can be saved here; the other shelves are there and empty.
      handle:
        kind === "albums" ? savedAlbums : (call) => json(pageOf(call, [], readPage(call), (item) => item)),
    }),
  ),
  { method: "GET", path: "/v1/me/top/{type}", bucket: "top", scopes: ["user-top-read"], handle: top },
  {
    method: "GET",
    path: "/v1/me/following",
    bucket: "library",
    scopes: ["user-follow-read"],
    handle: following,
  },
];

/** URIs come in the query only: a body is ignored, as the real service ignores it. */
function readUris(call: Call): string[] {
  const uris = readStrings(call, {}, "uris");
  if (!uris || uris.length === 0) throw new Fault(400, "Missing required field: uris");
  if (uris.length > MAX_URIS) throw new Fault(400, `Too many uris. Maximum allowed is ${MAX_URIS}.`);
  for (const uri of uris) {
    const parts = parseUri(uri);
    if (!parts && !uri.startsWith("spotify:user:")) throw new Fault(400, `Invalid uri: ${uri}`);
  }
  return uris;
}

function save(call: Call, isSaving: boolean): Response {
  for (const uri of readUris(call)) keep(call, uri, isSaving);
  return new Response(null, { status: 200 });
}

export function keep(call: Call, uri: string, isSaving: boolean): void {
  const library = libraryOf(call);
  const parts = parseUri(uri);
  const playlist = parts?.kind === "playlist" ? call.state.playlists.get(parts.id) : undefined;
  // Taking a playlist out of the library is how a playlist is deleted, one's own as well.
  if (playlist && isSaving) playlist.followers.add(call.account.id);
  else if (playlist) playlist.followers.delete(call.account.id);
  else if (!isSaving) library.delete(uri);
  else if (!library.has(uri)) library.set(uri, call.now);
}

function contains(call: Call): Response {
  return json(readUris(call).map((uri) => isKept(call, uri)));
}

export function isKept(call: Call, uri: string): boolean {
  const parts = parseUri(uri);
  const playlist = parts?.kind === "playlist" ? call.state.playlists.get(parts.id) : undefined;
  return playlist ? playlist.followers.has(call.account.id) : libraryOf(call).has(uri);
}

function liked(call: Call): Response {
  const saved = [...libraryOf(call)]
    .flatMap(([uri, at]) => {
      const ref = findTrackByUri(call.world, uri);
      return ref ? [{ ref, at }] : [];
    })
    .sort((a, b) => b.at - a.at);
  return json(
    pageOf(call, saved, readPage(call), ({ ref, at }) => ({
      added_at: new Date(at).toISOString().replace(/\.\d+Z$/, "Z"),
      track: call.wire.track(ref),
    })),
  );
}

function savedAlbums(call: Call): Response {
  const saved = [...libraryOf(call)].flatMap(([uri, at]) => {
    const parts = parseUri(uri);
    const found = parts?.kind === "album" ? findAlbum(call.world, parts.id) : undefined;
    return found ? [{ found, at }] : [];
  });
  return json(
    pageOf(call, saved.reverse(), readPage(call), ({ found, at }) => ({
      added_at: new Date(at).toISOString().replace(/\.\d+Z$/, "Z"),
      album: fullAlbum(call, found),
    })),
  );
}

function top(call: Call): Response {
  const type = param(call, "type");
  const page = readPage(call);
  const tracks = ownTracks(call);
  if (type === "tracks") return json(pageOf(call, tracks, page, call.wire.track));
  if (type !== "artists") throw new Fault(400, "Invalid type");
  const counts = new Map<SandboxArtist, number>();
  for (const { artist } of tracks) counts.set(artist, (counts.get(artist) ?? 0) + 1);
  const artists = [...counts].sort((a, b) => b[1] - a[1]).map(([artist]) => artist);
  return json(pageOf(call, artists, page, call.wire.artist));
}

function following(call: Call): Response {
  const { limit } = readPage(call);
  const artists = [...libraryOf(call).keys()].flatMap((uri) => {
    const parts = parseUri(uri);
    const artist = parts?.kind === "artist" ? findArtist(call.world, parts.id) : undefined;
    return artist ? [call.wire.artist(artist)] : [];
  });
  const after = call.url.searchParams.get("after");
  const from = after === null ? 0 : artists.findIndex((artist) => artist.id === after) + 1;
  const items = artists.slice(from, from + limit);
  const last = from + limit < artists.length ? (items.at(-1)?.id ?? null) : null;
  const next = new URL(call.url);
  if (last) next.searchParams.set("after", last);
  return json({
    artists: {
      href: call.url.href,
      items,
      limit,
      next: last ? next.href : null,
      cursors: { after: last, before: null },
      total: artists.length,
    },
  });
}

function ownTracks(call: Call): TrackRef[] {
  const seen = new Set<string>();
  const tracks: TrackRef[] = [];
  for (const playlist of call.state.playlists.values()) {
    if (playlist.owner !== call.account.id) continue;
    for (const { item } of playlist.entries) {
      if (item.kind !== "track" || seen.has(item.uri)) continue;
      seen.add(item.uri);
      tracks.push(item.ref);
    }
  }
  return tracks;
}

function libraryOf(call: Call): Map<string, number> {
  const library = call.state.library.get(call.account.id);
  if (!library) throw new Fault(404, "Resource not found");
  return library;
}
