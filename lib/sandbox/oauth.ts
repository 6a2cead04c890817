// The accounts service: /authorize (who are you, do you agree) and /api/token (codes and refresh tokens for access tokens).
// Authorization code flow with PKCE, Basic, or both; any client id and secret are accepted. Error bodies are flat.
import { createHash } from "node:crypto";
import { consentPage, problemPage } from "./consent-page";
import { html, json } from "./respond";
import { type Grant, newSecret, type SandboxState } from "./state";

const CODE_LIFE_MS = 600_000;
const DAY_MS = 86_400_000;
const PARAMETERS = [
  "client_id",
  "response_type",
  "redirect_uri",
  "scope",
  "state",
  "code_challenge",
  "code_challenge_method",
  "show_dialog",
] as const;

type AuthorizeQuery = Partial<Record<(typeof PARAMETERS)[number], string>>;
type OAuthError = { readonly error: string; readonly error_description: string };

/** The consent page; or what it leads to, when the switchboard answers in the listener's place. */
export function getAuthorize(state: SandboxState, url: URL, now: number): Response {
  const query = readQuery(url.searchParams);
  const problem = findProblem(query);
  if (problem) return html(problemPage(problem), 400);
  if (state.switches.consent === "deny") return deny(query);
  if (state.switches.consent === "grant")
    return grant(state, { query, accountId: state.switches.consentAccount, now });
  return html(consentPage({ accounts: [...state.accounts.values()], query, scopes: scopesOf(query) }));
}

/** A button of the consent page: an account, or `decision=deny`. */
export async function postAuthorize(state: SandboxState, request: Request, now: number): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const query = readQuery(form);
  const problem = findProblem(query);
  if (problem) return html(problemPage(problem), 400);
  if (form.get("decision") === "deny") return deny(query);
  return grant(state, { query, accountId: form.get("account") ?? "", now });
}

/** Trades a code or a refresh token for an access token. */
export async function postToken(state: SandboxState, request: Request, now: number): Promise<Response> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    return refuse("unsupported_content_type", "Content-Type must be application/x-www-form-urlencoded", 415);
  }
  const form = new URLSearchParams(await request.text());
  const client = readClient(request.headers.get("authorization"), form);
  if (!client.id) return refuse("invalid_client", "Invalid client");
  const type = form.get("grant_type");
  if (type === "authorization_code") return tradeCode(state, { form, client, now });
  if (type === "refresh_token") return refresh(state, { form, client, now });
  return refuse("unsupported_grant_type", "grant_type must be authorization_code or refresh_token");
}

/** https anywhere; http on a loopback address only, and never on the name localhost. */
function isAllowedRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, hash } = new URL(uri);
  if (hash) return false;
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]"].includes(hostname));
}

function findProblem(query: AuthorizeQuery): string | undefined {
  if (!query.client_id) return "INVALID_CLIENT: Invalid client";
  if (!query.redirect_uri || !isAllowedRedirect(query.redirect_uri))
    return "INVALID_CLIENT: Invalid redirect URI";
  if (query.response_type !== "code") return "response_type must be code";
  if (query.code_challenge !== undefined) {
    if (query.code_challenge_method !== "S256") return "code_challenge_method must be S256";
    if (!/^[\w-]{43}$/.test(query.code_challenge)) return "code_challenge must be 43 characters of base64url";
  }
  return undefined;
}

function grant(
  state: SandboxState,
  { query, accountId, now }: { query: AuthorizeQuery; accountId: string; now: number },
): Response {
  const account = state.accounts.get(accountId);
  if (!account) return html(problemPage("There is no such account in this sandbox"), 400);
  const code = newSecret(state, 120);
  state.codes.set(code, {
    account: account.id,
    clientId: query.client_id ?? "",
    scopes: scopesOf(query),
    redirectUri: query.redirect_uri ?? "",
    challenge: query.code_challenge,
    authorizedAt: now,
    expiresAt: now + CODE_LIFE_MS,
  });
  return redirect(query, { code });
}

function deny(query: AuthorizeQuery): Response {
  return redirect(query, { error: "access_denied" });
}

