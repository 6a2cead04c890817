// An audio element without sound: does what it is told, and plays, stalls and fails when a test says so.

import type { AudioElement } from "./audio-deck";

export type FakeAudio = Omit<AudioElement, "duration"> & {
  duration: number;
  readonly calls: string[];
  /** Data is there and sound begins. */
  sound(): void;
  /** Moves on to that second. */
  moveTo(seconds: number): void;
  stall(): void;
  fail(code: number): void;
  finish(): void;
  /** The next play is refused by the browser's rules. */
  refuse: boolean;
};

export function createFakeAudio(): FakeAudio {
  const events = new EventTarget();
  const fire = (name: string) => events.dispatchEvent(new Event(name));
  const state = { src: "", paused: true, ended: false, readyState: 0, error: null as MediaError | null };
  const audio: FakeAudio = {
    calls: [],
    refuse: false,
    preload: "",
    volume: 1,
    currentTime: 0,
    duration: Number.NaN,
    get src() {
      return state.src;
    },
    set src(address) {
      Object.assign(state, { src: address, paused: true, ended: false, readyState: 0, error: null });
      audio.currentTime = 0;
      audio.duration = Number.NaN;
      audio.calls.push(`src ${address.slice(0, 40)}`);
    },
    get paused() {
      return state.paused;
    },
    get ended() {
      return state.ended;
    },
    get readyState() {
      return state.readyState;
    },
    get error() {
      return state.error;
    },
    async play() {
      audio.calls.push("play");
      if (audio.refuse) throw new DOMException("not in a click", "NotAllowedError");
      state.paused = false;
    },
    pause() {
      if (state.paused) return;
      state.paused = true;
      fire("pause");
    },
    load: () => undefined,
    removeAttribute() {
      state.src = "";
      audio.calls.push("no src");
    },
    addEventListener: (name: string, listener: EventListenerOrEventListenerObject) =>
      events.addEventListener(name, listener),
    sound() {
      state.readyState = 4;
      audio.duration = 200;
      fire("playing");
    },
    moveTo(seconds) {
      audio.currentTime = seconds;
      fire("timeupdate");
    },
    stall() {
      state.readyState = 2;
      fire("waiting");
    },
    fail(code) {
      state.error = { code } as MediaError;
      fire("error");
    },
    finish() {
      audio.currentTime = 200;
      Object.assign(state, { paused: true, ended: true });
      fire("pause");
      fire("ended");
    },
  };
  return audio;
}
