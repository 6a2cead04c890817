// The player routes of the Web API: what plays, on which device, and the commands of a Premium listener.
// Commands change the account's player and tell the page that plays.
import { type Call, readBody, readInteger, readPage } from "../call";
import { activate, findActive, isVisible, tell } from "../devices";
import {
  catchUp,
  type Device,
  type DeviceReason,
  hasNext,
  type Player,
  positionOf,
  seekTo,
  setPlaying,
  skipNext,
  skipPrevious,
} from "../playback";
import { shuffled } from "../random";
import { Fault, json, noContent, text } from "../respond";
import type { Route } from "../route";
import { newSecret } from "../state";
import { addToQueue, play } from "./player-play";

const READ = ["user-read-playback-state", "user-read-currently-playing"];
const WRITE = ["user-modify-playback-state"];

const read = (path: string, handle: Route["handle"], scopes: readonly string[] = READ): Route => ({
  method: "GET",
  path: `/v1/me/player${path}`,
  bucket: "player",
  scopes,
  handle,
});
const command = (method: "PUT" | "POST", path: string, run: (call: Call) => void | Promise<void>): Route => ({
  method,
  path: `/v1/me/player${path}`,
  bucket: "player",
  scopes: WRITE,
  premium: true,
  handle: async (call) => {
    await run(call);
    return commandAnswer(call);
  },
});

export const playerRoutes: readonly Route[] = [
  read("", getState),
  read("/currently-playing", getState),
  read("/devices", getDevices),
  read("/queue", getQueue),
  read("/recently-played", getRecent, ["user-read-recently-played"]),
  command("PUT", "", transfer),
  command("PUT", "/play", async (call) => {
    const player = playerOf(call);
    const device = targetDevice(call, player);
    await play(call, player);
    activate(player, device);
    tellDevice(call, device, "play");
  }),
  command("PUT", "/pause", (call) => {
    const { player, device } = activePlayer(call);
    if (!player.playing) throw new Fault(403, "Player command failed: Restriction violated", "UNKNOWN");
    setPlaying(player, false, call.now);
    tellDevice(call, device, "pause");
  }),
  command("PUT", "/seek", (call) => {
    const { player, device } = activePlayer(call);
    seekTo(player, readInteger(call, "position_ms", { min: 0, max: 86_400_000 }), call.now);
    tellDevice(call, device, "seek");
  }),
  command("PUT", "/volume", (call) => {
    const { device } = activePlayer(call);
    device.volume = readInteger(call, "volume_percent", { min: 0, max: 100 });
    device.send?.({ type: "volume", volume: device.volume / 100 });
  }),
  command("PUT", "/repeat", (call) => {
    const { player, device } = activePlayer(call);
    const state = call.url.searchParams.get("state");
    if (state !== "off" && state !== "context" && state !== "track") throw new Fault(400, "Invalid state");
    player.repeat = state;
    tellDevice(call, device, "sync");
  }),
  command("PUT", "/shuffle", (call) => {
    const { player, device } = activePlayer(call);
    player.shuffle = call.url.searchParams.get("state") === "true";
    const ahead = player.list.slice(player.index + 1);
    if (player.shuffle) {
      player.list = [...player.list.slice(0, player.index + 1), ...shuffled(call.state.random, ahead)];
    }
    tellDevice(call, device, "sync");
  }),
  command("POST", "/next", (call) => {
    const { player, device } = activePlayer(call);
    if (!hasNext(player)) throw new Fault(403, "Player command failed: No next track", "NO_NEXT_TRACK");
    skipNext(player, call.now);
    tellDevice(call, device, "skip");
  }),
  command("POST", "/previous", (call) => {
    const { player, device } = activePlayer(call);
    if (player.past.length === 0)
      throw new Fault(403, "Player command failed: No previous track", "NO_PREV_TRACK");
    skipPrevious(player, call.now);
    tellDevice(call, device, "skip");
  }),
  command("POST", "/queue", (call) => {
    const { player, device } = activePlayer(call);
    addToQueue(call, player);
    tellDevice(call, device, "queue");
  }),
];

