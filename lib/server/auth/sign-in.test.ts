// Walks through a sign-in as a browser does, against next-auth itself and a small accounts server.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import NextAuth from "next-auth";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Auth, createAuth } from "./auth";
import { SCOPE } from "./scopes";

const URL_OF_APP = "http://127.0.0.1:3000";

type Reply = { status: number; headers: Map<string, unknown>; body: unknown };
type Ask = { method?: string; path: string[]; query?: Record<string, string>; body?: Record<string, string> };

let accounts: Server;
let accountsUrl: string;
let tokenRequests: { form: Record<string, string>; authorization: string | undefined }[];
let me: () => Response;
let logged: string[];
let auth: Auth;
let jar: Map<string, string>;
const before = process.env.NEXTAUTH_URL;

beforeEach(async () => {
  tokenRequests = [];
  logged = [];
  jar = new Map();
  me = () =>
    Response.json({
      id: "user",
      account_id: "account",
      display_name: "Ada",
      images: [
        { url: "https://i.scdn.co/small", width: 64, height: 64 },
        { url: "https://i.scdn.co/large", width: 300, height: 300 },
      ],
    });
  accounts = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => {
      text += part.toString();
    });
    request.on("end", () => {
      const form = Object.fromEntries(new URLSearchParams(text));
      tokenRequests.push({ form, authorization: request.headers.authorization });
      const reply = {
        access_token: "ACCESS",
        token_type: "Bearer",
        expires_in: 3_600,
        refresh_token: "REFRESH",
        scope: SCOPE,
      };
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => accounts.listen(0, "127.0.0.1", resolve));
  accountsUrl = `http://127.0.0.1:${(accounts.address() as AddressInfo).port}`;
  delete process.env.NEXTAUTH_URL;
  auth = open({ clientSecret: "secret" });
});

afterEach(() => {
  if (before === undefined) delete process.env.NEXTAUTH_URL;
  else process.env.NEXTAUTH_URL = before;
  accounts.closeAllConnections();
  accounts.close();
});

function open(extra: { clientSecret?: string }): Auth {
  return createAuth({
    clientId: "client",
    ...extra,
    accountsUrl,
    apiUrl: "https://api.test",
    secret: "s".repeat(32),
    url: URL_OF_APP,
    fetch: async (url, init) => {
      expect(url).toBe("https://api.test/v1/me");
      expect(new Headers(init.headers).get("authorization")).toBe("Bearer ACCESS");
      return me();
    },
    log: (_level, code) => logged.push(code),
  });
}

/** One request to next-auth, with the cookies of the jar; its answer's cookies go into the jar. */
async function ask({ method = "GET", path, query = {}, body = {} }: Ask): Promise<Reply> {
  const reply: Reply = { status: 200, headers: new Map(), body: undefined };
  const response = {
    status(code: number) {
      reply.status = code;
      return response;
    },
    getHeader: (name: string) => reply.headers.get(name),
    setHeader(name: string, value: unknown) {
      reply.headers.set(name, value);
      return response;
    },
    end: () => response,
    json(value: unknown) {
      reply.body = value;
    },
    send(value: unknown) {
      reply.body = value;
    },
  };
  const cookies = Object.fromEntries(jar);
  const request = { method, query: { nextauth: path, ...query }, body, cookies, headers: {} };
  await NextAuth(request as never, response as never, auth.nextAuthOptions);
  for (const line of (reply.headers.get("Set-Cookie") as string[] | undefined) ?? []) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "") jar.delete(name);
    else jar.set(name, decodeURIComponent(value));
  }
  return reply;
}

const location = (reply: Reply) => String(reply.headers.get("Location"));

async function beginSignIn(callbackUrl = "/stations"): Promise<URL> {
  const { body } = await ask({ path: ["csrf"] });
  const { csrfToken } = body as { csrfToken: string };
  const reply = await ask({ method: "POST", path: ["signin", "spotify"], body: { csrfToken, callbackUrl } });
  return new URL(location(reply));
}

const finishSignIn = (query: Record<string, string>) => ask({ path: ["callback", "spotify"], query });

async function signIn(callbackUrl?: string): Promise<Reply> {
  const address = await beginSignIn(callbackUrl);
  return finishSignIn({ code: "CODE", state: address.searchParams.get("state") ?? "" });
}

const cookieHeader = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
const readSession = () =>
  auth.readSession(new Request(`${URL_OF_APP}/api/token`, { headers: { cookie: cookieHeader() } }));

