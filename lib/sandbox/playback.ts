// What one listener's account is playing, and on which device: the part of Spotify Connect that lives in the cloud.
// A pure machine over plain data; devices.ts tells the player page what changed.
import type { TrackRef } from "./discography";
import type { AccountFixture } from "./fixtures";
import { encodeId, keyOf } from "./ids";

export type QueueEntry = { readonly uri: string; readonly uid: string; readonly ref: TrackRef };

export type Device = {
  readonly id: string;
  name: string;
  readonly type: "Computer" | "Speaker";
  volume: number;
  /** From when the Web API knows the device. */
  readonly visibleAt: number;
  /** Sends an event to the page that is this device; absent while the page is not connected, and for speakers. */
  send?: ((event: DeviceEvent) => void) | undefined;
  /** Ends the page's stream of events from this side. */
  cut?: (() => void) | undefined;
  /** The service has forgotten the device and nobody told its page: what it sends changes nothing. */
  forgotten?: boolean;
};

/** Why a device is told; the player page shapes its events by it. */
export type DeviceReason =
  | "play"
  | "pause"
  | "resume"
  | "seek"
  | "skip"
  | "ended"
  | "queue"
  | "release"
  | "sync";

export type DeviceEvent =
  | { readonly type: "state"; readonly reason: DeviceReason; readonly state: unknown }
  | { readonly type: "volume"; readonly volume: number }
  /** The page is to register again, under another id. */
  | { readonly type: "renew" };

export type Player = {
  readonly devices: Map<string, Device>;
  activeDevice: string | undefined;
  contextUri: string | null;
  list: readonly QueueEntry[];
  /** Position in `list` of the last entry taken from it. */
  index: number;
  queue: QueueEntry[];
  current: QueueEntry | undefined;
  /** Oldest first. */
  past: QueueEntry[];
  playing: boolean;
  positionMs: number;
  /** When `positionMs` was true. */
  at: number;
  repeat: "off" | "context" | "track";
  shuffle: boolean;
  /** Grows with each start of a track; a page's report about another one is stale. */
  playbackId: number;
  recent: { readonly ref: TrackRef; readonly playedAt: number }[];
};

export function createPlayer(account: AccountFixture): Player {
  const devices = account.speakers.map((name, n): [string, Device] => {
    const id = encodeId({ kind: "show", owner: keyOf(`device:${account.id}`), n });
    return [id, { id, name, type: "Speaker", volume: 40, visibleAt: 0 }];
  });
  return {
    devices: new Map(devices),
    activeDevice: undefined,
    contextUri: null,
    list: [],
    index: 0,
    queue: [],
    current: undefined,
    past: [],
    playing: false,
    positionMs: 0,
    at: 0,
    repeat: "off",
    shuffle: false,
    playbackId: 0,
    recent: [],
  };
}

export function positionOf(player: Player, now: number): number {
  if (!player.current) return 0;
  const moved = player.playing ? now - player.at : 0;
  return Math.max(0, Math.min(player.positionMs + moved, player.current.ref.track.durationMs));
}

export function startList(
  player: Player,
  input: {
    readonly list: readonly QueueEntry[];
    readonly index: number;
    readonly contextUri: string | null;
    readonly positionMs: number;
    readonly now: number;
  },
): void {
  leaveTrack(player, input.now);
  player.list = input.list;
  player.index = input.index;
  player.contextUri = input.contextUri;
  player.queue = [];
  player.past = input.list.slice(0, input.index);
  enterTrack(player, input.list[input.index], input.now);
  player.positionMs = input.positionMs;
}

export function setPlaying(player: Player, playing: boolean, now: number): void {
  player.positionMs = positionOf(player, now);
  player.at = now;
  player.playing = playing && player.current !== undefined;
}

/** Moves within the track; past its end means on to the next one. */
export function seekTo(player: Player, positionMs: number, now: number): void {
  const duration = player.current?.ref.track.durationMs ?? 0;
  if (positionMs >= duration) {
    skipNext(player, now);
    return;
  }
  player.positionMs = Math.max(0, positionMs);
  player.at = now;
}

export function hasNext(player: Player): boolean {
  return player.queue.length > 0 || player.index + 1 < player.list.length || player.repeat === "context";
}

/** The next track of the queue, then of the list; after the last one playback stops at the list's start. */
export function skipNext(player: Player, now: number): void {
  if (player.current) player.past.push(player.current);
  leaveTrack(player, now);
  const queued = player.queue.shift();
  if (queued) {
    enterTrack(player, queued, now);
    return;
  }
  const isLast = player.index + 1 >= player.list.length;
  player.index = isLast ? 0 : player.index + 1;
  enterTrack(player, player.list[player.index] ?? player.current, now);
  if (isLast && player.repeat !== "context") player.playing = false;
}

export function skipPrevious(player: Player, now: number): void {
  leaveTrack(player, now);
  player.index = Math.max(0, player.index - 1);
  player.past = player.list.slice(0, player.index);
  enterTrack(player, player.list[player.index], now);
}

/** The track has come to its end by itself. */
export function finishTrack(player: Player, now: number): void {
  if (player.repeat === "track") enterTrack(player, player.current, now);
  else skipNext(player, now);
}

/** Lets a speaker, which reports nothing, play on to where it must be by now. */
export function catchUp(player: Player, now: number): void {
  const device = player.activeDevice === undefined ? undefined : player.devices.get(player.activeDevice);
  if (device?.type !== "Speaker") return;
  while (player.playing && player.current) {
    const endsAt = player.at + player.current.ref.track.durationMs - player.positionMs;
    if (endsAt > now) return;
    finishTrack(player, endsAt);
  }
}

function enterTrack(player: Player, entry: QueueEntry | undefined, now: number): void {
  player.current = entry;
  player.positionMs = 0;
  player.at = now;
  player.playing = entry !== undefined;
  player.playbackId += 1;
}

/** Half a minute of listening makes a track a recently played one. */
function leaveTrack(player: Player, now: number): void {
  if (player.current && positionOf(player, now) >= 30_000) {
    player.recent = [{ ref: player.current.ref, playedAt: now }, ...player.recent].slice(0, 50);
  }
}
