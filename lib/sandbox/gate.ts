// What stands before every handler: counting, faults, the token, the allow-list, rate limit, quota, tier and scopes.
// In the order in which the real service lets them show.
import type { AccountFixture } from "./fixtures";
import { Fault, faultResponse, text } from "./respond";
import type { Route } from "./route";
import { type AccessToken, accountOf, type SandboxState, windowOf } from "./state";
import type { Switches } from "./switches";
import { spend } from "./usage";

/** The connection is cut: callers see what fetch throws when a socket dies. */
class Dropped extends TypeError {
  constructor() {
    super("fetch failed");
    this.name = "Dropped";
  }
}

export function countCall(state: SandboxState, name: string): void {
  state.calls.set(name, (state.calls.get(name) ?? 0) + 1);
}

/** Faults that strike a route whoever calls: a cut connection (throws) or a failure of the switchboard. */
export function strikeRoute(state: SandboxState, name: string): Response | undefined {
  const { failing, dropping } = state.switches;
  if (dropping.some((pattern) => matches(pattern, name))) throw new Dropped();
  const failure = failing.find((candidate) => matches(candidate.route, name));
  if (!failure) return undefined;
  if (failure.times !== undefined) heal(state, failure);
  if (failure.body === "empty") return new Response(null, { status: failure.status });
  if (failure.body === "text") return text(failure.message, failure.status);
  const headers = failure.retryAfterSeconds ? retryHeader(failure.retryAfterSeconds * 1_000) : {};
  return faultResponse(new Fault(failure.status, failure.message, failure.reason, headers));
}

/** How long an answer of this route is held back, in milliseconds. */
export function delayOf({ switches }: SandboxState, name: string): number {
  return switches.slow.reduce(
    (sum, { route, ms }) => sum + (matches(route, name) ? ms : 0),
    switches.latencyMs,
  );
}

/** The account behind a call, after every check that the route wants. Throws the Fault, or returns a plain-text refusal. */
export function admit(
  state: SandboxState,
  input: { readonly request: Request; readonly route: Route; readonly now: number },
): { account: AccountFixture; token: AccessToken } | Response {
  const { request, route, now } = input;
  const { switches } = state;
  if (switches.spurious.unauthorized > 0 && state.random() < switches.spurious.unauthorized) {
    throw new Fault(401, "Access token missing");
  }
  const token = checkToken(state, request.headers.get("authorization"), now);
  const account = accountOf(state, token.account);
  if (!account) throw new Fault(401, "Invalid access token");
  checkRate(state, now);
  checkQuota(state, route, now);
  if (!switches.ownerPremium) {
    return text("Active premium subscription required for the owner of the app.", 403);
  }
  if (!account.allowListed && switches.tier !== "extended") {
    const message = "User not registered in the Developer Dashboard";
    if (switches.refusals === "text") return text(message, 403);
    throw new Fault(403, message);
  }
  if (route.removed && switches.tier === "dev-new") throw new Fault(403, "Forbidden");
  if (route.scopes && !route.scopes.some((scope) => token.scopes.includes(scope))) {
    throw new Fault(403, "Insufficient client scope");
  }
  if (route.premium) checkPremium(state, account);
  return { account, token };
}

/** The token of an Authorization header; throws the 401 that fits. */
export function checkToken(state: SandboxState, header: string | null, now: number): AccessToken {
  const value = /^Bearer (.+)$/i.exec(header ?? "")?.[1]?.trim();
  if (header === null || header === "") throw new Fault(401, "No token provided");
  if (!value) throw new Fault(400, "Only valid bearer authentication supported");
  const token = state.accessTokens.get(value);
  if (!token) throw new Fault(401, "Invalid access token");
  if (token.expiresAt <= now) throw new Fault(401, "The access token expired");
  return token;
}

function checkPremium(state: SandboxState, account: AccountFixture): void {
  const { premiumRequired } = state.switches.spurious;
  const isSpurious = premiumRequired > 0 && state.random() < premiumRequired;
  if (account.product !== "premium" || isSpurious) {
    throw new Fault(403, "Player command failed: Premium required", "PREMIUM_REQUIRED");
  }
}

function checkRate(state: SandboxState, now: number): void {
  const { windowMs, max, retryAfter } = state.switches.rate;
  const waitMs = spend(windowOf(state, "*"), { windowMs, max: max ?? undefined, now });
  if (waitMs === undefined) return;
  throw new Fault(429, "API rate limit exceeded", undefined, retryAfter ? retryHeader(waitMs) : {});
}

function checkQuota(state: SandboxState, { bucket }: Route, now: number): void {
  const { windowMs, max, retryAfter } = state.switches.quota;
  const waitMs = spend(windowOf(state, bucket), { windowMs, max: max[bucket], now });
  if (waitMs === undefined) return;
  throw new Fault(429, "Too many requests", "QUOTA_EXCEEDED", retryAfter ? retryHeader(waitMs) : {});
}

function retryHeader(waitMs: number): Record<string, string> {
  return { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1_000))) };
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

function heal(state: SandboxState, failure: Switches["failing"][number]): void {
  const times = (failure.times ?? 1) - 1;
  const failing = state.switches.failing.flatMap((candidate) => {
    if (candidate !== failure) return [candidate];
    return times > 0 ? [{ ...candidate, times }] : [];
  });
  state.switches = { ...state.switches, failing };
}
