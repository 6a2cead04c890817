import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { errorResponse, toAppError } from "./error-response";
import { createLimiter } from "./limiter";
import { openApiDocument } from "./openapi";
import { createBodies } from "./read-body";
import { nextRequestSchema } from "./schemas";

const { parse } = createBodies();

const track = { track_id: "t", play_seconds: 10, length_seconds: 200 };

async function faultOf(body: unknown): Promise<{ status: number; body: unknown }> {
  try {
    parse(JSON.stringify(body), nextRequestSchema);
  } catch (thrown) {
    const response = errorResponse(toAppError(thrown), "request-1");
    return { status: response.status, body: await response.json() };
  }
  throw new Error("It was taken.");
}

describe("bodies and errorResponse", () => {
  it.each([
    ["a missing list", {}, "tracks"],
    ["a missing field", { tracks: [{ ...track, play_seconds: undefined }] }, "tracks.0.play_seconds"],
    ["an ill-typed field", { tracks: [{ ...track, length_seconds: "200" }] }, "tracks.0.length_seconds"],
    ["a rating out of range", { tracks: [{ ...track, rating: 5 }] }, "tracks.0.rating"],
    ["ill-typed weights", { tracks: [], weights: { style: "much" } }, "weights.style"],
    ["a negative weight", { tracks: [], weights: { likes: -1 } }, "weights.likes"],
    ["a list instead of an object", [], "body"],
  ])("answers 422 naming the field for %s", async (_, body, field) => {
    const fault = await faultOf(body);
    expect(fault.status).toBe(422);
    expect(fault.body).toMatchObject({
      error: { code: "invalid_request", details: { fields: [{ field }] }, request_id: "request-1" },
    });
  });

  it("takes times as milliseconds or ISO 8601", async () => {
    const body = {
      tracks: [
        { ...track, at: 5 },
        { ...track, at: "2026-11-22T10:00:00Z" },
      ],
    };
    expect(parse(JSON.stringify(body), nextRequestSchema).tracks).toHaveLength(2);
  });

  it("says nothing about an unknown fault and says when to try again", async () => {
    const hidden = errorResponse(toAppError(new Error("secret path")), "r");
    expect(JSON.stringify(await hidden.json())).not.toContain("secret");
    const limited = errorResponse(new AppError("service_limited", undefined, { retryAfterMs: 1_500 }), "r");
    expect([limited.status, limited.headers.get("Retry-After")]).toEqual([503, "2"]);
  });
});

describe("createLimiter", () => {
  it("lets a burst through, then one per interval, per key", () => {
    let now = 0;
    const limiter = createLimiter({ perMinute: 2, now: () => now });
    limiter.take("a");
    limiter.take("a");
    expect(() => limiter.take("a")).toThrow(AppError);
    limiter.take("b");
    now += 30_000;
    limiter.take("a");
    expect(() => limiter.take("a")).toThrow(expect.objectContaining({ retryAfterMs: 30_000 }));
  });
});

describe("openApiDocument", () => {
  it("describes every call with its answers and faults", () => {
    const { paths } = openApiDocument();
    expect(Object.keys(paths ?? {})).toEqual([
      "/api/health",
      "/api/budget",
      "/api/stations",
      "/api/stations/draft",
      "/api/stations/{id}",
      "/api/stations/{id}/restore",
      "/api/playlists",
      "/api/stations/{id}/next",
      "/api/stations/{id}/preview",
      "/api/stations/{id}/ledger",
      "/api/stations/{id}/memory",
      "/api/records",
      "/api/artists",
      "/api/seeds",
      "/api/tags",
      "/api/models",
      "/api/map",
      "/api/tastes",
      "/api/tastes/preview",
      "/api/shares",
      "/api/shares/{code}",
      "/api/shares/{code}/follow",
      "/api/shares/{code}/broadcast",
      "/api/followed",
      "/api/events",
      "/api/events/{code}",
      "/api/events/{code}/stream",
      "/api/events/{code}/guest",
      "/api/events/{code}/voice",
      "/api/events/{code}/next",
      "/api/events/{code}/end",
      "/api/player/play",
      "/api/player/devices",
      "/api/player/state",
      "/api/player/control",
      "/api/stream/{id}",
      "/api/cover/{id}",
      "/api/plays",
      "/api/stars/{id}",
      "/api/account",
      "/api/token",
    ]);
    expect(Object.keys(paths?.["/api/stations/{id}/next"]?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(["200", "401", "403", "404", "410", "422", "429", "503"]),
    );
  });
});
