// The items of a playlist: read, add, replace, reorder and remove; each edit gives a new snapshot.
// The same handlers serve the old `/tracks` paths, which new development apps no longer have.
import { type Call, isRecord, pageOf, readBody, readPage, readStrings } from "../call";
import { parseUri } from "../ids";
import { findTrackByUri } from "../lookup";
import { Fault, json } from "../respond";
import type { Route } from "../route";
import { type EntryItem, type PlaylistEntry, type PlaylistState, snapshotOf } from "../state";
import { getOwnPlaylist } from "./playlists";

const MODIFY = ["playlist-modify-private", "playlist-modify-public"];
const MAX_AT_ONCE = 100;

export const playlistItemRoutes: readonly Route[] = [
  ...itemRoutes("/v1/playlists/{id}/items"),
  ...itemRoutes("/v1/playlists/{id}/tracks").map((route) => ({ ...route, removed: true })),
];

function itemRoutes(path: string): Route[] {
  return [
    { method: "GET", path, bucket: "playlist", handle: list },
    { method: "POST", path, bucket: "playlist-write", scopes: MODIFY, handle: add },
    { method: "PUT", path, bucket: "playlist-write", scopes: MODIFY, handle: replaceOrReorder },
    { method: "DELETE", path, bucket: "playlist-write", scopes: MODIFY, handle: remove },
  ];
}

function list(call: Call): Response {
  const playlist = getOwnPlaylist(call);
  return json(
    pageOf(
      call,
      playlist.entries,
      readPage(call, { max: call.url.pathname.endsWith("tracks") ? 100 : 50 }),
      call.wire.entry,
    ),
  );
}

async function add(call: Call): Promise<Response> {
  const playlist = getOwnPlaylist(call);
  const body = await readBody(call);
  const entries = toEntries(call, readStrings(call, body, "uris"));
  const position = body.position ?? call.url.searchParams.get("position");
  const at = position === null || position === undefined ? playlist.entries.length : Number(position);
  if (!Number.isInteger(at) || at < 0 || at > playlist.entries.length)
    throw new Fault(400, "Index out of bounds.");
  return saved(playlist, [...playlist.entries.slice(0, at), ...entries, ...playlist.entries.slice(at)], 201);
}

async function replaceOrReorder(call: Call): Promise<Response> {
  const playlist = getOwnPlaylist(call);
  const body = await readBody(call);
  if ("range_start" in body) return reorder(playlist, body);
  const uris = readStrings(call, body, "uris") ?? [];
  return saved(playlist, uris.length ? toEntries(call, uris) : [], 200);
}

function reorder(playlist: PlaylistState, body: Readonly<Record<string, unknown>>): Response {
  const start = Number(body.range_start);
  const before = Number(body.insert_before);
  const length = Number(body.range_length ?? 1);
  const count = playlist.entries.length;
  const isSound = [start, before, length].every((value) => Number.isInteger(value) && value >= 0);
  if (!isSound || start + length > count || before > count) throw new Fault(400, "Index out of bounds.");
  const moved = playlist.entries.slice(start, start + length);
  const rest = [...playlist.entries.slice(0, start), ...playlist.entries.slice(start + length)];
  const at = before > start ? Math.max(start, before - length) : before;
  return saved(playlist, [...rest.slice(0, at), ...moved, ...rest.slice(at)], 200);
}

async function remove(call: Call): Promise<Response> {
  const playlist = getOwnPlaylist(call);
  const body = await readBody(call);
  const items = body.items ?? body.tracks;
  if (!Array.isArray(items) || items.length === 0) throw new Fault(400, "Missing required field: items");
  if (items.length > MAX_AT_ONCE) throw new Fault(400, "You can remove a maximum of 100 items per request.");
  const uris = new Set(items.map((item: unknown) => (isRecord(item) ? String(item.uri) : "")));
  return saved(
    playlist,
    playlist.entries.filter((entry) => !uris.has(entry.item.uri)),
    200,
  );
}

function saved(playlist: PlaylistState, entries: PlaylistEntry[], status: number): Response {
  playlist.entries = entries;
  playlist.version += 1;
  return json({ snapshot_id: snapshotOf(playlist) }, status);
}

function toEntries(call: Call, uris: readonly string[] | undefined): PlaylistEntry[] {
  if (!uris || uris.length === 0) throw new Fault(400, "No uris provided");
  if (uris.length > MAX_AT_ONCE) throw new Fault(400, "You can add a maximum of 100 tracks per request.");
  return uris.map((uri) => ({ addedAt: call.now, addedBy: call.account.id, item: toItem(call, uri) }));
}

function toItem(call: Call, uri: string): EntryItem {
  const ref = findTrackByUri(call.world, uri);
  if (ref) return { kind: "track", uri, ref };
  const parts = parseUri(uri);
  if (parts?.kind === "episode")
    return { kind: "episode", uri, title: "An episode", show: "Sandbox Sound Stories" };
  throw new Fault(
    400,
    parts?.kind === "track" ? "Payload contains a non-existing ID" : `Invalid track uri: ${uri}`,
  );
}
