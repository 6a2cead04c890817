import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { isAppError } from "@/lib/errors";
import { createFailingStore } from "@/lib/store/failing.fixture";
import { listenerKey, listenerPrefix } from "@/lib/store/listener-keys";
import type { AuthSettings } from "./settings";
import { createTokenKeeper, type HeldTokens } from "./tokens";

type Answer = () => Response | Promise<Response>;

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const granted =
  (access: string, refresh?: string): Answer =>
  () =>
    json(200, { access_token: access, expires_in: 3_600, ...(refresh && { refresh_token: refresh }) });
const revoked: Answer = () =>
  json(400, { error: "invalid_grant", error_description: "Refresh token revoked" });

function open(answers: Answer[], extra: Partial<AuthSettings> = {}) {
  const requests: { url: string; body: Record<string, string>; authorization: string | null }[] = [];
  const clock = { time: 1_000_000 };
  const keeper = createTokenKeeper({
    clientId: "id",
    clientSecret: "secret",
    accountsUrl: "https://accounts.test/",
    apiUrl: "https://api.test",
    secret: "x".repeat(32),
    url: "http://127.0.0.1:3000",
    now: () => clock.time,
    fetch: async (url, init) => {
      const body = Object.fromEntries(new URLSearchParams(String(init.body)));
      requests.push({ url, body, authorization: new Headers(init.headers).get("authorization") });
      const answer = answers.shift();
      if (!answer) throw new TypeError("fetch failed");
      return answer();
    },
    ...extra,
  });
  /** Tokens whose access token dies in so many milliseconds. */
  const tokens = (life: number): HeldTokens => ({
    sub: "ada",
    accessToken: "A1",
    refreshToken: "R1",
    expiresAt: clock.time + life,
  });
  return { keeper, requests, clock, tokens };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "fulfilled",
    (error: unknown) => (isAppError(error) ? error.code : error),
  );

