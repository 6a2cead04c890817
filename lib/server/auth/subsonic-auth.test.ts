// Walks through a sign-in by name and password as the page does, against next-auth itself and a fake music server.

import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toSignInMessage } from "@/lib/api/sign-in-errors";
import {
  createFakeSubsonic,
  FAKE_PASSWORD,
  FAKE_URL,
  FAKE_USERNAME,
  type FakeSubsonic,
} from "@/lib/music/subsonic/fake-subsonic.fixture";
import { createSubsonicGate } from "@/lib/music/subsonic/gate";
import { createSubsonicAuth } from "./subsonic-auth";

const SECRET = "s".repeat(32);
const COOKIE = "next-auth.session-token";
const LIBRARY = { tracks: [], playlists: [] };
const before = process.env.NEXTAUTH_URL;

let fake: FakeSubsonic;
let logged: string[];
let time: number;
let jar: Map<string, string>;
let auth: ReturnType<typeof createSubsonicAuth>;

beforeEach(() => {
  delete process.env.NEXTAUTH_URL;
  time = 1_000_000;
  logged = [];
  jar = new Map();
  open(createFakeSubsonic(LIBRARY));
});

afterEach(() => {
  if (before === undefined) delete process.env.NEXTAUTH_URL;
  else process.env.NEXTAUTH_URL = before;
});

function open(server: FakeSubsonic): void {
  fake = server;
  auth = createSubsonicAuth({
    gate: createSubsonicGate({ fetch: fake.fetch, sleep: async () => {} }),
    serverUrl: FAKE_URL,
    secret: SECRET,
    url: "http://127.0.0.1:3000",
    now: () => time,
    log: (_level, code, message) => logged.push(`${code} ${message}`),
  });
}

async function ask(method: string, path: string[], body: Record<string, string> = {}, address = "10.0.0.1") {
  const headers = new Map<string, unknown>();
  let answer: unknown;
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name),
    setHeader(name: string, value: unknown) {
      headers.set(name, value);
      return response;
    },
    end: () => response,
    json(value: unknown) {
      answer = value;
    },
    send(value: unknown) {
      answer = value;
    },
  };
  const cookies = Object.fromEntries(jar);
  const request = {
    method,
    query: { nextauth: path },
    body,
    cookies,
    headers: { "x-forwarded-for": address },
  };
  await NextAuth(request as never, response as never, auth.nextAuthOptions);
  for (const line of (headers.get("Set-Cookie") as string[] | undefined) ?? []) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    jar.set(name, decodeURIComponent(value));
  }
  return answer;
}

/** Signs in as the page does; the code of the fault, or undefined. */
async function signIn(
  password: string,
  address?: string,
  username = FAKE_USERNAME,
): Promise<string | undefined> {
  const { csrfToken } = (await ask("GET", ["csrf"])) as { csrfToken: string };
  const body = { csrfToken, username, password, json: "true", callbackUrl: "/stations" };
  const { url } = (await ask("POST", ["callback", "subsonic"], body, address)) as { url: string };
  return new URL(url, "http://127.0.0.1:3000").searchParams.get("error") ?? undefined;
}

const requestWith = (cookie: string) => new Request("http://127.0.0.1:3000/api", { headers: { cookie } });
const readSession = () => auth.readSession(requestWith(`${COOKIE}=${jar.get(COOKIE) ?? ""}`));

describe("createSubsonicAuth", () => {
  it("signs in, and keeps a token and no password, encrypted", async () => {
    expect(await signIn(FAKE_PASSWORD)).toBeUndefined();
    expect(await readSession()).toMatchObject({
      listener: { id: "subsonic:listener", serviceUserId: "listener", name: "listener" },
      subsonic: { kind: "token", username: "listener" },
    });
    const content = await decode({ token: jar.get(COOKIE), secret: SECRET });
    expect(JSON.stringify(content)).not.toContain(FAKE_PASSWORD);
    expect(jar.get(COOKIE)).not.toContain("listener");
  });

  it("lets the browser know who is signed in and nothing else", async () => {
    await signIn(FAKE_PASSWORD);
    expect(await ask("GET", ["session"])).toEqual({
      expires: expect.any(String),
      user: { id: "subsonic:listener", name: "listener", image: null },
    });
  });

  it("keeps the password, still encrypted, only for a server that knows no tokens", async () => {
    open(createFakeSubsonic(LIBRARY, "old"));
    expect(await signIn(FAKE_PASSWORD)).toBeUndefined();
    expect(await readSession()).toMatchObject({ subsonic: { kind: "password", password: FAKE_PASSWORD } });
    expect(jar.get(COOKIE)).not.toContain(FAKE_PASSWORD);
  });

  it("says what is wrong, and never logs what was typed", async () => {
    expect(await signIn("wrong")).toBe("CredentialsSignin");
    expect(await signIn("")).toBe("CredentialsSignin");
    fake.fault = "down";
    expect(await signIn(FAKE_PASSWORD)).toBe("ServerDown");
    fake.fault = "not-allowed";
    expect(await signIn(FAKE_PASSWORD)).toBe("ServerRefused");
    fake.fault = undefined;
    const expired = () => {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("expired"), { code: "CERT_HAS_EXPIRED" }),
      });
    };
    fake.next.push(expired, expired);
    expect(await signIn(FAKE_PASSWORD)).toBe("BadCertificate");
    expect(await readSession()).toBeUndefined();
    for (const line of logged) expect(line).not.toMatch(/listener|wrong|pässword/);
    expect(toSignInMessage("BadCertificate")).toContain("certificate");
  });

  it("bounds the tries from one address, and for one name from many", async () => {
    for (let tries = 0; tries < 10; tries++) expect(await signIn("wrong")).toBe("CredentialsSignin");
    const asked = fake.requests.length;
    expect(await signIn(FAKE_PASSWORD)).toBe("TooManyTries");
    expect(fake.requests).toHaveLength(asked);
    for (let tries = 0; tries < 9; tries++) await signIn("wrong", `10.0.1.${tries}`);
    expect(await signIn("wrong", "10.0.2.1")).toBe("CredentialsSignin");
    expect(await signIn(FAKE_PASSWORD, "10.0.2.2")).toBe("TooManyTries");
    expect(await signIn("wrong", "10.0.2.3", "somebody else")).toBe("CredentialsSignin");
    time += 60_000;
    expect(await signIn(FAKE_PASSWORD)).toBeUndefined();
  });

  it("takes no cookie that it has not made, and ends a session on demand", async () => {
    await signIn(FAKE_PASSWORD);
    const cookie = `${COOKIE}=${jar.get(COOKIE)}`;
    expect(await auth.readSession(requestWith(`${cookie}x`))).toBeUndefined();
    expect(await auth.readSession(requestWith("other=1"))).toBeUndefined();
    expect(auth.forget?.(requestWith(cookie))).toEqual([
      expect.stringContaining(`${COOKIE}=; Path=/; Expires=Thu, 01`),
    ]);
    time += 31 * 86_400_000 + Date.now();
    expect(await auth.readSession(requestWith(cookie))).toBeUndefined();
  });
});
