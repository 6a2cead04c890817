// The API's OpenAPI 3.1 document, derived from the very schemas that parse the requests.
// Served at /api/openapi.json and read by people at /docs.

import { createDocument } from "zod-openapi";
import { budgetResponseSchema } from "./budget-schemas";
import * as devices from "./device-schemas";
import { joinMemorySchema, memoryQuerySchema, memoryResponseSchema, recordSchema } from "./memory-schemas";
import { ASKS_SERVICE, ONE_STATION, operation, SIGNED_IN } from "./openapi-operation";
import { sharingPaths } from "./openapi-sharing";
import * as schemas from "./schemas";
import { ledgerResponseSchema } from "./tuning-schemas";

export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Longwave",
      version: "1",
      description:
        "Radio stations that their listener defines and tunes. JSON in and out; the session cookie of a signed-in listener.",
      license: { name: "MIT", identifier: "MIT" },
    },
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
    },
    paths: {
      "/api/health": {
        get: operation({
          id: "getHealth",
          summary: "Is the server well, and which model does it run?",
          tag: "service",
          open: true,
          answer: schemas.healthResponseSchema,
          errors: [],
        }),
      },
      "/api/budget": {
        get: operation({
          id: "getBudget",
          summary: "What was spent of the music service's daily allowances",
          description: "By kind of call, for all listeners of the installation together.",
          tag: "service",
          answer: budgetResponseSchema,
          errors: [...SIGNED_IN, "not_found"],
        }),
      },
      "/api/stations": {
        get: operation({
          id: "listStations",
          summary: "The listener's stations",
          description: "Every playlist of theirs whose name starts with `radio: `.",
          tag: "stations",
          answer: schemas.stationsResponseSchema,
          errors: ASKS_SERVICE,
        }),
        post: operation({
          id: "createStation",
          summary: "Make a station",
          description:
            "Writes a playlist `radio: NAME` at the music service, from a mixture of artists, words and playlists.",
          tag: "stations",
          body: schemas.createStationSchema,
          status: "201",
          answer: schemas.createStationResponseSchema,
          errors: [...ASKS_SERVICE, "invalid_request"],
        }),
      },
      "/api/stations/draft": {
        post: operation({
          id: "draftStation",
          summary: "What a mixture would play, before a station is made of it",
          tag: "stations",
          body: schemas.draftSchema,
          answer: schemas.draftResponseSchema,
          errors: [...ASKS_SERVICE, "invalid_request", "forbidden", "not_found"],
        }),
      },
      "/api/stations/{id}": {
        patch: operation({
          id: "editStation",
          summary: "Rename a station, add artists to it or take some away",
          tag: "stations",
          params: schemas.stationParamsSchema,
          body: schemas.editStationSchema,
          answer: schemas.editStationResponseSchema,
          errors: ONE_STATION,
        }),
        delete: operation({
          id: "deleteStation",
          summary: "Take a station out of the library",
          tag: "stations",
          params: schemas.stationParamsSchema,
          status: "204",
          errors: ONE_STATION,
        }),
      },
      "/api/stations/{id}/restore": {
        post: operation({
          id: "restoreStation",
          summary: "Bring back a station that was deleted within the hour",
          description: "Where the service cannot bring a playlist back, the answer has another id.",
          tag: "stations",
          params: schemas.stationParamsSchema,
          answer: schemas.restoreStationResponseSchema,
          errors: ONE_STATION,
        }),
      },
      "/api/playlists": {
        get: operation({
          id: "listPlaylists",
          summary: "Playlists that a station may start from",
          tag: "stations",
          answer: schemas.playlistsResponseSchema,
          errors: ASKS_SERVICE,
        }),
      },
      "/api/stations/{id}/next": {
        post: operation({
          id: "nextTracks",
          summary: "The next tracks, with reasons",
          description:
            "Same station, history, knobs and seed: same tracks. `tracks: []` is a fresh listener.",
          tag: "stations",
          params: schemas.stationParamsSchema,
          body: schemas.nextRequestSchema,
          answer: schemas.nextResponseSchema,
          errors: ONE_STATION,
        }),
      },
      "/api/stations/{id}/preview": {
        post: operation({
          id: "previewStation",
          summary: "The next artists, without asking the music service",
          tag: "stations",
          params: schemas.stationParamsSchema,
          body: schemas.nextRequestSchema,
          answer: schemas.previewResponseSchema,
          errors: ONE_STATION,
        }),
      },
      "/api/stations/{id}/ledger": {
        post: operation({
          id: "readLedger",
          summary: "What everything in a history amounts to now, and what would play without it",
          tag: "stations",
          params: schemas.stationParamsSchema,
          body: schemas.ledgerRequestSchema,
          answer: ledgerResponseSchema,
          errors: ONE_STATION,
        }),
      },
      "/api/stations/{id}/memory": {
        get: operation({
          id: "readMemory",
          summary: "What a station remembers, as far as it was edited since",
          description: "For the listener's other browsers. Kept for ninety days after the last edit.",
          tag: "stations",
          params: schemas.stationParamsSchema,
          query: memoryQuerySchema,
          answer: memoryResponseSchema,
          errors: [...SIGNED_IN, "invalid_request", "store_unavailable"],
        }),
        post: operation({
          id: "joinMemory",
          summary: "Send what was edited here, get what was edited elsewhere",
          description:
            "Of two edits of one line or setting the later stands, so nothing is lost whatever the order.",
          tag: "stations",
          params: schemas.stationParamsSchema,
          body: joinMemorySchema,
          answer: memoryResponseSchema,
          errors: [...SIGNED_IN, "invalid_request", "too_large", "store_unavailable"],
        }),
      },
      "/api/records": {
        post: operation({
          id: "checkRecord",
          summary: "Is a station's record out of a file well formed?",
          description: "Answers with what of it would be taken in. Nothing is kept.",
          tag: "stations",
          body: recordSchema,
          answer: recordSchema,
          errors: [...SIGNED_IN, "invalid_request", "too_large"],
        }),
      },
      "/api/artists": {
        get: operation({
          id: "completeArtists",
          summary: "Artists of the catalogue by the beginning of their name",
          tag: "catalogue",
          open: true,
          query: schemas.completionQuerySchema,
          answer: schemas.artistsResponseSchema,
          errors: ["invalid_request", "too_many_requests"],
        }),
      },
      "/api/seeds": {
        get: operation({
          id: "completeSeeds",
          summary: "What a text may mean: words of the tag vocabulary, and artists",
          tag: "catalogue",
          open: true,
          query: schemas.completionQuerySchema,
          answer: schemas.seedsResponseSchema,
          errors: ["invalid_request", "too_many_requests"],
        }),
      },
      "/api/tags": {
        get: operation({
          id: "completeTags",
          summary: "Tags of the catalogue by the beginning of their name",
          tag: "catalogue",
          open: true,
          query: schemas.completionQuerySchema,
          answer: schemas.tagsResponseSchema,
          errors: ["invalid_request", "too_many_requests"],
        }),
      },
      "/api/models": {
        get: operation({
          id: "listModels",
          summary: "The models a station may recommend with",
          tag: "catalogue",
          open: true,
          answer: schemas.modelsResponseSchema,
          errors: ["too_many_requests"],
        }),
      },
      "/api/map": {
        get: operation({
          id: "getMap",
          summary:
            "The catalogue in two dimensions: names, positions, how well known, and the words of regions",
          description:
            "A gzip file. In it, little-endian: uint32 length of a JSON header (count, model, places as [word, x, y, artists]), the header, then for all artists, best known first: uint16 x, uint16 y (0 to 65535 = -1 to 1), uint8 how well known, and the names in UTF-8, one a line. Its ETag is the model's hash.",
          tag: "catalogue",
          open: true,
          query: schemas.mapQuerySchema,
          errors: ["invalid_request", "not_found", "too_many_requests"],
        }),
      },
      ...sharingPaths,
      "/api/player/play": {
        post: operation({
          id: "play",
          summary: "Start tracks on a device of the listener's",
          tag: "playback",
          body: schemas.playRequestSchema,
          status: "204",
          errors: [...ASKS_SERVICE, "invalid_request", "premium_required", "not_found"],
        }),
      },
      "/api/player/devices": {
        get: operation({
          id: "listDevices",
          summary: "The listener's devices that are switched on",
          tag: "playback",
          answer: devices.devicesResponseSchema,
          errors: [...ASKS_SERVICE, "not_found"],
        }),
      },
      "/api/player/state": {
        get: operation({
          id: "getPlayback",
          summary: "What plays, on whichever device",
          tag: "playback",
          answer: devices.playbackResponseSchema,
          errors: [...ASKS_SERVICE, "not_found"],
        }),
      },
      "/api/player/control": {
        post: operation({
          id: "control",
          summary: "Pause, go on, move in the song, set the volume or hand the music over to another device",
          tag: "playback",
          body: devices.controlRequestSchema,
          status: "204",
          errors: [...ASKS_SERVICE, "invalid_request", "premium_required", "not_found"],
        }),
      },
      "/api/stream/{id}": {
        get: operation({
          id: "streamTrack",
          summary: "The sound of a track, whole or in parts (Range)",
          description: "Where the music service has no player of its own. The answer is audio, not JSON.",
          tag: "playback",
          params: schemas.mediaParamsSchema,
          query: schemas.streamQuerySchema,
          errors: [...ASKS_SERVICE, "invalid_request", "not_found"],
        }),
      },
      "/api/cover/{id}": {
        get: operation({
          id: "getCover",
          summary: "A cover, as `cover_url` of a pick names it",
          description: "The answer is a picture, not JSON.",
          tag: "playback",
          params: schemas.mediaParamsSchema,
          errors: [...ASKS_SERVICE, "not_found"],
        }),
      },
      "/api/plays": {
        post: operation({
          id: "reportPlay",
          summary: "Tell the music service what plays or was heard",
          tag: "playback",
          body: schemas.reportPlaySchema,
          status: "204",
          errors: [...ASKS_SERVICE, "invalid_request", "not_found"],
        }),
      },
      "/api/stars/{id}": {
        put: operation({
          id: "setStar",
          summary: "Mark a track as a favourite at the music service",
          tag: "playback",
          params: schemas.mediaParamsSchema,
          status: "204",
          errors: [...ASKS_SERVICE, "not_found"],
        }),
        delete: operation({
          id: "clearStar",
          summary: "Take that mark back",
          tag: "playback",
          params: schemas.mediaParamsSchema,
          status: "204",
          errors: [...ASKS_SERVICE, "not_found"],
        }),
      },
      "/api/account": {
        delete: operation({
          id: "disconnect",
          summary: "Delete whatever is kept of the listener, end their sessions, and say what that was",
          tag: "service",
          answer: schemas.disconnectResponseSchema,
          errors: [...SIGNED_IN, "store_unavailable"],
        }),
      },
      "/api/token": {
        get: operation({
          id: "getToken",
          summary: "The access token, for the player in the page",
          tag: "playback",
          answer: schemas.tokenResponseSchema,
          errors: SIGNED_IN,
        }),
        post: operation({
          id: "renewToken",
          summary: "The same in place of one that the service refused before its time, a few times a minute",
          tag: "playback",
          body: schemas.renewTokenSchema,
          answer: schemas.tokenResponseSchema,
          errors: [...SIGNED_IN, "too_many_requests"],
        }),
      },
    },
  });
}
