import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isAppError } from "@/lib/errors";
import { createSpotifyClient, type SpotifyRequest, toApiBase } from "./client";
import { createFakeSpotify, FAKE_API_URL, FAKE_USER_ID, json, refusal } from "./fake-spotify.fixture";
import { createSpotifyGate, type Fetch } from "./gate";

const ANY = z.unknown();
const get = (path: string, extra: Partial<SpotifyRequest> = {}): SpotifyRequest => ({
  method: "GET",
  path,
  what: "test",
  ...extra,
});

function open(answers: (() => Response | Promise<Response>)[], options: { timeoutMs?: number } = {}) {
  const urls: string[] = [];
  const sleeps: number[] = [];
  const fetch: Fetch = async (url, { signal }) => {
    urls.push(url);
    const answer = answers.shift();
    if (answer) return answer();
    return new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  };
  const sleep = async (ms: number) => {
    sleeps.push(ms);
  };
  const gate = createSpotifyGate({ fetch, sleep, now: () => 0, callsPerWindow: 1_000, ...options });
  const client = createSpotifyClient(gate, {
    apiUrl: "http://127.0.0.1:4110",
    clientId: "client",
    accessToken: "very-secret-token",
    userId: "me",
  });
  return { client, urls, sleeps };
}

const down = (): Response => {
  throw new TypeError("fetch failed");
};

