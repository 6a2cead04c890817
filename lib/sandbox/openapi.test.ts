// Every answer of the sandbox against the official description of the Web API, in every tier.
// The description is not in the repository: without it beside the repository these tests are skipped.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isRecord } from "./call";
import { type Exceptions, type FieldTable, readDescription, UNNAMED } from "./openapi.fixture";
import { routeName } from "./route";
import { apiRoutes } from "./routes/table";
import { at, control, createListener, listAt } from "./sandbox.fixture";
import { TIERS } from "./switches";

const DESCRIPTION = fileURLToPath(new URL("../../../shared/spotify/official-open-api.yml", import.meta.url));

/** What new development apps do not get any more: the field changes of February 2026, and what was seen since. */
const CUT_IN_2026: FieldTable = {
  TrackObject: ["available_markets", "popularity"],
  SimplifiedTrackObject: ["available_markets"],
  AlbumObject: ["available_markets", "label", "popularity"],
  SimplifiedAlbumObject: ["available_markets"],
  ArtistDiscographyAlbumObject: ["album_group", "available_markets"],
  ArtistObject: ["followers", "genres", "popularity"],
  PrivateUserObject: ["country", "email", "explicit_content", "followers", "product"],
  SimplifiedShowObject: ["available_markets", "publisher"],
  // Renamed: `items` and `item` are the new names.
  PlaylistObject: ["tracks"],
  SimplifiedPlaylistObject: ["tracks"],
  PlaylistTrackObject: ["track"],
};

/** Described, and there only when there is something to say. */
const ONLY_SOMETIMES: FieldTable = {
  TrackObject: ["linked_from", "restrictions"],
  SimplifiedTrackObject: ["linked_from", "restrictions"],
  AlbumObject: ["restrictions"],
  SimplifiedAlbumObject: ["restrictions"],
  ArtistDiscographyAlbumObject: ["restrictions"],
  SimplifiedEpisodeObject: ["language", "restrictions", "resume_point"],
  EpisodeObject: ["language", "restrictions", "resume_point"],
  ExternalIdObject: ["isrc", "ean", "upc"],
  // Only for those who own the playlist or edit it with its owner.
  PlaylistObject: ["items"],
  SimplifiedPlaylistObject: ["items"],
  CursorPagingPlayHistoryObject: ["total"],
  DisallowsObject: [
    "interrupting_playback",
    "pausing",
    "resuming",
    "seeking",
    "skipping_next",
    "skipping_prev",
    "toggling_repeat_context",
    "toggling_shuffle",
    "toggling_repeat_track",
    "transferring_playback",
  ],
  ErrorObject: ["reason"],
  // The types of a search that were not asked for.
  [UNNAMED]: ["tracks", "artists", "albums", "playlists", "shows", "episodes", "audiobooks"],
};

/** Answered by the real service, and not described. */
const UNDESCRIBED: FieldTable = {
  PlaylistObject: ["primary_color", "followers"],
  SimplifiedPlaylistObject: ["primary_color"],
  PlaylistTrackObject: ["primary_color", "video_thumbnail"],
  CurrentlyPlayingContextObject: ["smart_shuffle"],
  DisallowsObject: ["disallows"],
  ErrorObject: ["reason"],
};

/** null by the words of the description, not by its schema. */
const NULL_IN_WORDS: FieldTable = {
  PlaylistTrackObject: ["item", "track"],
  CurrentlyPlayingContextObject: ["context"],
  CursorPagingPlayHistoryObject: ["next", "cursors"],
  CursorPagingSimplifiedArtistObject: ["next"],
  CursorObject: ["after", "before"],
  PlayHistoryObject: ["context"],
};

const exceptionsOf = (tier: string): Exceptions => ({
  optional: tier === "dev-new" ? merged(ONLY_SOMETIMES, CUT_IN_2026) : ONLY_SOMETIMES,
  undescribed: UNDESCRIBED,
  nullable: NULL_IN_WORDS,
});

const merged = (a: FieldTable, b: FieldTable): FieldTable =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [
      name,
      [...(a[name] ?? []), ...(b[name] ?? [])],
    ]),
  );

type Ids = Readonly<
  Record<"artist" | "album" | "track" | "playlist" | "foreign" | "spare" | "speaker", string>
>;

