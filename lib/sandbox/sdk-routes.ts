// What the player page talks to: registering as a device, its event stream, and the listener's commands in the page.
// Private to the sandbox, as the real SDK's own channel is private to Spotify; reachable from any origin.
import { z } from "zod";
import { addDevice, findDevice, openChannel, removeDevice, toSdkState } from "./devices";
import { checkToken } from "./gate";
import {
  type Device,
  type DeviceReason,
  finishTrack,
  type Player,
  seekTo,
  setPlaying,
  skipNext,
  skipPrevious,
} from "./playback";
import { Fault, json, noContent } from "./respond";
import { readSdkScript } from "./sdk-script";
import { accountOf, type SandboxState } from "./state";
import type { Wire } from "./wire";

export type SdkCall = {
  readonly state: SandboxState;
  readonly wire: Wire;
  readonly now: () => number;
};

const registrationSchema = z.object({ name: z.string().min(1).max(200), volume: z.number().min(0).max(1) });

const commandSchema = z.discriminatedUnion("command", [
  z.object({ command: z.enum(["pause", "resume", "next", "previous", "token"]) }),
  z.object({ command: z.literal("seek"), value: z.number() }),
  z.object({ command: z.literal("volume"), value: z.number().min(0).max(1) }),
  z.object({ command: z.literal("name"), value: z.string().min(1).max(200) }),
  z.object({
    command: z.literal("ended"),
    value: z.string().describe("playback_id of the track that ended"),
  }),
]);
type Command = z.infer<typeof commandSchema>;

/** Answers `/sdk/*`; undefined for a path that is not of the SDK. */
export async function answerSdk(request: Request, url: URL, call: SdkCall): Promise<Response | undefined> {
  if (url.pathname === "/sdk/spotify-player.js" && request.method === "GET") return script();
  const [, , devices, id, action] = url.pathname.split("/");
  if (devices !== "devices") return undefined;
  if (id === undefined) return request.method === "POST" ? register(request, call) : undefined;
  const found = findDevice(call.state, id);
  if (!found) throw new Fault(404, "Device not found");
  if (action === undefined && request.method === "DELETE") {
    removeDevice(found.player, found.device, call.now());
    return noContent();
  }
  if (action === "events" && request.method === "GET") return events(found, call);
  if (action === "state" && request.method === "GET") return json(stateFor(found, call));
  if (action === "commands" && request.method === "POST") return command(request, found, call);
  return undefined;
}

function script(): Response {
  return new Response(readSdkScript(), {
    headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" },
  });
}

async function register(request: Request, call: SdkCall): Promise<Response> {
  const { state } = call;
  const token = checkToken(state, request.headers.get("authorization"), call.now());
  if (!token.scopes.includes("streaming")) throw new Fault(401, "Invalid token scopes.");
  const account = accountOf(state, token.account);
  if (account?.product !== "premium")
    throw new Fault(403, "This functionality is restricted to premium users only");
  const { name, volume } = parse(registrationSchema, await request.text());
  const device = addDevice(state, {
    account: account.id,
    name,
    volume: Math.round(volume * 100),
    now: call.now(),
  });
  return json({ device_id: device.id, expires_in_ms: token.expiresAt - call.now() }, 201);
}

function events(found: { player: Player; device: Device }, call: SdkCall): Response {
  const stream = openChannel({ ...found, wire: call.wire }, call.now);
  return new Response(stream, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
  });
}

function stateFor({ player, device }: { player: Player; device: Device }, call: SdkCall) {
  return player.activeDevice === device.id ? toSdkState(player, call.wire, call.now()) : null;
}

async function command(
  request: Request,
  found: { player: Player; device: Device },
  call: SdkCall,
): Promise<Response> {
  const wanted = parse(commandSchema, await request.text());
  const { player, device } = found;
  // The real SDK's sockets have died by then, and its promises resolve all the same.
  if (device.forgotten && wanted.command !== "token") return json({ reason: null, state: null });
  if (wanted.command === "token") {
    const token = checkToken(call.state, request.headers.get("authorization"), call.now());
    return json({ expires_in_ms: token.expiresAt - call.now() });
  }
  if (wanted.command === "volume") device.volume = Math.round(wanted.value * 100);
  else if (wanted.command === "name") device.name = wanted.value;
  else if (player.activeDevice !== device.id || !player.current) {
    throw new Fault(409, "Cannot perform operation; no list was loaded.");
  }
  const reason = control(player, wanted, call.now()) ?? null;
  return json({ reason, state: stateFor(found, call) });
}

/** Carries out a command of the page; the reason to tell it by, or undefined where nothing changed. */
function control(player: Player, wanted: Command, now: number): DeviceReason | undefined {
  switch (wanted.command) {
    case "pause":
    case "resume":
      setPlaying(player, wanted.command === "resume", now);
      return wanted.command;
    case "seek":
      seekTo(player, wanted.value, now);
      return "seek";
    case "next":
      skipNext(player, now);
      return "skip";
    case "previous":
      skipPrevious(player, now);
      return "skip";
    case "ended":
      // A report that crossed with a skip is about a track that is over already.
      if (wanted.value !== `sandbox-${player.playbackId}` || !player.playing) return undefined;
      finishTrack(player, now);
      return "ended";
    default:
      return undefined;
  }
}

function parse<T>(schema: z.ZodType<T>, body: string): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch (cause) {
    throw new Fault(400, cause instanceof z.ZodError ? z.prettifyError(cause) : "Error parsing JSON.");
  }
}