async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, not ${String(error)}`);
  return error;
}

describe("toApiBase", () => {
  it.each([
    ["https://api.spotify.com", "https://api.spotify.com/v1"],
    ["https://api.spotify.com/v1/", "https://api.spotify.com/v1"],
    ["http://127.0.0.1:4010/v1", "http://127.0.0.1:4010/v1"],
    ["http://127.0.0.1:4010/", "http://127.0.0.1:4010/v1"],
    ["http://gateway/spotify/v1", "http://gateway/spotify/v1"],
  ])("%s -> %s", (given, expected) => {
    expect(toApiBase(given)).toBe(expected);
  });
});

describe("createSpotifyClient", () => {
  it("sends the SDK's calls to the address it was given", async () => {
    const { client, urls } = open([() => json(200, { a: 1 })]);
    expect(await client.read(get("search?q=x"), z.object({ a: z.number() }))).toEqual({ a: 1 });
    expect(urls).toEqual(["http://127.0.0.1:4110/v1/search?q=x"]);
  });

  it.each<[string, () => Response]>([
    ["a lost connection", down],
    ["a 502", () => refusal(502, "Bad gateway")],
    ["a 503 without a body", () => new Response(null, { status: 503 })],
    ["a spurious 401", () => refusal(401, "Access token missing")],
  ])("repeats a reading call once after %s", async (_what, fault) => {
    const once = open([fault, () => json(200, { a: 1 })]);
    expect(await once.client.read(get("me"), ANY)).toEqual({ a: 1 });
    expect(once.sleeps).toEqual([300]);
    const twice = open([fault, fault, () => json(200, {})]);
    await failure(twice.client.read(get("me"), ANY));
    expect(twice.urls).toHaveLength(2);
  });

  it("never repeats a POST whose fate is unknown, but one that was refused for its token", async () => {
    const post = { method: "POST", path: "me/playlists", what: "test" } as const;
    const lost = open([down, () => json(201, {})]);
    expect((await failure(lost.client.send(post))).code).toBe("service_unavailable");
    expect(lost.urls).toHaveLength(1);
    const refused = open([() => refusal(401, "Access token missing"), () => json(201, {})]);
    await refused.client.send(post);
    expect(refused.urls).toHaveLength(2);
  });

  it.each<[string, () => Response, object]>([
    ["401", () => refusal(401, "The access token expired"), { code: "not_signed_in" }],
    ["403 Forbidden", () => refusal(403, "Forbidden"), { code: "forbidden" }],
    ["403 scope", () => refusal(403, "Insufficient client scope"), { code: "not_signed_in" }],
    [
      "403 plain text",
      () => new Response("User not registered in the Developer Dashboard", { status: 403 }),
      { code: "not_allowed_by_service", message: expect.stringContaining("User Management") },
    ],
    [
      "403 not registered as JSON",
      () => refusal(403, "User not registered in the Developer Dashboard"),
      { code: "not_allowed_by_service" },
    ],
    [
      "403 owner",
      () => new Response("Active premium subscription required for the owner of the app.", { status: 403 }),
      { code: "not_allowed_by_service", message: expect.stringContaining("owner") },
    ],
    [
      "403 player",
      () => refusal(403, "Player command failed: Premium required", "PREMIUM_REQUIRED"),
      { code: "premium_required", details: { service: "spotify", status: 403, reason: "PREMIUM_REQUIRED" } },
    ],
    ["404", () => refusal(404, "Resource not found"), { code: "not_found" }],
    ["400 id", () => refusal(400, "Invalid base62 id"), { code: "not_found" }],
    ["400", () => refusal(400, "Invalid limit"), { code: "internal" }],
    ["500", () => refusal(500, "Server error"), { code: "service_unavailable" }],
    [
      "429",
      () => refusal(429, "API rate limit exceeded", undefined, { "Retry-After": "4" }),
      { code: "service_limited", retryAfterMs: 4_000 },
    ],
    [
      "429 without Retry-After",
      () => refusal(429, "Too many requests"),
      { code: "service_limited", retryAfterMs: 30_000 },
    ],
    [
      "429 quota without Retry-After",
      () => refusal(429, "Too many requests", "QUOTA_EXCEEDED"),
      { code: "service_limited", retryAfterMs: 3_600_000 },
    ],
    [
      "429 of a day without a reason",
      () => new Response("", { status: 429, headers: { "Retry-After": "83316" } }),
      { code: "service_limited", retryAfterMs: 83_316_000, details: { kind: "quota" } },
    ],
  ])("explains %s", async (_what, answer, expected) => {
    const { client } = open([answer, answer]);
    const error = await failure(client.read(get("search?q=x"), ANY));
    expect(error).toMatchObject(expected);
    expect(JSON.stringify([error.message, error.details])).not.toContain("secret");
  });

  it("takes text, nothing and JSON for an answer to a write", async () => {
    const put = { method: "PUT", path: "me/player/play", what: "test" } as const;
    for (const answer of [new Response("Ab3x"), json(204, null), json(200, {}), new Response(null)]) {
      const { client } = open([() => answer]);
      expect(await client.send(put)).toBeUndefined();
    }
  });

  it.each([new Response("<html>"), json(200, { other: true }), json(204, null)])(
    "calls an answer it cannot read service_unavailable",
    async (answer) => {
      const { client } = open([() => answer]);
      const error = await failure(client.read(get("me"), z.object({ id: z.string() })));
      expect(error.code).toBe("service_unavailable");
    },
  );

  it("gives up on an answer that does not come, without asking again", async () => {
    const { client, urls } = open([], { timeoutMs: 1 });
    const error = await failure(client.read(get("me"), ANY));
    expect(error).toMatchObject({ code: "service_unavailable", message: expect.stringContaining("0.001 s") });
    expect(urls).toHaveLength(1);
  });

  it("lets a caller go at once, and the call live on for those who still wait", async () => {
    let answer = (_response: Response) => {};
    const answered = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const { client, urls } = open([() => answered]);
    const impatient = new AbortController();
    const first = client.read(get("me", { signal: impatient.signal }), ANY);
    const second = client.read(get("me"), ANY);
    impatient.abort(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    answer(json(200, { a: 1 }));
    expect(await second).toEqual({ a: 1 });
    expect(urls).toHaveLength(1);
  });

  it("aborts a call that nobody waits for any more", async () => {
    const { client, urls } = open([]);
    const controller = new AbortController();
    const call = client.read(get("me", { signal: controller.signal }), ANY);
    await Promise.resolve();
    controller.abort(new Error("gone"));
    await expect(call).rejects.toThrow("gone");
    expect(urls.length).toBeLessThanOrEqual(1);
  });
});

describe("createSpotifyClient: a token that is called dead before its time", () => {
  it("is renewed once, and the call goes on with the new one", async () => {
    const fake = createFakeSpotify({ tracks: [], playlists: [] });
    fake.next.push(() => refusal(401, "The access token expired"));
    const renewed: string[] = [];
    const client = createSpotifyClient(createSpotifyGate({ fetch: fake.fetch, sleep: async () => {} }), {
      apiUrl: FAKE_API_URL,
      clientId: "client",
      accessToken: "old",
      userId: FAKE_USER_ID,
      renew: async (refused) => {
        renewed.push(refused);
        return "new";
      },
    });
    await client.send({ method: "GET", path: "me/playlists", what: "list playlists" });
    expect(renewed).toEqual(["old"]);
    expect(fake.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
  });

  it("is kept where Spotify only claims that there was none", async () => {
    const fake = createFakeSpotify({ tracks: [], playlists: [] });
    fake.next.push(() => refusal(401, "Access token missing"));
    const client = createSpotifyClient(createSpotifyGate({ fetch: fake.fetch, sleep: async () => {} }), {
      apiUrl: FAKE_API_URL,
      clientId: "client",
      accessToken: "good",
      userId: FAKE_USER_ID,
      renew: async () => {
        throw new Error("must not be called");
      },
    });
    await client.send({ method: "GET", path: "me/playlists", what: "list playlists" });
    expect(fake.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer good", "Bearer good"]);
  });
});