describe("sign-in", () => {
  it("asks Spotify with PKCE, state and the least scopes", async () => {
    const address = await beginSignIn();
    expect(`${address.origin}${address.pathname}`).toBe(`${accountsUrl}/authorize`);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: "client",
      response_type: "code",
      redirect_uri: `${URL_OF_APP}/api/auth/callback/spotify`,
      scope: SCOPE,
      state: expect.stringMatching(/.{20,}/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
  });

  it("ends in a session keyed on the account that never changes", async () => {
    expect(location(await signIn())).toBe(`${URL_OF_APP}/stations`);
    expect(await readSession()).toMatchObject({
      listener: { id: "account", serviceUserId: "user", name: "Ada", imageUrl: "https://i.scdn.co/large" },
      accessToken: "ACCESS",
      expiresAt: expect.any(Number),
    });
    expect(tokenRequests).toEqual([
      {
        form: {
          grant_type: "authorization_code",
          code: "CODE",
          redirect_uri: `${URL_OF_APP}/api/auth/callback/spotify`,
          code_verifier: expect.stringMatching(/^[\w-]{43,128}$/),
        },
        authorization: `Basic ${btoa("client:secret")}`,
      },
    ]);
  });

  it("works for a public client: no secret, the client's id in the body", async () => {
    auth = open({});
    await signIn();
    expect(tokenRequests[0]).toMatchObject({ form: { client_id: "client" }, authorization: undefined });
    expect(await readSession()).toMatchObject({ accessToken: "ACCESS" });
  });

  it("takes the user id where there is no account id, and it for a name where there is none", async () => {
    me = () => Response.json({ id: "user", display_name: null, images: [] });
    await signIn();
    expect((await readSession())?.listener).toEqual({ id: "user", serviceUserId: "user", name: "user" });
  });

  it("keeps the cookie from scripts and shows the browser no token", async () => {
    const reply = await signIn();
    const lines = reply.headers.get("Set-Cookie") as string[];
    const session = lines.find((line) => line.startsWith("next-auth.session-token"));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    expect(lines.join()).not.toMatch(/ACCESS|REFRESH/);
    const shown = await ask({ path: ["session"] });
    expect(shown.body).toEqual({
      expires: expect.any(String),
      user: { id: "account", name: "Ada", image: "https://i.scdn.co/large" },
    });
  });

  it("stays signed in after next-auth has written the cookie anew, and not after signing out", async () => {
    await signIn();
    await ask({ path: ["session"] });
    expect((await readSession())?.listener.id).toBe("account");
    const { body } = await ask({ path: ["csrf"] });
    await ask({ method: "POST", path: ["signout"], body: body as Record<string, string> });
    expect(await readSession()).toBeUndefined();
  });
});

describe("a sign-in that fails", () => {
  it.each<[string, () => Response, string]>([
    [
      "not on the allow-list",
      () => new Response("User not registered in the Developer Dashboard", { status: 403 }),
      "NotAllowed",
    ],
    [
      "of an owner without Premium",
      () => new Response("Active premium subscription required for the owner of the app.", { status: 403 }),
      "OwnerPremium",
    ],
    ["while Spotify is down", () => new Response("", { status: 503 }), "ServiceDown"],
    ["while Spotify is limited", () => new Response("", { status: 429 }), "ServiceLimited"],
  ])("%s comes back with its reason and no session", async (_what, answer, code) => {
    me = answer;
    expect(location(await signIn())).toBe(`${URL_OF_APP}/?error=${code}`);
    expect(await readSession()).toBeUndefined();
  });

  it("is refused without the state, with another, and without the verifier's cookie", async () => {
    const attempts: ((address: URL) => Record<string, string>)[] = [
      () => ({ code: "CODE" }),
      () => ({ code: "CODE", state: "another" }),
      (address) => {
        jar.delete("next-auth.pkce.code_verifier");
        return { code: "CODE", state: address.searchParams.get("state") ?? "" };
      },
      (address) => {
        jar.delete("next-auth.state");
        return { code: "CODE", state: address.searchParams.get("state") ?? "" };
      },
    ];
    for (const attempt of attempts) {
      const reply = await finishSignIn(attempt(await beginSignIn()));
      expect(location(reply)).toBe(`${URL_OF_APP}/api/auth/error?error=OAuthCallback`);
      expect(await readSession()).toBeUndefined();
    }
    expect(tokenRequests).toHaveLength(0);
    expect(logged).toEqual(attempts.map(() => "OAUTH_CALLBACK_ERROR"));
  });

  it("leads to our own page with the code", async () => {
    const first = await ask({ path: ["error"], query: { error: "OAuthCallback" } });
    expect(location(first)).toBe(`${URL_OF_APP}/api/auth/signin?error=OAuthCallback`);
    const second = await ask({ path: ["signin"], query: { error: "OAuthCallback" } });
    expect(location(second)).toMatch(/^\/\?callbackUrl=.*&error=OAuthCallback$/);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "https://127.0.0.1:3000.evil.example/",
    "javascript:alert(1)",
  ])("never sends a listener to %s", async (target) => {
    const reply = await signIn(target);
    const landed = reply.headers.get("Location") ?? `${URL_OF_APP}/`;
    expect(new URL(String(landed)).origin).toBe(URL_OF_APP);
  });
});
