// What the sandbox's tests share: a sandbox under a fake clock, a walk through sign-in, and a caller with a token.
import { createHash } from "node:crypto";
import { createSandbox, type Sandbox } from "./sandbox";

export const ORIGIN = "http://127.0.0.1:4010";
export const REDIRECT = "http://127.0.0.1:3000/api/auth/callback/spotify";
export const VERIFIER = "a-verifier-of-at-least-forty-three-characters-0";
const ALL_SCOPES =
  "playlist-read-private playlist-modify-private playlist-modify-public user-library-read user-library-modify user-top-read user-read-playback-state user-read-currently-playing user-read-recently-played user-modify-playback-state user-follow-read user-follow-modify streaming";

export type TestSandbox = Sandbox & { readonly clock: { now: number } };

export function createTestSandbox(): TestSandbox {
  const clock = { now: Date.UTC(2026, 10, 22) };
  return { ...createSandbox({ now: () => clock.now, seed: "test", artists: () => [] }), clock };
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

export function authorizeQuery(changes: Record<string, string | undefined> = {}): URLSearchParams {
  const query = {
    client_id: "longwave",
    response_type: "code",
    redirect_uri: REDIRECT,
    scope: ALL_SCOPES,
    state: "xyz",
    code_challenge: challengeOf(VERIFIER),
    code_challenge_method: "S256",
    ...changes,
  };
  return new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** Presses an account's button on the consent page; where that leads. */
export async function consent(sandbox: Sandbox, account: string, query = authorizeQuery()): Promise<URL> {
  const form = new URLSearchParams(query);
  form.set("account", account);
  const response = await sandbox.fetch(new Request(`${ORIGIN}/authorize`, { method: "POST", body: form }));
  const location = response.headers.get("location");
  if (!location) throw new Error(`no redirect: ${response.status} ${await response.text()}`);
  return new URL(location);
}

export function tokenRequest(fields: Record<string, string>, headers: Record<string, string> = {}): Request {
  return new Request(`${ORIGIN}/api/token`, { method: "POST", body: new URLSearchParams(fields), headers });
}

export type Tokens = {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
};

export async function signIn(sandbox: Sandbox, account: string, scope = ALL_SCOPES): Promise<Tokens> {
  const back = await consent(sandbox, account, authorizeQuery({ scope }));
  const response = await sandbox.fetch(
    tokenRequest({
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: REDIRECT,
      client_id: "longwave",
      code_verifier: VERIFIER,
    }),
  );
  return (await response.json()) as Tokens;
}

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

/** The value at a dotted path of an answer's body, e.g. `items.0.id`. */
export function at(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }, body);
}

export function listAt(body: unknown, path: string): unknown[] {
  const value = at(body, path);
  if (!Array.isArray(value)) throw new Error(`no list at ${path}`);
  return value;
}

/** Calls the Web API as one listener. */
export function createCaller(sandbox: Sandbox, token: string) {
  return async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await sandbox.fetch(
      new Request(`${ORIGIN}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    };
  };
}

/** A fresh sandbox and a caller for one of its listeners. */
export async function createListener(account = "ada", scope = ALL_SCOPES) {
  const sandbox = createTestSandbox();
  const tokens = await signIn(sandbox, account, scope);
  return { sandbox, tokens, call: createCaller(sandbox, tokens.access_token) };
}

export async function control(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await sandbox.fetch(
    new Request(`${ORIGIN}/sandbox/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : null };
}
