// What stands before the handlers: allow-list, owner, limits, quotas and the faults of the switchboard.
import { describe, expect, it } from "vitest";
import { at, control, createListener, createTestSandbox, ORIGIN, tokenRequest } from "./sandbox.fixture";
import { MEASURED_QUOTAS } from "./switches";

describe("who may call", () => {
  it("refuses a listener who is not on the allow-list", async () => {
    const { call } = await createListener("nils");
    expect((await call("GET", "/v1/me")).body).toEqual({
      error: { status: 403, message: "User not registered in the Developer Dashboard" },
    });
  });

  it("refuses everybody in plain text when the owner has no Premium", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { ownerPremium: false });
    const answer = await call("GET", "/v1/me");
    expect(answer.status).toBe(403);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(answer.text).toContain("Active premium subscription required");
  });

  it("refuses player commands of a Free account with a reason, and nothing else", async () => {
    const { call } = await createListener("frida");
    expect((await call("GET", "/v1/me/playlists")).status).toBe(200);
    expect((await call("PUT", "/v1/me/player/pause")).body).toEqual({
      error: { status: 403, message: "Player command failed: Premium required", reason: "PREMIUM_REQUIRED" },
    });
  });
});

describe("limits", () => {
  it("shuts one bucket for the rest of the day and leaves the others open", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { quota: { max: { ...MEASURED_QUOTAS, search: 2 } } });
    const search = () => call("GET", "/v1/search?q=low&type=track");
    expect((await search()).status).toBe(200);
    sandbox.clock.now += 60_000;
    expect((await search()).status).toBe(200);
    const refused = await search();
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({
      error: { status: 429, message: "Too many requests", reason: "QUOTA_EXCEEDED" },
    });
    expect(refused.headers.get("retry-after")).toBe(String(86_400 - 60));
    expect((await call("GET", "/v1/me/playlists")).status).toBe(200);
  });

  it("opens a bucket again when the oldest call leaves the window", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { quota: { max: { me: 1 }, windowMs: 1_000 } });
    expect((await call("GET", "/v1/me")).status).toBe(200);
    expect((await call("GET", "/v1/me")).status).toBe(429);
    sandbox.clock.now += 1_000;
    expect((await call("GET", "/v1/me")).status).toBe(200);
  });

  it("limits the rate over all routes, with or without Retry-After", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { rate: { max: 2 } });
    await call("GET", "/v1/me");
    await call("GET", "/v1/me/playlists");
    const refused = await call("GET", "/v1/me");
    expect(refused.body).toEqual({ error: { status: 429, message: "API rate limit exceeded" } });
    expect(refused.headers.get("retry-after")).toBe("30");
    await control(sandbox, "POST", "switches", { rate: { retryAfter: false } });
    expect((await call("GET", "/v1/me")).headers.get("retry-after")).toBeNull();
  });
});

describe("faults", () => {
  it("makes a route fail as often as asked, in JSON, text or silence", async () => {
    const { call, sandbox } = await createListener();
    const route = "GET /v1/me";
    await control(sandbox, "POST", "switches", { failing: [{ route, status: 502, times: 2 }] });
    expect((await call("GET", "/v1/me")).body).toMatchObject({ error: { status: 502 } });
    expect((await call("GET", "/v1/me/playlists")).status).toBe(200);
    expect((await call("GET", "/v1/me")).status).toBe(502);
    expect((await call("GET", "/v1/me")).status).toBe(200);
    await control(sandbox, "POST", "switches", { failing: [{ route: "GET /v1/*", body: "empty" }] });
    expect(await call("GET", "/v1/me/playlists")).toMatchObject({ status: 503, text: "" });
  });

  it("lets the token endpoint fail without ending the refresh token", async () => {
    const { sandbox, tokens } = await createListener();
    await control(sandbox, "POST", "switches", {
      failing: [{ route: "POST /api/token", status: 503, times: 1 }],
    });
    const fields = {
      grant_type: "refresh_token",
      refresh_token: tokens.refresh_token,
      client_id: "longwave",
    };
    expect((await sandbox.fetch(tokenRequest(fields))).status).toBe(503);
    expect((await sandbox.fetch(tokenRequest(fields))).status).toBe(200);
  });

  it("cuts a connection as fetch would see it", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { dropping: ["GET /v1/search"] });
    await expect(call("GET", "/v1/search?q=low&type=track")).rejects.toThrow(TypeError);
  });

  it("refuses good tokens now and then when told to", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { spurious: { unauthorized: 1 } });
    expect((await call("GET", "/v1/me")).body).toEqual({
      error: { status: 401, message: "Access token missing" },
    });
  });

  it("marks tracks as unplayable", async () => {
    const { call, sandbox } = await createListener();
    const found = await call("GET", "/v1/search?q=artist:low&type=track&limit=1");
    const id = String(at(found.body, "tracks.items.0.id"));
    await control(sandbox, "POST", "switches", { unplayable: [id] });
    expect((await call("GET", `/v1/tracks/${id}`)).body).toMatchObject({
      is_playable: false,
      restrictions: { reason: "market" },
    });
  });
});

describe("the control interface", () => {
  it("names what is wrong with a switch and changes nothing", async () => {
    const sandbox = createTestSandbox();
    const answer = await control(sandbox, "POST", "switches", { tier: "gold", latencyMs: -1, colour: "red" });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/tier[\s\S]*latencyMs|latencyMs[\s\S]*tier/);
    expect((await control(sandbox, "GET", "switches")).body).toMatchObject({ tier: "dev-new", latencyMs: 0 });
  });

  it("takes JSON only", async () => {
    const request = new Request(`${ORIGIN}/sandbox/switches`, { method: "POST", body: "{}" });
    expect((await createTestSandbox().fetch(request)).status).toBe(415);
  });

  it("counts calls by route and forgets them on demand", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "DELETE", "calls");
    await call("GET", "/v1/me");
    await call("GET", "/v1/playlists/a/items");
    await call("GET", "/v1/playlists/b/items");
    expect((await control(sandbox, "GET", "calls")).body).toEqual({
      total: 3,
      calls: { "GET /v1/me": 1, "GET /v1/playlists/{id}/items": 2 },
    });
  });

  it("waits for the added latency before it answers", async () => {
    const waits: number[] = [];
    const { createSandbox } = await import("./sandbox");
    const sandbox = createSandbox({ artists: () => [], sleep: async (ms) => void waits.push(ms) });
    await control(sandbox, "POST", "switches", { latencyMs: 50 });
    await sandbox.fetch(new Request(`${ORIGIN}/v1/me`));
    expect(waits).toEqual([50]);
  });

  it("starts afresh", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "reset");
    expect((await call("GET", "/v1/me")).body).toMatchObject({ error: { message: "Invalid access token" } });
    expect(sandbox.state.playlists.size).toBe(22);
  });

  it("lets browsers of any origin read the Web API, and only that", async () => {
    const { sandbox } = await createListener();
    const preflight = await sandbox.fetch(new Request(`${ORIGIN}/v1/me`, { method: "OPTIONS" }));
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
    const own = await sandbox.fetch(new Request(`${ORIGIN}/sandbox/switches`));
    expect(own.headers.get("access-control-allow-origin")).toBeNull();
  });
});
