// Playlists of the Web API: the listener's list, one playlist's head, making and renaming.
// Their items are in playlist-items.ts.
import { type Call, getPlaylist, pageOf, param, readBody, readPage } from "../call";
import { Fault, json } from "../respond";
import type { Route } from "../route";
import { addPlaylist, type PlaylistState, snapshotOf } from "../state";
import { mayRead } from "../wire";

const READ = ["playlist-read-private"];
const MODIFY = ["playlist-modify-private", "playlist-modify-public"];
/** How many items `GET /playlists/{id}` embeds. */
const EMBEDDED = 100;

export const playlistRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/me/playlists", bucket: "me-playlists", scopes: READ, handle: listOwn },
  { method: "POST", path: "/v1/me/playlists", bucket: "playlist-write", scopes: MODIFY, handle: create },
  { method: "GET", path: "/v1/playlists/{id}", bucket: "playlist", handle: getOne },
  { method: "PUT", path: "/v1/playlists/{id}", bucket: "playlist-write", scopes: MODIFY, handle: change },
  {
    method: "GET",
    path: "/v1/users/{user}/playlists",
    bucket: "me-playlists",
    removed: true,
    handle: listOfUser,
  },
  {
    method: "POST",
    path: "/v1/users/{user}/playlists",
    bucket: "playlist-write",
    scopes: MODIFY,
    removed: true,
    handle: create,
  },
];

function listOwn(call: Call): Response {
  const page = readPage(call);
  const all = [...call.state.playlists.values()].filter((playlist) =>
    playlist.followers.has(call.account.id),
  );
  return json(pageOf(call, all, page, (playlist) => call.wire.simplePlaylist(playlist, call.account.id)));
}

function listOfUser(call: Call): Response {
  const page = readPage(call);
  const all = [...call.state.playlists.values()].filter(
    (playlist) =>
      playlist.owner === param(call, "user") && (playlist.public || playlist.owner === call.account.id),
  );
  return json(pageOf(call, all, page, (playlist) => call.wire.simplePlaylist(playlist, call.account.id)));
}

async function create(call: Call): Promise<Response> {
  const body = await readBody(call);
  if (typeof body.name !== "string" || body.name.trim() === "") {
    throw new Fault(400, "Missing required field: name");
  }
  const isPublic = body.public !== false;
  const isCollaborative = body.collaborative === true;
  if (isPublic && isCollaborative && body.public === true) {
    throw new Fault(400, "Collaborative playlists can only be private.");
  }
  const playlist = addPlaylist(call.state, {
    owner: call.account.id,
    name: body.name,
    description: typeof body.description === "string" ? body.description : "",
    public: isPublic && !isCollaborative,
    collaborative: isCollaborative,
  });
  return json(fullPlaylist(call, playlist), 201);
}

function getOne(call: Call): Response {
  const playlist = getPlaylist(call);
  const isHidden = !playlist.public && !playlist.followers.has(call.account.id) && !playlist.collaborative;
  if (isHidden) throw new Fault(404, "Resource not found");
  return json(fullPlaylist(call, playlist));
}

async function change(call: Call): Promise<Response> {
  const playlist = getOwnPlaylist(call);
  const body = await readBody(call);
  const isKnown = ["name", "description", "public", "collaborative"].some((field) => field in body);
  if (!isKnown) throw new Fault(400, "Missing required field: name");
  if (typeof body.name === "string") playlist.name = body.name;
  if (typeof body.description === "string") playlist.description = body.description;
  if (typeof body.public === "boolean") playlist.public = body.public;
  if (typeof body.collaborative === "boolean") playlist.collaborative = body.collaborative;
  playlist.version += 1;
  return new Response(null, { status: 200 });
}

/** The playlist of the path if the account may edit it; 403 otherwise. */
export function getOwnPlaylist(call: Call): PlaylistState {
  const playlist = getPlaylist(call);
  if (!mayRead(playlist, call.account.id)) throw new Fault(403, "Forbidden");
  return playlist;
}

function fullPlaylist(call: Call, playlist: PlaylistState) {
  const isLegacy = call.state.switches.tier !== "dev-new";
  const first = (path: string) =>
    pageOf(
      { ...call, url: new URL(`/v1/playlists/${playlist.id}/${path}`, call.url) },
      playlist.entries,
      { limit: EMBEDDED, offset: 0 },
      call.wire.entry,
    );
  return {
    ...call.wire.playlistHead(playlist),
    followers: { href: null, total: Math.max(0, playlist.followers.size - 1) },
    ...(mayRead(playlist, call.account.id) && { items: first("items") }),
    ...(isLegacy && { tracks: first("tracks") }),
    snapshot_id: snapshotOf(playlist),
  };
}
