// One of the audio player's two decks: an audio element with the track on it, and how loud it is to be.

import type { Playable } from "./player";

/** The part of an audio element that a deck uses. */
export type AudioElement = Pick<
  HTMLAudioElement,
  | "src"
  | "preload"
  | "volume"
  | "currentTime"
  | "duration"
  | "paused"
  | "ended"
  | "readyState"
  | "error"
  | "play"
  | "pause"
  | "load"
  | "removeAttribute"
  | "addEventListener"
>;

export type Deck = {
  readonly audio: AudioElement;
  track: Playable | undefined;
  /** Asked for in a form that every browser plays, because the file itself could not be. */
  converted: boolean;
};

export const createDeck = (audio: AudioElement): Deck => ({ audio, track: undefined, converted: false });

/** Where a track's sound is to be had; `format` = what to convert it to. */
export type AddressOf = (trackId: string, format?: string) => string;

/** Puts a track on the deck, to go on from `positionMs`. */
export function load(
  deck: Deck,
  track: Playable,
  { addressOf, positionMs = 0, converted = false }: LoadOptions,
): void {
  deck.track = track;
  deck.converted = converted;
  deck.audio.preload = "auto";
  deck.audio.src = addressOf(track.id, converted ? "mp3" : undefined);
  // Before there is any data this sets where playing begins.
  if (positionMs > 0) deck.audio.currentTime = positionMs / 1_000;
}

export type LoadOptions = {
  readonly addressOf: AddressOf;
  readonly positionMs?: number;
  readonly converted?: boolean;
};

/** Takes the track off and ends its connection. */
export function unload(deck: Deck): void {
  deck.track = undefined;
  deck.audio.pause();
  deck.audio.removeAttribute("src");
  deck.audio.load();
}

/** Data enough to play on without a pause, as the browser sees it. */
const HAVE_ENOUGH_DATA = 4;
export const isWellSupplied = ({ audio }: Deck): boolean => audio.readyState >= HAVE_ENOUGH_DATA;

/**
 * The element's volume for the listener's: squared, because hearing is logarithmic, then levelled by ReplayGain.
 * An element only ever makes sound quieter, so nothing clips; a quiet track is raised as far as the volume leaves room.
 */
export function toLevel(volume: number, gainDb = 0): number {
  return Math.min(1, Math.max(0, volume ** 2 * 10 ** (gainDb / 20)));
}
