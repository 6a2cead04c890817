// The player pages of the sandbox: a page that loaded the SDK script registers as a device and listens for events.
// This is the private channel that the real SDK has with Spotify; nothing of it is part of the Web API.
import type { TrackRef } from "./discography";
import {
  catchUp,
  type Device,
  type DeviceEvent,
  type DeviceReason,
  type Player,
  positionOf,
  type QueueEntry,
  setPlaying,
} from "./playback";
import { newSecret, type SandboxState } from "./state";
import type { Wire } from "./wire";

/** Tracks before and after the current one that a page is told of, as with the real SDK. */
const WINDOW = 2;
const REPEAT_MODES = { off: 0, context: 1, track: 2 } as const;

export function addDevice(
  state: SandboxState,
  input: { readonly account: string; readonly name: string; readonly volume: number; readonly now: number },
): Device {
  const id = newSecret(state, 40).toLowerCase();
  const device: Device = {
    id,
    name: input.name,
    type: "Computer",
    volume: input.volume,
    visibleAt: input.now + state.switches.deviceLagMs,
  };
  state.players.get(input.account)?.devices.set(id, device);
  return device;
}

/** The device with the player it belongs to, whoever's it is. */
export function findDevice(state: SandboxState, id: string): { player: Player; device: Device } | undefined {
  for (const player of state.players.values()) {
    const device = player.devices.get(id);
    if (device) return { player, device };
  }
  return undefined;
}

/** Does the Web API know the device yet? A page that is gone is not a device any more. */
export function isVisible(device: Device, now: number): boolean {
  return (
    !device.forgotten && device.visibleAt <= now && (device.type === "Speaker" || device.send !== undefined)
  );
}

export function findActive(player: Player, now: number): Device | undefined {
  const device = player.activeDevice === undefined ? undefined : player.devices.get(player.activeDevice);
  return device && isVisible(device, now) ? device : undefined;
}

/** The stream of events of a page; the device counts as there while somebody reads it. */
export function openChannel(
  input: { readonly player: Player; readonly device: Device; readonly wire: Wire },
  now: () => number,
): ReadableStream<Uint8Array> {
  const { player, device, wire } = input;
  const encoder = new TextEncoder();
  let send: ((event: DeviceEvent) => void) | undefined;
  return new ReadableStream({
    start(controller) {
      send = (event) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      device.send = send;
      device.cut = () => {
        device.send = undefined;
        device.cut = undefined;
        controller.close();
      };
      controller.enqueue(encoder.encode(": Longwave sandbox\n\n"));
      if (player.activeDevice === device.id) tell(player, { device, reason: "sync", wire, now: now() });
    },
    cancel() {
      // A page that came back has put its own sender here already.
      if (device.send !== send) return;
      device.send = undefined;
      device.cut = undefined;
      if (player.activeDevice === device.id) setPlaying(player, false, now());
    },
  });
}

export function removeDevice(player: Player, device: Device, now: number): void {
  device.send = undefined;
  player.devices.delete(device.id);
  stopIfActive(player, device, now);
}

/**
 * What happens to players in pages without anybody's will. `cut`: the line breaks, the page hears `not_ready` and comes
 * back as another device. `forget`: after long idling the service forgets the device and the page is not told.
 * `renew`: the page is given another device id without a word of warning.
 */
export type PageFault = "cut" | "forget" | "renew";

/** Strikes every page that is a device of this player; how many there were. */
export function applyToPages(player: Player, fault: PageFault, now: number): number {
  const pages = [...player.devices.values()].filter((device) => device.send && !device.forgotten);
  for (const device of pages) {
    const { send, cut } = device;
    if (fault === "forget") {
      device.forgotten = true;
      stopIfActive(player, device, now);
    } else {
      removeDevice(player, device, now);
      if (fault === "renew") send?.({ type: "renew" });
      cut?.();
    }
  }
  return pages.length;
}

/** Hands what plays to a speaker of the listener's, as somebody in another room would; false where there is none. */
export function playElsewhere(player: Player): boolean {
  const speaker = [...player.devices.values()].find((device) => device.type === "Speaker");
  if (!speaker) return false;
  activate(player, speaker);
  return true;
}

function stopIfActive(player: Player, device: Device, now: number): void {
  if (player.activeDevice !== device.id) return;
  setPlaying(player, false, now);
  player.activeDevice = undefined;
}

/** Makes a device the one that plays; the one before it hears that playback moved away. */
export function activate(player: Player, device: Device): void {
  if (player.activeDevice === device.id) return;
  const before = player.activeDevice === undefined ? undefined : player.devices.get(player.activeDevice);
  player.activeDevice = device.id;
  before?.send?.({ type: "state", reason: "release", state: null });
}

/** Tells a device how things stand. */
export function tell(
  player: Player,
  input: {
    readonly device: Device;
    readonly reason: DeviceReason;
    readonly wire: Wire;
    readonly now: number;
  },
): void {
  const { device, reason, wire, now } = input;
  if (!device.forgotten) device.send?.({ type: "state", reason, state: toSdkState(player, wire, now) });
}

/** The state object of the Web Playback SDK; null while nothing is loaded. */
export function toSdkState(player: Player, wire: Wire, now: number) {
  catchUp(player, now);
  const { current } = player;
  if (!current) return null;
  const next = [...player.queue, ...player.list.slice(player.index + 1)].slice(0, WINDOW);
  return {
    context: { uri: player.contextUri, metadata: null },
    disallows: {
      ...(player.playing ? { resuming: true } : { pausing: true }),
      ...(player.past.length === 0 && { skipping_prev: true }),
    },
    duration: current.ref.track.durationMs,
    paused: !player.playing,
    position: positionOf(player, now),
    loading: false,
    timestamp: now,
    repeat_mode: REPEAT_MODES[player.repeat],
    shuffle: player.shuffle,
    restrictions: {
      ...(player.playing
        ? { disallow_resuming_reasons: ["not_paused"] }
        : { disallow_pausing_reasons: ["already_paused"] }),
    },
    playback_id: `sandbox-${player.playbackId}`,
    playback_quality: "VERY_HIGH",
    playback_features: { hifi_status: "NONE" },
    track_window: {
      current_track: toSdkTrack(current, wire),
      previous_tracks: player.past.slice(-WINDOW).map((entry) => toSdkTrack(entry, wire)),
      next_tracks: next.map((entry) => toSdkTrack(entry, wire)),
    },
  };
}

function toSdkTrack(entry: QueueEntry, wire: Wire) {
  const track = wire.played(entry.ref);
  return {
    id: track.id,
    uri: track.uri,
    uid: entry.uid,
    type: "track",
    media_type: "audio",
    content_type: "music",
    track_type: "audio",
    name: track.name,
    duration_ms: track.duration_ms,
    is_playable: track.is_playable,
    album: toSdkAlbum(entry.ref, wire),
    artists: track.artists.map(({ name, uri, href }) => ({ name, uri, url: href })),
    linked_from: track.linked_from,
  };
}

function toSdkAlbum(ref: TrackRef, wire: Wire) {
  const { album } = wire.track(ref);
  return {
    name: album?.name ?? "",
    uri: album?.uri ?? "",
    images: (album?.images ?? []).map((image) => ({ ...image, size: "UNKNOWN" })),
  };
}