/** A listener in the middle of a song, with one id of everything. */
async function createReady(tier: string) {
  const listener = await createListener();
  const { call, sandbox } = listener;
  await control(sandbox, "POST", "switches", { tier });
  const found = await call("GET", "/v1/search?q=artist:low&type=artist,album,track&limit=1");
  const mine = await call("GET", "/v1/me/playlists?limit=50");
  const playlist = (name: RegExp) =>
    String(
      at(
        listAt(mine.body, "items").find((item) => name.test(String(at(item, "name")))),
        "id",
      ),
    );
  const spare = await call("POST", "/v1/me/playlists", { name: "Spare" });
  const devices = await call("GET", "/v1/me/player/devices");
  const ids: Ids = {
    artist: String(at(found.body, "artists.items.0.id")),
    album: String(at(found.body, "albums.items.0.id")),
    track: String(at(found.body, "tracks.items.0.id")),
    playlist: playlist(/Odds and Ends/),
    foreign: foreignOf(listener),
    spare: String(at(spare.body, "id")),
    speaker: String(at(devices.body, "devices.0.id")),
  };
  const context = { context_uri: `spotify:album:${ids.album}` };
  await call("PUT", `/v1/me/player/play?device_id=${ids.speaker}`, context);
  sandbox.clock.now += 40_000;
  await call("POST", "/v1/me/player/next");
  return { ...listener, ids };
}

const foreignOf = ({ sandbox }: Awaited<ReturnType<typeof createListener>>): string =>
  [...sandbox.state.playlists.values()].find(({ owner, public: isPublic }) => owner !== "ada" && isPublic)
    ?.id ?? "";

type Try = { readonly query?: string; readonly body?: unknown; readonly path?: string };

/** How each route is tried; routes that are not listed need nothing but the ids in their path. */
const triesOf = (ids: Ids): Readonly<Record<string, readonly Try[]>> => {
  const uri = `spotify:track:${ids.track}`;
  const spare = `/v1/playlists/${ids.spare}`;
  const editing = (path: string): Record<string, readonly Try[]> => ({
    [`POST /v1/playlists/{id}/${path}`]: [
      { path: `${spare}/${path}`, body: { uris: [uri] } },
      { path: `${spare}/${path}`, body: { uris: [] } },
    ],
    [`PUT /v1/playlists/{id}/${path}`]: [{ path: `${spare}/${path}`, body: { uris: [uri, uri] } }],
    [`DELETE /v1/playlists/{id}/${path}`]: [{ path: `${spare}/${path}`, body: { items: [{ uri }] } }],
  });
  return {
    "GET /v1/me/playlists": [{ query: "limit=2&offset=2" }, { query: "limit=51" }],
    "POST /v1/me/playlists": [{ body: { name: "Another", public: false } }, { body: {} }],
    "POST /v1/users/{user}/playlists": [{ path: "/v1/users/ada/playlists", body: { name: "Third" } }],
    "GET /v1/users/{user}/playlists": [{ path: "/v1/users/ada/playlists" }],
    "GET /v1/users/{id}": [{ path: "/v1/users/bruno" }],
    "GET /v1/playlists/{id}": [
      {},
      { path: `/v1/playlists/${ids.foreign}` },
      { path: "/v1/playlists/nothing" },
    ],
    "PUT /v1/playlists/{id}": [{ path: spare, body: { name: "Renamed" } }],
    "GET /v1/playlists/{id}/items": [{ query: "limit=50" }, { path: `/v1/playlists/${ids.foreign}/items` }],
    ...editing("items"),
    ...editing("tracks"),
    "GET /v1/search": [
      { query: "q=low&type=track,artist,album,playlist&limit=5" },
      { query: "q=low&type=track&limit=60" },
    ],
    "GET /v1/artists/{id}/albums": [{ query: "limit=2&include_groups=album,single" }, { query: "limit=60" }],
    "GET /v1/artists": [{ query: `ids=${ids.artist}` }],
    "GET /v1/albums": [{ query: `ids=${ids.album}` }],
    "GET /v1/tracks": [{ query: `ids=${ids.track}` }],
    "GET /v1/me/top/{type}": [{ path: "/v1/me/top/artists" }, { path: "/v1/me/top/tracks" }],
    "PUT /v1/me/library": [{ query: `uris=spotify:album:${ids.album},spotify:artist:${ids.artist}` }, {}],
    "GET /v1/me/library/contains": [{ query: `uris=${uri}` }],
    "DELETE /v1/me/library": [{ query: `uris=${uri}` }],
    "GET /v1/me/following": [{ query: "type=artist" }],
    "GET /v1/me/following/contains": [{ query: `type=artist&ids=${ids.artist}` }],
    "PUT /v1/me/following": [{ query: `type=artist&ids=${ids.artist}` }],
    "DELETE /v1/me/following": [{ query: `type=artist&ids=${ids.artist}` }],
    "GET /v1/me/tracks/contains": [{ query: `ids=${ids.track}` }],
    "PUT /v1/me/tracks": [{ body: { ids: [ids.track] } }],
    "DELETE /v1/me/tracks": [{ body: { ids: [ids.track] } }],
    "PUT /v1/me/player": [{ body: { device_ids: [ids.speaker], play: true } }],
    "PUT /v1/me/player/play": [
      { query: `device_id=${ids.speaker}`, body: { uris: [uri, uri] } },
      { query: "device_id=none" },
    ],
    "PUT /v1/me/player/seek": [{ query: "position_ms=1000" }],
    "PUT /v1/me/player/volume": [{ query: "volume_percent=50" }],
    "PUT /v1/me/player/repeat": [{ query: "state=off" }],
    "PUT /v1/me/player/shuffle": [{ query: "state=false" }],
    "POST /v1/me/player/queue": [{ query: `uri=${uri}` }],
  };
};