describe("fresh", () => {
  it("leaves a token alone that lives for more than a minute", async () => {
    const { keeper, requests, tokens } = open([]);
    const given = tokens(61_000);
    expect(await keeper.fresh(given)).toBe(given);
    expect(requests).toHaveLength(0);
  });

  it("refreshes with Basic where there is a secret, and keeps the refresh token when the reply has none", async () => {
    const { keeper, requests, tokens } = open([granted("A2")]);
    expect(await keeper.fresh(tokens(60_000))).toEqual({
      accessToken: "A2",
      refreshToken: "R1",
      expiresAt: 1_000_000 + 3_600_000,
    });
    expect(requests).toEqual([
      {
        url: "https://accounts.test/api/token",
        body: { grant_type: "refresh_token", refresh_token: "R1" },
        authorization: `Basic ${btoa("id:secret")}`,
      },
    ]);
  });

  it("names the client in the body where there is no secret", async () => {
    const { keeper, requests, tokens } = open([granted("A2")], { clientSecret: undefined });
    await keeper.fresh(tokens(0));
    expect(requests[0]).toMatchObject({
      authorization: null,
      body: { client_id: "id", refresh_token: "R1" },
    });
  });

  it("makes one call for any number of requests at once, and none for those that come later", async () => {
    const { keeper, requests, tokens } = open([granted("A2")]);
    const old = tokens(-1);
    const results = await Promise.all(Array.from({ length: 20 }, () => keeper.fresh({ ...old })));
    expect(new Set(results.map(({ accessToken }) => accessToken))).toEqual(new Set(["A2"]));
    expect((await keeper.fresh(old)).accessToken).toBe("A2");
    expect(requests).toHaveLength(1);
  });

  it("follows rotated tokens from any of the earlier cookies", async () => {
    const { keeper, requests, clock, tokens } = open([
      granted("A2", "R2"),
      granted("A3", "R3"),
      granted("A4"),
    ]);
    const first = tokens(0);
    const second = await keeper.fresh(first);
    clock.time += 3_600_000;
    expect(await keeper.fresh(first)).toMatchObject({ accessToken: "A3", refreshToken: "R3" });
    expect(await keeper.fresh({ ...second, sub: "ada" })).toMatchObject({ accessToken: "A3" });
    clock.time += 3_600_000;
    expect(await keeper.fresh(first)).toMatchObject({ accessToken: "A4", refreshToken: "R3" });
    expect(requests.map(({ body }) => body.refresh_token)).toEqual(["R1", "R2", "R3"]);
    expect(await keeper.newest({ ...second, sub: "ada" })).toMatchObject({ accessToken: "A4" });
  });

  it("asks to sign in again when the grant is gone, and never tries that token again", async () => {
    const { keeper, requests, tokens } = open([revoked, granted("A2")]);
    expect(await codeOf(keeper.fresh(tokens(30_000)))).toBe("not_signed_in");
    expect(await codeOf(keeper.fresh(tokens(30_000)))).toBe("not_signed_in");
    expect(requests).toHaveLength(1);
  });

  it("asks to sign in again where there never was a refresh token", async () => {
    const { keeper, requests, tokens } = open([]);
    expect(await codeOf(keeper.fresh({ ...tokens(0), refreshToken: "" }))).toBe("not_signed_in");
    expect(requests).toHaveLength(0);
  });

  it.each<[string, Answer]>([
    ["a 503", () => json(503, { error: "server_error" })],
    ["a 429", () => json(429, {}, { "Retry-After": "9" })],
    ["a page of HTML", () => new Response("<html>", { status: 502 })],
    ["an unreadable reply", () => json(200, { access_token: "" })],
    [
      "a lost connection",
      () => {
        throw new TypeError("fetch failed");
      },
    ],
  ])("keeps everything through %s", async (_what, fault) => {
    const { keeper, requests, clock, tokens } = open([fault, granted("A2")]);
    const living = tokens(30_000);
    expect(await keeper.fresh(living)).toBe(living);
    expect(await keeper.fresh(living)).toBe(living);
    expect(requests).toHaveLength(1);
    clock.time += 10_000;
    expect(await keeper.fresh(living)).toMatchObject({ accessToken: "A2", refreshToken: "R1" });
  });

  it("says so when the token is dead and the accounts service in trouble", async () => {
    const { keeper, tokens } = open([() => json(503, {})]);
    expect(await codeOf(keeper.fresh(tokens(0)))).toBe("service_unavailable");
  });

  it("tells a wrong client secret from a dead sign-in", async () => {
    const { keeper, tokens } = open([() => json(400, { error: "invalid_client" })]);
    const error = await keeper.fresh(tokens(0)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "internal",
      message: expect.stringContaining("SPOTIFY_CLIENT_SECRET"),
    });
  });
});

describe("renew", () => {
  it("replaces a token that was refused before its time, with one call for all who met that", async () => {
    const { keeper, requests, tokens } = open([granted("A2", "R2")]);
    const refused = tokens(600_000);
    const renewed = await Promise.all([keeper.renew(refused), keeper.renew(refused), keeper.renew(refused)]);
    expect(renewed.map(({ accessToken }) => accessToken)).toEqual(["A2", "A2", "A2"]);
    expect(await keeper.renew(refused)).toMatchObject({ accessToken: "A2", refreshToken: "R2" });
    expect(requests).toHaveLength(1);
  });

  it("replaces one that came of a refresh itself, by the same refresh token", async () => {
    const { keeper, requests, tokens } = open([granted("A2"), granted("A3")]);
    const second = { ...(await keeper.fresh(tokens(0))), sub: "ada" };
    expect(await keeper.renew(second)).toMatchObject({ accessToken: "A3", refreshToken: "R1" });
    expect(requests).toHaveLength(2);
  });

  it("says so when the sign-in is over", async () => {
    const { keeper, tokens } = open([revoked]);
    expect(await codeOf(keeper.renew(tokens(600_000)))).toBe("not_signed_in");
  });
});

describe("forget", () => {
  it("knows nothing of a listener's tokens any more, and all of another's", async () => {
    const { keeper, requests, tokens } = open([granted("A2"), granted("B2"), granted("A3")]);
    const mine = tokens(0);
    const other = { ...tokens(0), sub: "bruno", refreshToken: "S1" };
    await keeper.fresh(mine);
    await keeper.fresh(other);
    keeper.forget(listenerPrefix("ada"));
    expect(await keeper.fresh(other)).toMatchObject({ accessToken: "B2" });
    expect(await keeper.fresh(mine)).toMatchObject({ accessToken: "A3" });
    expect(requests).toHaveLength(3);
  });
});

