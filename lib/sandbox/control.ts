// The control interface of the sandbox: switches, counters, clock, tokens and a fresh start, for tests, benchmarks and the curious.
// `/sandbox/*` is the sandbox's own; Spotify has nothing of the kind.
import { z } from "zod";
import { tell } from "./devices";
import { json, noContent } from "./respond";
import type { SandboxState } from "./state";
import { defaultSwitches, patchSwitches, switchesPatchSchema } from "./switches";
import type { Wire } from "./wire";

const clockSchema = z.strictObject({
  advance_ms: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400_000),
});
const tokensSchema = z.strictObject({
  action: z.enum(["expire_access", "revoke_refresh", "revoke_all"]),
  account: z.string().optional().describe("Absent = everybody"),
});

export type ControlCall = {
  readonly state: SandboxState;
  readonly wire: Wire;
  readonly now: () => number;
  /** Forgets everything and starts from the fixtures. */
  readonly reset: () => void;
};

/** Answers `/sandbox/*`; undefined for a route that does not exist. */
export async function answerControl(
  request: Request,
  url: URL,
  call: ControlCall,
): Promise<Response | undefined> {
  const { state } = call;
  const route = `${request.method} ${url.pathname}`;
  switch (route) {
    case "GET /sandbox/health":
      return json({ status: "ok", sandbox: true, tier: state.switches.tier });
    case "GET /sandbox/switches":
      return json(state.switches);
    case "POST /sandbox/switches":
      return change(request, switchesPatchSchema, (patch) => {
        state.switches = patchSwitches(state.switches, patch);
        return state.switches;
      });
    case "DELETE /sandbox/switches":
      state.switches = defaultSwitches();
      state.usage.clear();
      return json(state.switches);
    case "GET /sandbox/calls":
      return json(countsOf(state));
    case "DELETE /sandbox/calls":
      state.calls.clear();
      return noContent();
    case "GET /sandbox/clock":
      return json({ now: new Date(call.now()).toISOString(), offset_ms: state.clockOffsetMs });
    case "POST /sandbox/clock":
      return change(request, clockSchema, ({ advance_ms }) => advance(call, advance_ms));
    case "POST /sandbox/tokens":
      return change(request, tokensSchema, ({ action, account }) => changeTokens(call, action, account));
    case "POST /sandbox/reset":
      call.reset();
      return noContent();
    default:
      return undefined;
  }
}

function countsOf(state: SandboxState) {
  const calls = Object.fromEntries([...state.calls].sort(([a], [b]) => a.localeCompare(b)));
  return { total: [...state.calls.values()].reduce((sum, count) => sum + count, 0), calls };
}

/** Moves the sandbox's clock on; whoever plays hears of the new position. */
function advance(call: ControlCall, advanceMs: number) {
  const { state } = call;
  state.clockOffsetMs += advanceMs;
  for (const player of state.players.values()) {
    const device = player.activeDevice === undefined ? undefined : player.devices.get(player.activeDevice);
    if (device) tell(player, { device, reason: "sync", wire: call.wire, now: call.now() });
  }
  return { now: new Date(call.now()).toISOString(), offset_ms: state.clockOffsetMs };
}

function changeTokens(call: ControlCall, action: z.infer<typeof tokensSchema>["action"], account?: string) {
  const { state } = call;
  const isMeant = (token: { readonly account: string }) => account === undefined || token.account === account;
  let changed = 0;
  if (action !== "revoke_refresh") {
    for (const token of [...state.accessTokens.values()].filter(isMeant)) {
      token.expiresAt = Math.min(token.expiresAt, call.now());
      changed += 1;
    }
  }
  if (action !== "expire_access") {
    for (const token of [...state.refreshTokens.values()].filter(isMeant)) {
      token.revoked = true;
      changed += 1;
    }
  }
  return { changed };
}

/** Only JSON bodies are taken, so that no foreign page can post one without asking. */
async function change<T>(
  request: Request,
  schema: z.ZodType<T>,
  apply: (value: T) => unknown,
): Promise<Response> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return json({ error: "Send application/json" }, 415);
  }
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    return json({ error: "The body is not JSON" }, 400);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) return json({ error: z.prettifyError(parsed.error) }, 422);
  return json(apply(parsed.data));
}