/** The whole path of a try, with ids put into the route's named parts. */
function pathOf(path: string, ids: Ids, attempt: Try): string {
  const kind = /^\/v1\/(artist|album|track|playlist)s\//.exec(path)?.[1];
  const id =
    kind === "artist" || kind === "album" || kind === "track" || kind === "playlist" ? ids[kind] : "any";
  return `${attempt.path ?? path.replace(/\{[^}]*\}/g, id)}${attempt.query ? `?${attempt.query}` : ""}`;
}

/** Without the listener's own files: they have null where tracks have ids, of which the description says nothing. */
function withoutLocal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => !(isRecord(item) && item.is_local === true && "added_at" in item))
      .map(withoutLocal);
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLocal(inner)]));
}

/** Refusals that the description gives bare, though the service wraps them in `error` like all others. */
const BARE_REFUSALS = ["PUT /v1/me/library 400"];

/** Seen of the real service and not described: 200 with a few words for player commands, 404 and 400, 413. */
const isKnownStatus = (name: string, status: number): boolean =>
  (status === 200 && /(PUT|POST) \/v1\/me\/player/.test(name)) ||
  [400, 404, 413].includes(status) ||
  (status === 204 && name.includes("/following"));

describe.skipIf(!existsSync(DESCRIPTION))("every answer, held against the official description", () => {
  it.each(TIERS)("in the tier %s", async (tier) => {
    const { call, ids } = await createReady(tier);
    const description = readDescription(DESCRIPTION, exceptionsOf(tier));
    const tries = triesOf(ids);
    const faults: Record<string, readonly string[]> = {};
    let answered = 0;
    for (const route of apiRoutes) {
      const name = routeName(route);
      for (const attempt of tries[name] ?? [{}]) {
        const answer = await call(route.method, pathOf(route.path, ids, attempt), attempt.body);
        const isBare = BARE_REFUSALS.includes(`${name} ${answer.status}`);
        const body = withoutLocal(isBare ? at(answer.body, "error") : answer.body);
        const found = description.faultsOf(name, answer.status, body);
        if (!(found[0]?.endsWith("is not described") && isKnownStatus(name, answer.status)) && found.length)
          faults[`${name} ${attempt.query ?? ""} ${answer.status}`] = found;
        answered += 1;
      }
    }
    expect(faults).toEqual({});
    expect(answered).toBeGreaterThan(apiRoutes.length);
  });

  it("knows every route of the sandbox", () => {
    const description = readDescription(DESCRIPTION, exceptionsOf("extended"));
    expect(apiRoutes.map(routeName).filter((name) => !description.hasRoute(name))).toEqual([]);
  });

  it("would notice a field too few and a field too many", async () => {
    const { call, ids } = await createReady("dev-new");
    const description = readDescription(DESCRIPTION, exceptionsOf("dev-new"));
    const { body } = await call("GET", `/v1/tracks/${ids.track}`);
    const { name: _, ...nameless } = isRecord(body) ? body : {};
    const faults = (value: unknown) => description.faultsOf("GET /v1/tracks/{id}", 200, value);
    expect(faults(body)).toEqual([]);
    expect(faults(nameless)).toEqual([" name must have required property 'name'"]);
    expect(faults({ ...nameless, name: 5, mood: "blue" })).toEqual([
      " mood must NOT have additional properties",
      "/name  must be string",
    ]);
  });
});