function redirect(query: AuthorizeQuery, answer: Record<string, string>): Response {
  const target = new URL(query.redirect_uri ?? "");
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  if (query.state !== undefined) target.searchParams.set("state", query.state);
  // 303 turns the form's POST into the GET that the application expects.
  return new Response(null, { status: 303, headers: { location: target.href, "cache-control": "no-store" } });
}

type Trade = { readonly form: URLSearchParams; readonly client: Client; readonly now: number };

function tradeCode(state: SandboxState, { form, client, now }: Trade): Response {
  const value = form.get("code") ?? "";
  const code = state.codes.get(value);
  if (!code || code.clientId !== client.id) return refuse("invalid_grant", "Invalid authorization code");
  // A code is worth one try, also a failed one.
  state.codes.delete(value);
  if (code.expiresAt <= now) return refuse("invalid_grant", "Authorization code expired");
  if (form.get("redirect_uri") !== code.redirectUri) return refuse("invalid_grant", "Invalid redirect URI");
  const verifier = form.get("code_verifier");
  if (code.challenge === undefined && !client.secret)
    return refuse("invalid_client", "Invalid client secret");
  if (code.challenge !== undefined) {
    if (!verifier) return refuse("invalid_request", "code_verifier must be supplied");
    if (!/^[\w.~-]{43,128}$/.test(verifier))
      return refuse("invalid_request", "code_verifier must be 43 to 128 characters");
    if (challengeOf(verifier) !== code.challenge)
      return refuse("invalid_grant", "code_verifier was incorrect");
  }
  const { account, clientId, scopes, authorizedAt } = code;
  const granted: Grant = { account, clientId, scopes, authorizedAt };
  return json({ ...issueAccess(state, granted, now), refresh_token: issueRefresh(state, granted) });
}

function refresh(state: SandboxState, { form, client, now }: Trade): Response {
  const value = form.get("refresh_token") ?? "";
  const token = state.refreshTokens.get(value);
  if (!token || token.clientId !== client.id) return refuse("invalid_grant", "Invalid refresh token");
  const { refreshDays, rotateRefresh } = state.switches.tokens;
  const isDead = token.authorizedAt + refreshDays * DAY_MS <= now;
  if (token.revoked || isDead)
    return refuse("invalid_grant", isDead ? "Refresh token expired" : "Refresh token revoked");
  const { account, clientId, scopes, authorizedAt } = token;
  const granted: Grant = { account, clientId, scopes, authorizedAt };
  const answer = issueAccess(state, granted, now);
  if (!rotateRefresh) return json(answer);
  token.revoked = true;
  return json({ ...answer, refresh_token: issueRefresh(state, granted) });
}

function issueAccess(state: SandboxState, granted: Grant, now: number) {
  const { accessSeconds } = state.switches.tokens;
  const token = `BQ${newSecret(state, 140)}`;
  state.accessTokens.set(token, { ...granted, expiresAt: now + accessSeconds * 1_000 });
  return {
    access_token: token,
    token_type: "Bearer",
    expires_in: accessSeconds,
    scope: granted.scopes.join(" "),
  };
}

function issueRefresh(state: SandboxState, granted: Grant): string {
  const token = `AQ${newSecret(state, 129)}`;
  state.refreshTokens.set(token, { ...granted, revoked: false });
  return token;
}

type Client = { readonly id: string; readonly secret: string };

/** The client from the Basic header or from the form. */
function readClient(authorization: string | null, form: URLSearchParams): Client {
  const basic = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
  if (!basic) return { id: form.get("client_id") ?? "", secret: form.get("client_secret") ?? "" };
  const [id = "", ...secret] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return { id: decodePart(id), secret: decodePart(secret.join(":")) };
}

/** Clients that follow the letter of the standard percent-encode both parts. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

function readQuery(source: URLSearchParams): AuthorizeQuery {
  const query: AuthorizeQuery = {};
  for (const name of PARAMETERS) {
    const value = source.get(name);
    if (value !== null) query[name] = value;
  }
  return query;
}

function scopesOf(query: AuthorizeQuery): string[] {
  return (query.scope ?? "").split(/[\s,]+/).filter(Boolean);
}

function refuse(error: string, description: string, status = 400): Response {
  const body: OAuthError = { error, error_description: description };
  return json(body, status);
}
