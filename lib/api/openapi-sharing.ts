// The calls of links, of following and of events in the OpenAPI document.

import type { ZodOpenApiPathsObject } from "zod-openapi";
import * as events from "./event-schemas";
import { ASKS_SERVICE, ONE_STATION, operation, SIGNED_IN } from "./openapi-operation";
import * as shares from "./share-schemas";

export const sharingPaths: ZodOpenApiPathsObject = {
  "/api/tastes": {
    post: operation({
      id: "readTaste",
      summary: "A station's taste, for a link that holds it",
      description: "Nothing is kept: such a link works for as long as somebody has it.",
      tag: "sharing",
      body: shares.readTasteSchema,
      answer: shares.tasteResponseSchema,
      errors: ONE_STATION,
    }),
  },
  "/api/tastes/preview": {
    post: operation({
      id: "previewTaste",
      summary: "What a taste from a link would play",
      tag: "sharing",
      open: true,
      body: shares.tastePreviewRequestSchema,
      answer: shares.tastePreviewResponseSchema,
      errors: ["invalid_request", "too_large", "too_many_requests"],
    }),
  },
  "/api/shares": {
    get: operation({
      id: "listShares",
      summary: "The listener's short links, and how many follow each",
      tag: "sharing",
      answer: shares.ownSharesResponseSchema,
      errors: SIGNED_IN,
    }),
    post: operation({
      id: "createShare",
      summary: "Share a station by a short link",
      tag: "sharing",
      body: shares.createShareSchema,
      status: "201",
      answer: shares.shareResponseSchema,
      errors: ONE_STATION,
    }),
  },
  "/api/shares/{code}": {
    get: operation({
      id: "openShare",
      summary: "What a shared station is and what it would play",
      tag: "sharing",
      open: true,
      params: shares.shareParamsSchema,
      answer: shares.openShareResponseSchema,
      errors: ["gone", "too_many_requests"],
    }),
    put: operation({
      id: "updateShare",
      summary: "Put the station as it is now under the same code; its owner only",
      description: "Whoever follows the station hears the change with the next song.",
      tag: "sharing",
      params: shares.shareParamsSchema,
      body: shares.readTasteSchema,
      answer: shares.shareResponseSchema,
      errors: ONE_STATION,
    }),
    delete: operation({
      id: "revokeShare",
      summary: "Withdraw a link; its owner only",
      tag: "sharing",
      params: shares.shareParamsSchema,
      status: "204",
      errors: [...SIGNED_IN, "gone", "forbidden"],
    }),
  },
  "/api/shares/{code}/follow": {
    put: operation({
      id: "followShare",
      summary: "Follow a shared station",
      description: "Its owner learns how many follow, not who.",
      tag: "sharing",
      params: shares.shareParamsSchema,
      status: "204",
      errors: [...SIGNED_IN, "gone", "too_large"],
    }),
    delete: operation({
      id: "unfollowShare",
      summary: "Follow it no more",
      tag: "sharing",
      params: shares.shareParamsSchema,
      status: "204",
      errors: SIGNED_IN,
    }),
  },
  "/api/shares/{code}/broadcast": {
    get: operation({
      id: "openBroadcast",
      summary: "What a broadcast plays in the hour around a time",
      description:
        "The same for everybody, computed from the clock; each listener plays it on their own account.",
      tag: "sharing",
      params: shares.shareParamsSchema,
      query: shares.broadcastQuerySchema,
      answer: shares.broadcastResponseSchema,
      errors: [...ASKS_SERVICE, "invalid_request", "not_found", "no_style", "gone"],
    }),
  },
  "/api/followed": {
    get: operation({
      id: "listFollowed",
      summary: "The shared stations that the listener follows",
      tag: "sharing",
      answer: shares.followedResponseSchema,
      errors: SIGNED_IN,
    }),
  },
  "/api/events": {
    post: operation({
      id: "createEvent",
      summary: "Open an event of a station, or find the one that runs",
      tag: "events",
      body: events.createEventSchema,
      status: "201",
      answer: events.createEventResponseSchema,
      errors: ONE_STATION,
    }),
  },
  "/api/events/{code}": {
    get: operation({
      id: "openEvent",
      summary: "What an event plays next, and why",
      tag: "events",
      open: true,
      params: shares.shareParamsSchema,
      answer: events.eventResponseSchema,
      errors: ["gone", "too_many_requests"],
    }),
    patch: operation({
      id: "actAsHost",
      summary: "Pin or drop an artist, block a guest, open or close the door; the host only",
      tag: "events",
      params: shares.shareParamsSchema,
      body: events.hostActionSchema,
      answer: events.versionResponseSchema,
      errors: [...SIGNED_IN, "invalid_request", "forbidden", "not_found", "gone"],
    }),
  },
  "/api/events/{code}/stream": {
    get: operation({
      id: "streamEvent",
      summary: "The same as server-sent events, one message a change",
      description: "Each message is the whole view as JSON.",
      tag: "events",
      open: true,
      params: shares.shareParamsSchema,
      errors: ["gone", "too_many_requests"],
    }),
  },
  "/api/events/{code}/guest": {
    post: operation({
      id: "joinEvent",
      summary: "Give this device a voice, by a signed cookie",
      tag: "events",
      open: true,
      params: shares.shareParamsSchema,
      status: "204",
      errors: ["gone", "too_many_requests"],
    }),
  },
  "/api/events/{code}/voice": {
    put: operation({
      id: "speakAtEvent",
      summary: "Love an artist, or vote on one",
      description: "Saying the same twice counts once.",
      tag: "events",
      open: true,
      params: shares.shareParamsSchema,
      body: events.voiceSchema,
      answer: events.voiceResponseSchema,
      errors: ["invalid_request", "forbidden", "gone", "too_many_requests"],
    }),
  },
  "/api/events/{code}/next": {
    post: operation({
      id: "playNextOfEvent",
      summary: "The next song, on the host's account; the host only",
      tag: "events",
      params: shares.shareParamsSchema,
      body: events.playNextSchema,
      answer: events.playNextResponseSchema,
      errors: [...ASKS_SERVICE, "invalid_request", "forbidden", "not_found", "no_style", "gone"],
    }),
  },
  "/api/events/{code}/end": {
    post: operation({
      id: "endEvent",
      summary: "End the event and keep what was played as a station; the host only",
      tag: "events",
      params: shares.shareParamsSchema,
      body: events.endEventSchema,
      answer: events.endEventResponseSchema,
      errors: [...ASKS_SERVICE, "invalid_request", "forbidden", "gone"],
    }),
  },
};
