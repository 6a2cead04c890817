// The accounts service: consent, codes with PKCE and Basic, refresh tokens and their ends.
import { describe, expect, it } from "vitest";
import {
  at,
  authorizeQuery,
  consent,
  control,
  createCaller,
  createTestSandbox,
  ORIGIN,
  REDIRECT,
  signIn,
  type TestSandbox,
  tokenRequest,
  VERIFIER,
} from "./sandbox.fixture";

const HOUR = 3_600_000;

function authorize(sandbox: TestSandbox, changes: Record<string, string | undefined> = {}) {
  return sandbox.fetch(new Request(`${ORIGIN}/authorize?${authorizeQuery(changes)}`));
}

async function trade(
  sandbox: TestSandbox,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const response = await sandbox.fetch(tokenRequest(fields, headers));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function codeFields(sandbox: TestSandbox, query = authorizeQuery()): Promise<Record<string, string>> {
  const back = await consent(sandbox, "ada", query);
  return {
    grant_type: "authorization_code",
    code: back.searchParams.get("code") ?? "",
    redirect_uri: REDIRECT,
    client_id: "longwave",
    code_verifier: VERIFIER,
  };
}

describe("GET /authorize", () => {
  it("shows every account as a button, says that it is not Spotify, and offers to deny", async () => {
    const response = await authorize(createTestSandbox());
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain("not Spotify");
    expect([...page.matchAll(/name="account" value="(\w+)"/g)].map((match) => match[1])).toEqual([
      "ada",
      "bruno",
      "frida",
      "nils",
      "layla",
    ]);
    expect(page).toContain('name="decision" value="deny"');
    expect(page).toContain('name="state" value="xyz"');
  });

  it("escapes what the application sends", async () => {
    const page = await (await authorize(createTestSandbox(), { state: '"><script>' })).text();
    expect(page).not.toContain("<script>");
    expect(page).toContain("&quot;&gt;&lt;script&gt;");
  });

  it.each([
    ["no client", { client_id: undefined }, "INVALID_CLIENT: Invalid client"],
    [
      "the name localhost",
      { redirect_uri: "http://localhost:3000/cb" },
      "INVALID_CLIENT: Invalid redirect URI",
    ],
    ["plain http", { redirect_uri: "http://example.com/cb" }, "INVALID_CLIENT: Invalid redirect URI"],
    ["no address", { redirect_uri: "nonsense" }, "INVALID_CLIENT: Invalid redirect URI"],
    ["the implicit grant", { response_type: "token" }, "response_type must be code"],
    ["a plain challenge", { code_challenge_method: "plain" }, "code_challenge_method must be S256"],
    ["a short challenge", { code_challenge: "abc" }, "code_challenge must be 43 characters of base64url"],
  ])("refuses %s on a page of its own", async (_, changes, problem) => {
    const response = await authorize(createTestSandbox(), changes);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(problem);
  });

  it("accepts https and the IPv6 loopback address", async () => {
    const sandbox = createTestSandbox();
    expect((await authorize(sandbox, { redirect_uri: "https://example.com/cb" })).status).toBe(200);
    expect((await authorize(sandbox, { redirect_uri: "http://[::1]:3000/cb" })).status).toBe(200);
  });

  it("answers without the page when the switchboard says so", async () => {
    const sandbox = createTestSandbox();
    await control(sandbox, "POST", "switches", { consent: "grant", consentAccount: "bruno" });
    const granted = new URL((await authorize(sandbox)).headers.get("location") ?? "");
    expect(granted.searchParams.get("code")).toMatch(/^\w{120}$/);
    await control(sandbox, "POST", "switches", { consent: "deny" });
    const denied = new URL((await authorize(sandbox)).headers.get("location") ?? "");
    expect(Object.fromEntries(denied.searchParams)).toEqual({ error: "access_denied", state: "xyz" });
  });
});

describe("POST /authorize", () => {
  it("leads back with a code and the state", async () => {
    const back = await consent(createTestSandbox(), "ada");
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get("state")).toBe("xyz");
    expect(back.searchParams.get("code")).toMatch(/^\w+$/);
  });

  it("leads back with access_denied when the listener denies", async () => {
    const body = authorizeQuery();
    body.set("decision", "deny");
    const response = await createTestSandbox().fetch(
      new Request(`${ORIGIN}/authorize`, { method: "POST", body }),
    );
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`${REDIRECT}?error=access_denied&state=xyz`);
  });
});

