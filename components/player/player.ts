// The contract of a player in the page: one track at a time, the radio decides what follows.
// An implementation reports by events and never chooses music itself.

/** What a player needs to start a track and to recognise it later under another id. */
export type Playable = {
  readonly id: string;
  readonly uri: string;
  readonly lengthMs: number;
  /** For the listener's eyes, where something has to be said of it. */
  readonly title: string;
  /** How much louder it must be made to sound as loud as others, decibels; absent = nobody has measured it. */
  readonly gainDb?: number | undefined;
};

/** A report of the playing device, true at `receivedAt`. */
export type Playback = {
  /** The id that was asked for, even where the service plays a relinked copy. */
  readonly trackId: string | undefined;
  readonly paused: boolean;
  /** Sound has not begun yet: the position does not move. */
  readonly loading: boolean;
  readonly positionMs: number;
  readonly durationMs: number;
  /** On the clock that the player was made with, milliseconds. */
  readonly receivedAt: number;
};

export type PlayerProblem =
  | "no_premium"
  | "signed_out"
  | "unsupported"
  | "unreachable"
  | "blocked"
  | "limited"
  | "track";

export type PlayerEvent =
  | { readonly type: "ready" }
  /** The connection is lost; the player tries to come back by itself. `positionMs` = where the sound ended, if it did. */
  | { readonly type: "offline"; readonly positionMs?: number }
  | { readonly type: "playback"; readonly playback: Playback }
  /** Another device of the listener's has taken over. */
  | { readonly type: "elsewhere" }
  /** The track played to its end. Comes once for each `play`. */
  | { readonly type: "ended"; readonly trackId: string }
  /** `message` is the cause in the service's or the API's words, where there is one. */
  | { readonly type: "problem"; readonly problem: PlayerProblem; readonly message?: string };

export interface Player {
  /** Makes the device ready, so that the first click finds it there. Failures wait for that click. */
  prepare(): void;
  /** To be called inside the click that asks for sound: browsers allow audio only then. */
  activate(): void;
  /** Starts the track in place of whatever plays; `following` as in `preload`. Problems come as events; it never rejects. */
  play(track: Playable, positionMs?: number, following?: readonly Playable[]): Promise<void>;
  /** What will probably follow, in order: made ready so that it starts without a gap (players that can). */
  preload?(following: readonly Playable[]): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  seek(positionMs: number): Promise<void>;
  /** 0 to 1; devices with a fixed volume ignore it. */
  setVolume(volume: number): Promise<void>;
  /** Lets go of the device. A later `play` connects anew. */
  close(): void;
  subscribe(listener: (event: PlayerEvent) => void): () => void;
}

/** Where the track stands now: the report carried on by the clock, never past the end. */
export function positionAt(playback: Playback, now: number): number {
  const moving = !playback.paused && !playback.loading;
  const position = playback.positionMs + (moving ? Math.max(0, now - playback.receivedAt) : 0);
  return playback.durationMs > 0 ? Math.min(position, playback.durationMs) : position;
}
