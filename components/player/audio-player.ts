// The Player on the browser's own audio: two decks, of which one plays while the other makes the next track ready.
// Knows addresses of sound, nothing of the server behind them, and nothing of stations.

import {
  type AddressOf,
  type AudioElement,
  createDeck,
  type Deck,
  isWellSupplied,
  load,
  toLevel,
  unload,
} from "./audio-deck";
import { type Playable, type Playback, type Player, type PlayerEvent, positionAt } from "./player";
import type { StreamFault } from "./stream-fault";

export type AudioPlayerOptions = {
  readonly createAudio: () => AudioElement;
  readonly addressOf: AddressOf;
  /** Why an address gives no sound. Never rejects. */
  readonly findFault: (address: string) => Promise<StreamFault>;
  readonly now: () => number;
};

/** Reports differ from the clock by this much before they are worth one. */
const DRIFT_MS = 400;
/** Waits before a lost track is tried again, the last one for good. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** Times that the server gives a track which then does not play on, before it counts as broken. */
const MOST_TRIES = 3;
/** A track that played for so long since it last failed has got over it. */
const RECOVERED_MS = 5_000;
/** A track this close to its end does not wait for its own data to make the next one ready. */
const NEAR_END_S = 25;
/** MediaError's codes. */
const NETWORK = 2;

/** Sound of no length: playing it inside a click allows an element to play later by itself. */
const SILENCE = "data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

