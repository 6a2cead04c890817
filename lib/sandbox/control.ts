// The control interface of the sandbox: switches, counters, clock, tokens and a fresh start, for tests, benchmarks and the curious.
// `/sandbox/*` is the sandbox's own; Spotify has nothing of the kind.
import { z } from "zod";
import {
  type ActionCall,
  advance,
  changeDevices,
  changeTokens,
  clearSwitches,
  DEVICE_ACTIONS,
  quotaOf,
  TOKEN_ACTIONS,
} from "./actions";
import { json, noContent } from "./respond";
import type { SandboxState } from "./state";
import { patchSwitches, switchesPatchSchema } from "./switches";
import { answerSwitchesPage } from "./switches-page";

const clockSchema = z.strictObject({
  advance_ms: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400_000),
});
const tokensSchema = z.strictObject({
  action: z.enum(TOKEN_ACTIONS),
  account: z.string().optional().describe("Absent = everybody"),
});

const devicesSchema = z.strictObject({
  action: z.enum(DEVICE_ACTIONS).describe("elsewhere = a speaker of the listener's takes over"),
  account: z.string().optional().describe("Absent = everybody"),
});

export type ControlCall = ActionCall & {
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
  if (url.pathname === "/sandbox") return answerSwitchesPage(request, url, call);
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
      return json(clearSwitches(state));
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
    case "POST /sandbox/devices":
      return change(request, devicesSchema, ({ action, account }) => changeDevices(call, action, account));
    case "GET /sandbox/quota":
      return json({ buckets: quotaOf(state, call.now()) });
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