describe("POST /api/token with a code", () => {
  it("gives tokens for the right verifier", async () => {
    const sandbox = createTestSandbox();
    const { status, body } = await trade(sandbox, await codeFields(sandbox));
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^BQ\w+$/),
      token_type: "Bearer",
      expires_in: 3_600,
      refresh_token: expect.stringMatching(/^AQ\w+$/),
      scope: expect.stringContaining("playlist-read-private"),
    });
  });

  it("takes a secret by Basic in place of PKCE, and wants one of the two", async () => {
    const sandbox = createTestSandbox();
    const plain = authorizeQuery({ code_challenge: undefined, code_challenge_method: undefined });
    const { code_verifier: _, client_id: __, ...fields } = await codeFields(sandbox, plain);
    const basic = `Basic ${Buffer.from("longwave:secret").toString("base64")}`;
    expect((await trade(sandbox, fields, { authorization: basic })).status).toBe(200);
    const { code_verifier: ___, ...again } = await codeFields(sandbox, plain);
    expect((await trade(sandbox, again)).body).toMatchObject({ error: "invalid_client" });
  });

  it.each([
    ["a wrong verifier", { code_verifier: "b".repeat(50) }, "invalid_grant", "code_verifier was incorrect"],
    ["no verifier", { code_verifier: "" }, "invalid_request", "code_verifier must be supplied"],
    ["another redirect URI", { redirect_uri: `${REDIRECT}2` }, "invalid_grant", "Invalid redirect URI"],
    ["another client", { client_id: "other" }, "invalid_grant", "Invalid authorization code"],
    ["an unknown code", { code: "nope" }, "invalid_grant", "Invalid authorization code"],
    ["no client", { client_id: "" }, "invalid_client", "Invalid client"],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type", expect.any(String)],
  ])("refuses %s with a flat body", async (_, changes, error, description) => {
    const sandbox = createTestSandbox();
    const { status, body } = await trade(sandbox, { ...(await codeFields(sandbox)), ...changes });
    expect(status).toBe(400);
    expect(body).toEqual({ error, error_description: description });
  });

  it("takes a code once, and not after ten minutes", async () => {
    const sandbox = createTestSandbox();
    const fields = await codeFields(sandbox);
    expect((await trade(sandbox, fields)).status).toBe(200);
    expect((await trade(sandbox, fields)).body).toMatchObject({ error: "invalid_grant" });
    const late = await codeFields(sandbox);
    sandbox.clock.now += 600_001;
    expect((await trade(sandbox, late)).body.error_description).toBe("Authorization code expired");
  });
});

describe("POST /api/token with a refresh token", () => {
  const refresh = (sandbox: TestSandbox, refreshToken: string) =>
    trade(sandbox, { grant_type: "refresh_token", refresh_token: refreshToken, client_id: "longwave" });

  it("gives an access token and no new refresh token", async () => {
    const sandbox = createTestSandbox();
    const { refresh_token } = await signIn(sandbox, "ada");
    const { status, body } = await refresh(sandbox, refresh_token);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "scope", "token_type"]);
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
  });

  it("replaces the refresh token and revokes the old one when rotation is on", async () => {
    const sandbox = createTestSandbox();
    const { refresh_token } = await signIn(sandbox, "ada");
    await control(sandbox, "POST", "switches", { tokens: { rotateRefresh: true } });
    const { body } = await refresh(sandbox, refresh_token);
    expect(body.refresh_token).not.toBe(refresh_token);
    expect((await refresh(sandbox, refresh_token)).body.error_description).toBe("Refresh token revoked");
  });

  it("dies six months after consent, and when it is revoked", async () => {
    const sandbox = createTestSandbox();
    const { refresh_token } = await signIn(sandbox, "ada");
    sandbox.clock.now += 183 * 24 * HOUR;
    expect((await refresh(sandbox, refresh_token)).body.error).toBe("invalid_grant");
    const again = await signIn(sandbox, "ada");
    await control(sandbox, "POST", "tokens", { action: "revoke_refresh", account: "ada" });
    expect(await refresh(sandbox, again.refresh_token)).toEqual({
      status: 400,
      body: { error: "invalid_grant", error_description: "Refresh token revoked" },
    });
  });
});

describe("access tokens", () => {
  it("expire by the clock and on demand", async () => {
    const sandbox = createTestSandbox();
    const call = createCaller(sandbox, (await signIn(sandbox, "ada")).access_token);
    expect((await call("GET", "/v1/me")).status).toBe(200);
    await control(sandbox, "POST", "clock", { advance_ms: HOUR });
    expect((await call("GET", "/v1/me")).body).toEqual({
      error: { status: 401, message: "The access token expired" },
    });
    const later = createCaller(sandbox, (await signIn(sandbox, "ada")).access_token);
    await control(sandbox, "POST", "tokens", { action: "expire_access" });
    expect((await later("GET", "/v1/me")).status).toBe(401);
  });

  it.each([
    ["", "No token provided"],
    ["Bearer nonsense", "Invalid access token"],
  ])("answer 401 for %j", async (authorization, message) => {
    const headers: Record<string, string> = authorization ? { authorization } : {};
    const response = await createTestSandbox().fetch(new Request(`${ORIGIN}/v1/me`, { headers }));
    expect(at(await response.json(), "error")).toEqual({ status: 401, message });
  });
});
