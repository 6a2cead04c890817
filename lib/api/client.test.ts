import { afterEach, describe, expect, test, vi } from "vitest";
import { AppError, fetchNext, fetchStations, playOnDevice } from "./client";
import { completeArtists } from "./making-client";
import { revokeShare } from "./sharing";

const answer = (body: unknown, init?: ResponseInit) => {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) =>
    typeof body === "string" ? new Response(body, init) : Response.json(body, init),
  );
  vi.stubGlobal("fetch", fetch);
  return fetch;
};

const failure = async (call: Promise<unknown>) => {
  const error = await call.catch((caught: unknown) => caught);
  if (!(error instanceof AppError)) throw new Error("expected an AppError");
  const { code, message, retryAfterMs, details } = error;
  return { code, message, retryAfterMs, details };
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the fetchers", () => {
  test("send the body as JSON to the station's own address", async () => {
    const fetch = answer({ tracks: [], unknown: [], seed: 1 });
    expect(await fetchNext("a/b", { tracks: [] })).toEqual({ tracks: [], unknown: [], seed: 1 });
    expect(fetch.mock.calls[0]?.[0]).toBe("/api/stations/a%2Fb/next");
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: "POST",
      body: '{"tracks":[]}',
      headers: { "Content-Type": "application/json" },
    });
  });

  test("unwrap completions", async () => {
    const fetch = answer({ artists: [{ name: "Low", tags: [] }] });
    expect(await completeArtists("l & w")).toEqual([{ name: "Low", tags: [] }]);
    expect(fetch.mock.calls[0]?.[0]).toBe("/api/artists?q=l+%26+w&limit=6");
  });

  test("need no body where none is promised", async () => {
    vi.stubGlobal("fetch", async () => new Response(null, { status: 204 }));
    await expect(revokeShare("x")).resolves.toBeUndefined();
    await expect(playOnDevice({ device_id: "d", uris: ["u"] })).resolves.toBeUndefined();
  });

  test("turn the API's errors into AppErrors with code, words and time", async () => {
    const error = {
      code: "service_limited",
      message: "Limited.",
      details: { bucket: "search" },
      request_id: "r",
    };
    answer({ error }, { status: 503, headers: { "Retry-After": "90" } });
    expect(await failure(fetchStations())).toEqual({
      code: "service_limited",
      message: "Limited.",
      retryAfterMs: 90_000,
      details: { bucket: "search" },
    });
  });

  test.each([
    [401, "not_signed_in"],
    [403, "forbidden"],
    [404, "not_found"],
    [410, "gone"],
    [429, "too_many_requests"],
    [502, "service_unavailable"],
    [500, "internal"],
  ])("read a foreign answer of status %i as %s", async (status, code) => {
    answer("<html>", { status });
    expect(await failure(fetchStations())).toMatchObject({ code });
  });

  test("say that the network is gone", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    expect(await failure(fetchStations())).toMatchObject({
      code: "service_unavailable",
      details: { network: true },
    });
  });

  test("refuse an answer of another form", async () => {
    answer({ something: "else" });
    expect(await failure(fetchStations())).toMatchObject({ code: "internal" });
  });
});
