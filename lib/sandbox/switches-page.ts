// GET and POST /sandbox: every switch and fault of the sandbox as a page of plain forms, for people who try things out.
// A form that was taken leads back to the page; nothing here needs a script.
import {
  type ActionCall,
  advance,
  changeDevices,
  changeTokens,
  clearSwitches,
  DEVICE_ACTIONS,
  TOKEN_ACTIONS,
} from "./actions";
import { html, text } from "./respond";
import { accountOf } from "./state";
import { MEASURED_QUOTAS, patchSwitches, type SwitchesPatch, switchesPatchSchema } from "./switches";
import { createSections, readFields } from "./switches-fields";
import { renderSwitches } from "./switches-view";

export type PageCall = ActionCall & { readonly reset: () => void };

export async function answerSwitchesPage(
  request: Request,
  url: URL,
  call: PageCall,
): Promise<Response | undefined> {
  if (request.method === "GET") return html(renderSwitches(call.state, call.now()));
  if (request.method !== "POST") return undefined;
  // Without this any page that a developer has open could turn the switches.
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== url.origin)
    return text("Only the sandbox's own page may send this.", 403);
  const form = new URLSearchParams(await request.text());
  const anchor = apply(form, call);
  if (anchor === undefined) return text("No switch takes this value. Go back and correct it.", 422);
  return new Response(null, { status: 303, headers: { location: `/sandbox#${anchor}` } });
}

/** Does what a form asks; the section it came from, or undefined where it asks for nothing there is. */
function apply(form: URLSearchParams, call: PageCall): string | undefined {
  const { state } = call;
  const section = form.get("section") ?? "";
  switch (section) {
    case "faults":
      return takePatch(call, readFaults(form, call)) ? section : undefined;
    case "all":
      if (form.get("do") === "reset") call.reset();
      else clearSwitches(state);
      return section;
    case "quotas":
      return takePatch(call, { quota: { max: MEASURED_QUOTAS } }) ? "limits" : undefined;
    case "now":
      return act(form, call) ? section : undefined;
    default: {
      const accounts = [...state.accounts.values()];
      const found = createSections(accounts).find((candidate) => candidate.id === section);
      return found && takePatch(call, readFields(found.fields, form)) ? section : undefined;
    }
  }
}

function takePatch({ state }: PageCall, patch: SwitchesPatch | undefined): boolean {
  if (patch) state.switches = patchSwitches(state.switches, patch);
  return patch !== undefined;
}

/** A button of the section "Now": `clock=3600000`, `token=revoke_all` or `device=cut`, for one listener or all. */
function act(form: URLSearchParams, call: PageCall): boolean {
  const account = form.get("account") || undefined;
  if (account !== undefined && !accountOf(call.state, account)) return false;
  const token = TOKEN_ACTIONS.find((action) => action === form.get("token"));
  const device = DEVICE_ACTIONS.find((action) => action === form.get("device"));
  const ms = Number(form.get("clock"));
  if (token) changeTokens(call, token, account);
  else if (device) changeDevices(call, device, account);
  else if (Number.isInteger(ms) && ms > 0) advance(call, ms);
  else return false;
  return true;
}

/** The lists of route faults with one more, or with one fewer. */
function readFaults(form: URLSearchParams, { state }: PageCall): SwitchesPatch | undefined {
  const { failing, dropping, slow } = state.switches;
  const remove = /^(failing|dropping|slow)\.(\d+)$/.exec(form.get("remove") ?? "");
  if (remove) {
    const at = Number(remove[2]);
    if (remove[1] === "failing") return { failing: failing.filter((_, n) => n !== at) };
    if (remove[1] === "dropping") return { dropping: dropping.filter((_, n) => n !== at) };
    return { slow: slow.filter((_, n) => n !== at) };
  }
  const route = form.get("route")?.trim() ?? "";
  const kind = form.get("kind") ?? "";
  const amount = Number(form.get("amount"));
  if (route === "") return undefined;
  if (kind === "drop") return parsePatch({ dropping: [...dropping, route] });
  if (kind === "slow") return parsePatch({ slow: [...slow, { route, ms: amount > 0 ? amount : 3_000 }] });
  const [status, reason] = kind.split(" ");
  const failure = {
    route,
    status: Number(status),
    ...(amount > 0 && { times: amount }),
    ...wordsOf(kind, reason),
  };
  return parsePatch({ failing: [...failing, failure] });
}

function wordsOf(kind: string, reason: string | undefined) {
  if (kind === "403 text") return { message: "Forbidden", body: "text" };
  if (kind === "502 empty") return { body: "empty" };
  if (reason === "QUOTA_EXCEEDED") return { message: "Too many requests", reason, retryAfterSeconds: 3_600 };
  if (kind === "429") return { message: "API rate limit exceeded", retryAfterSeconds: 5 };
  if (kind === "404") return { message: "Resource not found" };
  return {};
}

function parsePatch(patch: unknown): SwitchesPatch | undefined {
  const parsed = switchesPatchSchema.safeParse(patch);
  return parsed.success ? parsed.data : undefined;
}