function getState(call: Call): Response {
  const player = playerOf(call);
  const device = findActive(player, call.now);
  if (!device || !player.current) return noContent();
  return json({
    device: toDevice(player, device),
    repeat_state: player.repeat,
    shuffle_state: player.shuffle,
    smart_shuffle: false,
    context: player.contextUri ? contextOf(call, player.contextUri) : null,
    timestamp: player.at,
    progress_ms: positionOf(player, call.now),
    is_playing: player.playing,
    item: call.wire.track(player.current.ref),
    currently_playing_type: "track",
    actions: { disallows: player.playing ? { resuming: true } : { pausing: true } },
  });
}

function contextOf(call: Call, uri: string) {
  const [, type = "", id = ""] = uri.split(":");
  return {
    type,
    href: `${call.url.origin}/v1/${type}s/${id}`,
    external_urls: { spotify: `${call.url.origin}/open/${type}/${id}` },
    uri,
  };
}

function getDevices(call: Call): Response {
  const player = playerOf(call);
  const visible = [...player.devices.values()].filter((device) => isVisible(device, call.now));
  return json({ devices: visible.map((device) => toDevice(player, device)) });
}

function toDevice(player: Player, device: Device) {
  return {
    id: device.id,
    is_active: player.activeDevice === device.id,
    is_private_session: false,
    is_restricted: false,
    name: device.name,
    supports_volume: true,
    type: device.type,
    volume_percent: device.volume,
  };
}

function getQueue(call: Call): Response {
  const player = playerOf(call);
  const ahead = [...player.queue, ...player.list.slice(player.index + 1)].slice(0, 20);
  return json({
    currently_playing: player.current ? call.wire.track(player.current.ref) : null,
    queue: player.current ? ahead.map((entry) => call.wire.track(entry.ref)) : [],
  });
}

function getRecent(call: Call): Response {
  const { limit } = readPage(call);
  const after = Number(call.url.searchParams.get("after") ?? 0);
  const before = Number(call.url.searchParams.get("before") ?? Number.POSITIVE_INFINITY);
  const all = playerOf(call).recent.filter((played) => played.playedAt > after && played.playedAt < before);
  const items = all.slice(0, limit);
  const oldest = items.at(-1)?.playedAt;
  const next = new URL(call.url);
  next.searchParams.set("before", String(oldest));
  return json({
    items: items.map(({ ref, playedAt }) => ({
      track: call.wire.track(ref),
      played_at: new Date(playedAt).toISOString(),
      context: null,
    })),
    next: items.length < all.length ? next.href : null,
    cursors: items.length ? { after: String(items[0]?.playedAt), before: String(oldest) } : null,
    limit,
    href: call.url.href,
  });
}

async function transfer(call: Call): Promise<void> {
  const player = playerOf(call);
  const body = await readBody(call);
  const ids: unknown[] = Array.isArray(body.device_ids) ? body.device_ids : [];
  if (ids.length !== 1)
    throw new Fault(400, ids.length ? "Too many device ids" : "Missing required field: device_ids");
  const device = player.devices.get(String(ids[0]));
  if (!device || !isVisible(device, call.now)) throw new Fault(404, "Device not found");
  activate(player, device);
  if (body.play === true) setPlaying(player, true, call.now);
  tellDevice(call, device, "play");
}

function playerOf(call: Call): Player {
  const player = call.state.players.get(call.account.id);
  if (!player) throw new Fault(404, "Resource not found");
  catchUp(player, call.now);
  return player;
}

/** The device that the query names, else the active one. */
function targetDevice(call: Call, player: Player): Device {
  const id = call.url.searchParams.get("device_id");
  if (id === null) {
    const active = findActive(player, call.now);
    if (active) return active;
    throw new Fault(404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE");
  }
  const device = player.devices.get(id);
  if (!device || !isVisible(device, call.now)) throw new Fault(404, "Device not found");
  return device;
}

function activePlayer(call: Call): { player: Player; device: Device } {
  const player = playerOf(call);
  return { player, device: targetDevice(call, player) };
}

function tellDevice(call: Call, device: Device, reason: DeviceReason): void {
  tell(playerOf(call), { device, reason, wire: call.wire, now: call.now });
}

/** 204, or since 2024 just as often 200 with a few opaque characters that are no JSON. */
function commandAnswer(call: Call): Response {
  const { playerWrites } = call.state.switches;
  const isText = playerWrites === "text" || (playerWrites === "mixed" && call.state.random() < 0.5);
  return isText ? text(newSecret(call.state, 43)) : noContent();
}
