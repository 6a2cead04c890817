// Artists, albums and tracks of the Web API, the old batch and top-tracks routes included.
// Everything comes from the invented discographies.
import { type Call, pageOf, param, readPage, readTightPage } from "../call";
import { findAlbum, findArtist, findTrack } from "../lookup";
import { Fault, json } from "../respond";
import type { Route } from "../route";

export const catalogueRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/artists/{id}", bucket: "artist", handle: getArtist },
  { method: "GET", path: "/v1/artists/{id}/albums", bucket: "artist-albums", handle: getArtistAlbums },
  {
    method: "GET",
    path: "/v1/artists/{id}/top-tracks",
    bucket: "artist",
    removed: true,
    handle: (call) => {
      const artist = findOr404(findArtist(call.world, param(call, "id")));
      const top = call.world.discographyOf(artist).top.slice(0, 10);
      return json({ tracks: top.map((track) => call.wire.track({ artist, track })) });
    },
  },
  { method: "GET", path: "/v1/albums/{id}", bucket: "album", handle: getAlbum },
  { method: "GET", path: "/v1/albums/{id}/tracks", bucket: "album", handle: getAlbumTracks },
  {
    method: "GET",
    path: "/v1/tracks/{id}",
    bucket: "track",
    handle: (call) => json(call.wire.track(findOr404(findTrack(call.world, param(call, "id"))))),
  },
  {
    method: "GET",
    path: "/v1/tracks",
    bucket: "track",
    removed: true,
    handle: (call) =>
      json({ tracks: batch(call, 50, (id) => orNull(findTrack(call.world, id), call.wire.track)) }),
  },
  {
    method: "GET",
    path: "/v1/artists",
    bucket: "artist",
    removed: true,
    handle: (call) =>
      json({ artists: batch(call, 50, (id) => orNull(findArtist(call.world, id), call.wire.artist)) }),
  },
  {
    method: "GET",
    path: "/v1/albums",
    bucket: "album",
    removed: true,
    handle: (call) =>
      json({
        albums: batch(call, 20, (id) => orNull(findAlbum(call.world, id), (of) => fullAlbum(call, of))),
      }),
  },
];

function getArtist(call: Call): Response {
  return json(call.wire.artist(findOr404(findArtist(call.world, param(call, "id")))));
}

function getArtistAlbums(call: Call): Response {
  const artist = findOr404(findArtist(call.world, param(call, "id")));
  const isNew = call.state.switches.tier === "dev-new";
  const page = readTightPage(call);
  const groups = (call.url.searchParams.get("include_groups") ?? "album,single,compilation,appears_on").split(
    ",",
  );
  const albums = call.world.discographyOf(artist).albums.filter((album) => groups.includes(album.type));
  const newestFirst = [...albums].sort((a, b) => b.releaseDate.localeCompare(a.releaseDate));
  return json(
    pageOf(call, newestFirst, page, (album) => ({
      ...call.wire.simpleAlbum(artist, album),
      ...(!isNew && { album_group: album.type }),
    })),
  );
}

function getAlbum(call: Call): Response {
  return json(fullAlbum(call, findOr404(findAlbum(call.world, param(call, "id")))));
}

export function fullAlbum(call: Call, { artist, album }: NonNullable<ReturnType<typeof findAlbum>>) {
  const isNew = call.state.switches.tier === "dev-new";
  const url = new URL(`/v1/albums/${album.id}/tracks`, call.url);
  const tracks = pageOf({ ...call, url }, album.tracks, { limit: 50, offset: 0 }, (track) =>
    call.wire.simpleTrack({ artist, track }),
  );
  return {
    ...call.wire.simpleAlbum(artist, album),
    copyrights: [{ text: "Invented by the Longwave sandbox", type: "C" }],
    external_ids: { upc: album.upc },
    genres: [],
    tracks,
    ...(!isNew && { label: "Sandbox Records", popularity: artist.popularity }),
  };
}

function getAlbumTracks(call: Call): Response {
  const { artist, album } = findOr404(findAlbum(call.world, param(call, "id")));
  return json(
    pageOf(call, album.tracks, readPage(call), (track) => call.wire.simpleTrack({ artist, track })),
  );
}

function batch<T>(call: Call, max: number, find: (id: string) => T): T[] {
  const ids = (call.url.searchParams.get("ids") ?? "").split(",").filter(Boolean);
  if (ids.length === 0 || ids.length > max)
    throw new Fault(400, ids.length ? "Too many ids requested" : "Invalid id");
  return ids.map(find);
}

function orNull<T, U>(value: T | undefined, map: (value: T) => U): U | null {
  return value === undefined ? null : map(value);
}

/** Ids that are no ids at all and ids of nothing answer alike, as the real service mostly does. */
function findOr404<T>(value: T | undefined): T {
  if (value === undefined) throw new Fault(404, "Resource not found");
  return value;
}
