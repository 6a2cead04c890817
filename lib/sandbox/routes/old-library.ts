// The routes of a listener's library before `/me/library`: save, take back and ask, by kind, and other people's profiles.
// Refused to new development apps; the old tiers still answer them.
import { type Call, getPlaylist, param, readBody, readStrings } from "../call";
import { Fault, json } from "../respond";
import type { Route } from "../route";
import { isKept, keep } from "./me";

const MODIFY = ["user-library-modify"];
const READ = ["user-library-read"];
const MAX_IDS = 50;

export const oldLibraryRoutes: readonly Route[] = (
  [
    { method: "PUT", path: "/v1/me/tracks", scopes: MODIFY, handle: (call) => save(call, "track", true) },
    { method: "DELETE", path: "/v1/me/tracks", scopes: MODIFY, handle: (call) => save(call, "track", false) },
    {
      method: "GET",
      path: "/v1/me/tracks/contains",
      scopes: READ,
      handle: (call) => contains(call, "track"),
    },
    {
      method: "PUT",
      path: "/v1/me/following",
      scopes: ["user-follow-modify"],
      handle: (call) => follow(call, true),
    },
    {
      method: "DELETE",
      path: "/v1/me/following",
      scopes: ["user-follow-modify"],
      handle: (call) => follow(call, false),
    },
    {
      method: "GET",
      path: "/v1/me/following/contains",
      scopes: ["user-follow-read"],
      handle: (call) => contains(call, followedKind(call)),
    },
    { method: "PUT", path: "/v1/playlists/{id}/followers", handle: (call) => followPlaylist(call, true) },
    { method: "DELETE", path: "/v1/playlists/{id}/followers", handle: (call) => followPlaylist(call, false) },
    {
      method: "GET",
      path: "/v1/playlists/{id}/followers/contains",
      handle: (call) => json([getPlaylist(call).followers.has(call.account.id)]),
    },
    { method: "GET", path: "/v1/users/{id}", handle: getUser },
  ] satisfies readonly Omit<Route, "bucket" | "removed">[]
).map((route): Route => ({ ...route, bucket: "library", removed: true }));

async function save(call: Call, kind: string, isSaving: boolean): Promise<Response> {
  const ids = readIds(readStrings(call, await readBody(call), "ids"));
  for (const id of ids) keep(call, `spotify:${kind}:${id}`, isSaving);
  return new Response(null, { status: 200 });
}

function contains(call: Call, kind: string): Response {
  const ids = readIds(readStrings(call, {}, "ids"));
  return json(ids.map((id) => isKept(call, `spotify:${kind}:${id}`)));
}

async function follow(call: Call, isSaving: boolean): Promise<Response> {
  await save(call, followedKind(call), isSaving);
  return new Response(null, { status: 204 });
}

function followPlaylist(call: Call, isSaving: boolean): Response {
  keep(call, `spotify:playlist:${getPlaylist(call).id}`, isSaving);
  return new Response(null, { status: 200 });
}

function getUser(call: Call): Response {
  const id = param(call, "id");
  const name = call.state.displayNames.get(id);
  if (name === undefined) throw new Fault(404, "Resource not found");
  return json({
    display_name: name,
    ...call.wire.user(id),
    followers: { href: null, total: 0 },
    images: [],
  });
}

function followedKind(call: Call): string {
  const type = call.url.searchParams.get("type");
  if (type !== "artist" && type !== "user") throw new Fault(400, "Invalid type");
  return type;
}

function readIds(ids: readonly string[] | undefined): readonly string[] {
  if (!ids || ids.length === 0 || ids.length > MAX_IDS) throw new Fault(400, "Invalid ids");
  return ids;
}