export function createAudioPlayer(options: AudioPlayerOptions): Player {
  const { now, addressOf, findFault } = options;
  const listeners = new Set<(event: PlayerEvent) => void>();
  let deck = createDeck(options.createAudio());
  let spare = createDeck(options.createAudio());
  let upcoming: Playable | undefined;
  /** The listener wants sound, whether or not there is any yet. */
  let wanted = false;
  let sounding = false;
  let volume = 1;
  let reported: Playback | undefined;
  /** Where the track goes on when it has to be loaded anew. */
  let placeMs = 0;
  let tries = 0;
  let failedAtMs = 0;
  let absences = 0;
  let unlocked = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts starts, so that what is learnt of an older one is not taken for the newest. */
  let turn = 0;

  const emit = (event: PlayerEvent) => {
    for (const listener of listeners) listener(event);
  };
  const setLevel = (on: Deck) => {
    on.audio.volume = toLevel(volume, on.track?.gainDb);
  };

  const report = (positionMs = sounding ? deck.audio.currentTime * 1_000 : placeMs) => {
    const { track, audio } = deck;
    if (!track) return;
    placeMs = positionMs;
    reported = {
      trackId: track.id,
      paused: !wanted,
      loading: wanted && !sounding,
      positionMs,
      durationMs: Number.isFinite(audio.duration) ? audio.duration * 1_000 : track.lengthMs,
      receivedAt: now(),
    };
    emit({ type: "playback", playback: reported });
  };

  const stop = (problem: Exclude<StreamFault["kind"], "none" | "away">, message?: string) => {
    wanted = false;
    sounding = false;
    emit({ type: "problem", problem, ...(message ? { message } : {}) });
  };

  const start = async () => {
    const mine = turn;
    wanted = true;
    try {
      await deck.audio.play();
    } catch (error) {
      // Whatever else went wrong comes as an event of the element.
      if (mine === turn && error instanceof DOMException && error.name === "NotAllowedError") stop("blocked");
    }
  };

  const reload = (converted = deck.converted) => {
    if (!deck.track) return;
    sounding = false;
    load(deck, deck.track, { addressOf, positionMs: placeMs, converted });
    if (wanted) void start();
  };

  const retryLater = () => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(reload, RETRY_MS[Math.min(absences, RETRY_MS.length - 1)]);
    absences += 1;
  };

  const onError = async () => {
    const mine = ++turn;
    const { track, converted, audio } = deck;
    if (!track) return;
    const isLost = audio.error?.code === NETWORK;
    sounding = false;
    const fault = await findFault(addressOf(track.id, converted ? "mp3" : undefined));
    if (mine !== turn) return;
    if (fault.kind === "away") {
      report();
      if (fault.message) emit({ type: "problem", problem: "unreachable", message: fault.message });
      else emit({ type: "offline" });
      return retryLater();
    }
    if (fault.kind !== "none") return stop(fault.kind, fault.message);
    tries = placeMs - failedAtMs > RECOVERED_MS ? 1 : tries + 1;
    failedAtMs = placeMs;
    if (tries >= MOST_TRIES || (converted && !isLost)) return stop("track");
    reload(converted || !isLost);
  };

  /** The next track is made ready as soon as this one needs nothing any more. */
  const considerNext = () => {
    const { track, audio } = deck;
    if (!upcoming || !track || !sounding || spare.track?.id === upcoming.id || track.id === upcoming.id)
      return;
    if (!isWellSupplied(deck) && audio.duration - audio.currentTime > NEAR_END_S) return;
    load(spare, upcoming, { addressOf });
    setLevel(spare);
  };

  const onSound = () => {
    sounding = true;
    absences = 0;
    report();
    considerNext();
  };

  const handlers = {
    playing: onSound,
    waiting() {
      // The place must be asked for while it still counts as sounding.
      const at = deck.audio.currentTime * 1_000;
      if (!sounding) return;
      sounding = false;
      report(at);
    },
    pause() {
      // Not by us: the system, a headset or another app.
      if (!wanted || !sounding || !deck.audio.paused || deck.audio.ended) return;
      wanted = false;
      report();
    },
    timeupdate() {
      if (!sounding || !reported) return;
      const position = deck.audio.currentTime * 1_000;
      if (Math.abs(positionAt(reported, now()) - position) > DRIFT_MS) report(position);
      placeMs = position;
      considerNext();
    },
    durationchange: () => sounding && report(),
    ended() {
      const { track } = deck;
      if (!track || !wanted) return;
      wanted = false;
      sounding = false;
      emit({ type: "ended", trackId: track.id });
    },
    error: () => void onError(),
  };
  for (const own of [deck, spare]) {
    for (const [name, handle] of Object.entries(handlers)) {
      // The spare deck's faults are looked at when its turn comes.
      own.audio.addEventListener(name, () => own === deck && own.track && handle());
    }
  }

  const putOn = (track: Playable, positionMs: number) => {
    if (spare.track?.id === track.id && !spare.audio.error) {
      [deck, spare] = [spare, deck];
      unload(spare);
      if (positionMs > 0) deck.audio.currentTime = positionMs / 1_000;
    } else load(deck, track, { addressOf, positionMs });
  };

  const goOnline = () => {
    if (wanted && absences > 0) reload();
  };

  return {
    prepare() {
      globalThis.addEventListener?.("online", goOnline);
    },
    activate() {
      if (unlocked) return;
      unlocked = true;
      for (const { audio, track } of [deck, spare]) {
        if (track) continue;
        audio.src = SILENCE;
        void audio.play().catch(() => undefined);
      }
    },
    async play(track, positionMs = 0) {
      turn += 1;
      clearTimeout(retryTimer);
      tries = 0;
      absences = 0;
      failedAtMs = positionMs;
      placeMs = positionMs;
      sounding = false;
      wanted = true;
      putOn(track, positionMs);
      setLevel(deck);
      report(positionMs);
      await start();
    },
    preload([track]) {
      upcoming = track;
      considerNext();
    },
    async pause() {
      clearTimeout(retryTimer);
      wanted = false;
      deck.audio.pause();
      report();
    },
    async resume() {
      if (!deck.track) return;
      if (deck.audio.error) {
        wanted = true;
        return reload();
      }
      const starting = start();
      sounding = false;
      report();
      await starting;
    },
    async seek(positionMs) {
      if (!deck.track) return;
      deck.audio.currentTime = positionMs / 1_000;
      report(positionMs);
    },
    async setVolume(next) {
      volume = next;
      setLevel(deck);
      setLevel(spare);
    },
    close() {
      turn += 1;
      clearTimeout(retryTimer);
      wanted = false;
      sounding = false;
      upcoming = undefined;
      for (const own of [deck, spare]) unload(own);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
