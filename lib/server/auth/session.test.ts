import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { createMemoryStore } from "@/lib/store/memory";
import type { Claims } from "./claims";
import { createSessionReader } from "./session";
import type { AuthSettings } from "./settings";
import type { TokenKeeper } from "./tokens";

const SECRET = "s".repeat(32);
const CLAIMS: Claims = {
  sub: "account",
  serviceUserId: "user",
  name: "Ada",
  picture: "https://i.scdn.co/ada",
  accessToken: "A1",
  refreshToken: "R1",
  expiresAt: Date.now() + 600_000,
  authorizedAt: 1,
  scope: "streaming",
};
const LISTENER = { id: "account", serviceUserId: "user", name: "Ada", imageUrl: "https://i.scdn.co/ada" };

const settings: AuthSettings = {
  clientId: "id",
  accountsUrl: "https://accounts.test",
  apiUrl: "https://api.test",
  secret: SECRET,
  url: "http://127.0.0.1:3000",
};
const asTheyAre: TokenKeeper = {
  newest: async (tokens) => tokens,
  fresh: async (tokens) => tokens,
  renew: async (tokens) => tokens,
  forget: () => {},
};

const NAME = "next-auth.session-token";
const request = (cookie?: string) =>
  new Request("http://127.0.0.1:3000/api/stations", { ...(cookie && { headers: { cookie } }) });
const sign = (claims: object = CLAIMS, options: { secret?: string; maxAge?: number } = {}) =>
  encode({ token: { ...claims }, secret: SECRET, ...options });

describe("readSession", () => {
  it("reads the listener and the access token, and sends nothing back", async () => {
    const reader = createSessionReader(settings, asTheyAre);
    const session = await reader.readSession(request(`other=1; ${NAME}=${await sign()}`));
    expect(session).toEqual({
      listener: LISTENER,
      accessToken: "A1",
      expiresAt: CLAIMS.expiresAt,
      authorizedAt: 1,
      scope: "streaming",
      setCookie: [],
      renew: expect.any(Function),
    });
  });

  it("knows nobody without a cookie, with a forged, a foreign, an old or a half one", async () => {
    const reader = createSessionReader(settings, asTheyAre);
    const good = await sign();
    const cookies = [
      undefined,
      `${NAME}=nonsense`,
      `${NAME}=${good.slice(0, -4)}AAAA`,
      `${NAME}=${await sign(CLAIMS, { secret: "another secret of 32 characters!" })}`,
      `${NAME}=${await sign(CLAIMS, { maxAge: -60 })}`,
      `${NAME}=${await sign({ sub: "account", name: "of an older form" })}`,
      `${NAME}.1=${good}`.slice(0, 400),
    ];
    for (const cookie of cookies) expect(await reader.readSession(request(cookie))).toBeUndefined();
  });

  it("reads a cookie in chunks", async () => {
    const reader = createSessionReader(settings, asTheyAre);
    const value = await sign({ ...CLAIMS, accessToken: "A".repeat(6_000) });
    const cookie = `${NAME}.1=${value.slice(3_933)}; ${NAME}.0=${value.slice(0, 3_933)}`;
    expect((await reader.readSession(request(cookie)))?.accessToken).toBe("A".repeat(6_000));
  });

  it("decrypts a cookie once, however often it comes", async () => {
    const seen: unknown[] = [];
    const reader = createSessionReader(settings, {
      ...asTheyAre,
      fresh: async (tokens) => {
        seen.push(tokens);
        return tokens;
      },
    });
    const cookie = `${NAME}=${await sign()}`;
    await reader.readSession(request(cookie));
    await reader.readSession(request(cookie));
    expect(seen[0]).toEqual(CLAIMS);
    expect(seen[1]).toBe(seen[0]);
  });

  it("forgets a cookie it has read before as soon as it is too old", async () => {
    let time = Date.now();
    const reader = createSessionReader({ ...settings, now: () => time }, asTheyAre);
    const cookie = `${NAME}=${await sign(CLAIMS, { maxAge: 100 })}`;
    expect(await reader.readSession(request(cookie))).toBeDefined();
    time += 101_000;
    expect(await reader.readSession(request(cookie))).toBeUndefined();
  });

  it("sends refreshed tokens back in a cookie that the next request is read from", async () => {
    const fresh = { accessToken: "NEW-ACCESS", refreshToken: "NEW-REFRESH", expiresAt: CLAIMS.expiresAt + 1 };
    const refreshing = createSessionReader(settings, { ...asTheyAre, fresh: async () => fresh });
    const session = await refreshing.readSession(request(`${NAME}=${await sign()}`));
    expect(session).toMatchObject({
      listener: LISTENER,
      accessToken: "NEW-ACCESS",
      expiresAt: fresh.expiresAt,
    });
    expect(session?.setCookie).toHaveLength(1);
    const [line = ""] = session?.setCookie ?? [];
    expect(line).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(line).not.toMatch(/NEW-/);
    const seen: unknown[] = [];
    const next = createSessionReader(settings, {
      ...asTheyAre,
      fresh: async (tokens) => {
        seen.push(tokens);
        return tokens;
      },
    });
    await next.readSession(request(line.split(";")[0]));
    expect(seen).toEqual([{ ...CLAIMS, ...fresh }]);
  });

  it("clears the cookie when the sign-in has run out", async () => {
    const reader = createSessionReader(settings, {
      ...asTheyAre,
      fresh: async () => {
        throw new AppError("not_signed_in", "calm words");
      },
    });
    await expect(reader.readSession(request(`${NAME}=${await sign()}`))).rejects.toMatchObject({
      code: "not_signed_in",
      message: "calm words",
      details: {
        setCookie: [`${NAME}=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax`],
      },
    });
  });

  it("keeps the cookie when only the accounts service is in trouble", async () => {
    const reader = createSessionReader(settings, {
      ...asTheyAre,
      fresh: async () => {
        throw new AppError("service_unavailable");
      },
    });
    const error = await reader
      .readSession(request(`${NAME}=${await sign()}`))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "service_unavailable", details: undefined });
  });
});