describe("fresh, with several replicas over one store", () => {
  /** Replicas that share a store and an accounts service which rotates: each refresh token is good for one refresh. */
  function openReplicas(count: number) {
    let time = 1_000_000;
    let given = 1;
    const calls: string[] = [];
    const inner = createFailingStore(() => time);
    const accounts = { isDown: false, answersAfter: Promise.resolve() };
    const settings: AuthSettings = {
      clientId: "id",
      accountsUrl: "https://accounts.test/",
      apiUrl: "https://api.test",
      secret: "x".repeat(32),
      url: "http://127.0.0.1:3000",
      now: () => time,
      wait: async (ms) => {
        await new Promise((resolve) => setImmediate(resolve));
        time += ms;
      },
      store: inner,
      fetch: async (_url, init) => {
        const token = new URLSearchParams(String(init.body)).get("refresh_token") ?? "";
        calls.push(token);
        await accounts.answersAfter;
        if (accounts.isDown) return json(503, {});
        if (token !== `R${given}`) return revoked();
        given += 1;
        return json(200, { access_token: `A${given}`, refresh_token: `R${given}`, expires_in: 3_600 });
      },
    };
    const first: HeldTokens = { sub: "ada", accessToken: "A1", refreshToken: "R1", expiresAt: time };
    const keepers = Array.from({ length: count }, () => createTokenKeeper(settings));
    const pass = (ms: number) => {
      time += ms;
    };
    return { keepers, calls, first, inner, accounts, pass };
  }

  it("refreshes once, however many replicas need it at once", async () => {
    const { keepers, calls, first } = openReplicas(4);
    const results = await Promise.all(keepers.map((keeper) => keeper.fresh({ ...first })));
    expect(results.map(({ accessToken }) => accessToken)).toEqual(["A2", "A2", "A2", "A2"]);
    expect(calls).toEqual(["R1"]);
  });

  it("follows what other replicas refreshed, from the oldest cookie on", async () => {
    const { keepers, calls, first, pass } = openReplicas(3);
    await keepers[0]?.fresh(first);
    expect(await keepers[1]?.newest(first)).toMatchObject({ accessToken: "A2", refreshToken: "R2" });
    pass(3_590_000);
    expect(await keepers[1]?.fresh(first)).toMatchObject({ accessToken: "A3" });
    expect(await keepers[2]?.fresh(first)).toMatchObject({ accessToken: "A3", refreshToken: "R3" });
    expect(calls).toEqual(["R1", "R2"]);
  });

  it("takes over from a replica that died while it refreshed", async () => {
    const { keepers, calls, first, inner } = openReplicas(1);
    const key = createHash("sha256").update("R1").digest("base64");
    await inner.set(listenerKey("ada", `renewal:${key}:claim`), "another replica", { ttlMs: 5_000 });
    expect(await keepers[0]?.fresh(first)).toMatchObject({ accessToken: "A2" });
    expect(calls).toEqual(["R1"]);
  });

  it("tries itself when the other one failed, and keeps the sign-in", async () => {
    const { keepers, calls, first, accounts } = openReplicas(2);
    accounts.isDown = true;
    const living = { ...first, expiresAt: first.expiresAt + 30_000 };
    expect(await Promise.all(keepers.map((keeper) => keeper.fresh(living)))).toEqual([living, living]);
    expect(calls).toEqual(["R1", "R1"]);
  });

  it("goes on alone without the store", async () => {
    const { keepers, calls, first, inner } = openReplicas(1);
    inner.isAway = true;
    expect(await keepers[0]?.fresh(first)).toMatchObject({ accessToken: "A2" });
    expect(calls).toEqual(["R1"]);
  });

  it("keeps no token in the store that could be read there", async () => {
    const { keepers, first, inner } = openReplicas(1);
    const set = vi.spyOn(inner, "set");
    await keepers[0]?.fresh(first);
    expect(set).toHaveBeenCalledOnce();
    expect(JSON.stringify(set.mock.calls)).not.toMatch(/"[AR]\d"|[tT]oken/);
  });
});