describe("renew", () => {
  it("gives another token for one that was refused, and sends it back in the cookie", async () => {
    const asked: unknown[] = [];
    const reader = createSessionReader(settings, {
      ...asTheyAre,
      renew: async (tokens) => {
        asked.push(tokens.accessToken);
        return { accessToken: "A2", refreshToken: "R2", expiresAt: CLAIMS.expiresAt };
      },
    });
    const session = await reader.readSession(request(`${NAME}=${await sign()}`));
    expect(await session?.renew("A1")).toEqual({ accessToken: "A2", expiresAt: CLAIMS.expiresAt });
    expect(asked).toEqual(["A1"]);
    expect(session?.setCookie).toHaveLength(1);
    const next = await reader.readSession(request(session?.setCookie[0]?.split(";")[0]));
    expect(next).toMatchObject({ accessToken: "A2" });
  });
});

describe("end", () => {
  it("ends the session in every browser and at every replica, and lets the listener sign in again", async () => {
    let time = Date.now();
    const shared = { ...settings, now: () => time, store: createMemoryStore({ now: () => time }) };
    const here = createSessionReader(shared, asTheyAre);
    const elsewhere = createSessionReader(shared, asTheyAre);
    const cookie = `${NAME}=${await sign({ ...CLAIMS, authorizedAt: time - 1_000 })}`;
    const sandra = `${NAME}=${await sign({ ...CLAIMS, sub: "another", authorizedAt: time - 1_000 })}`;
    expect(await elsewhere.readSession(request(cookie))).toBeDefined();
    const lines = await here.end(
      request(`${cookie}; longwave-guest=g; next-auth.csrf-token=c; x=1`),
      "account",
    );
    expect(lines.map((line) => line.split("=")[0])).toEqual([NAME, "longwave-guest", "next-auth.csrf-token"]);
    for (const line of lines) expect(line).toContain("=; Path=/; Expires=Thu, 01 Jan 1970");
    expect(await here.readSession(request(cookie))).toBeUndefined();
    time += 20_000;
    expect(await elsewhere.readSession(request(cookie))).toBeUndefined();
    expect(await elsewhere.readSession(request(sandra))).toBeDefined();
    const again = `${NAME}=${await sign({ ...CLAIMS, authorizedAt: time })}`;
    expect(await elsewhere.readSession(request(again))).toBeDefined();
  });
});

describe("readListenerFrom", () => {
  it("tells who is signed in even when the token has died, and asks nobody", async () => {
    const reader = createSessionReader(settings, {
      ...asTheyAre,
      fresh: async () => {
        throw new Error("must not be called");
      },
    });
    const value = await sign({ ...CLAIMS, expiresAt: 1, picture: null });
    expect(await reader.readListenerFrom([{ name: NAME, value }])).toEqual({
      id: "account",
      serviceUserId: "user",
      name: "Ada",
    });
    expect(await reader.readListenerFrom([])).toBeUndefined();
  });

  it("reads only the __Secure- cookie on https", async () => {
    const reader = createSessionReader({ ...settings, url: "https://longwave.example" }, asTheyAre);
    const value = await sign();
    expect(await reader.readListenerFrom([{ name: NAME, value }])).toBeUndefined();
    expect(await reader.readListenerFrom([{ name: `__Secure-${NAME}`, value }])).toEqual(LISTENER);
  });
});
