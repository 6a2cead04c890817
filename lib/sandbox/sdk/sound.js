// Plays a song from any position, in time: bars are written a few seconds ahead and handed to the audio clock.
// One audio context a page; its output can be tapped at `window.__sandboxAudio`, which only the sandbox has.
import { barSeconds, composeSong, writeBar } from "./song.js";
import { createRoom, playNote } from "./voices.js";

/** Hidden tabs run timers once a second, so bars are written well ahead of that. */
const AHEAD_SECONDS = 3.5;
const EVERY_MS = 500;
const FADE_SECONDS = 0.04;

export function createSound() {
  /** @type {AudioContext | undefined} */
  let context;
  let room;
  let volume = 1;
  let playing;

  const open = () => {
    if (context) return context;
    context = new AudioContext({ latencyHint: "playback" });
    room = createRoom(context);
    room.output.gain.value = volume;
    const analyser = context.createAnalyser();
    room.output.connect(analyser).connect(context.destination);
    // For tests that listen; the real SDK has nothing of the kind.
    window.__sandboxAudio = analyser;
    return context;
  };

  const stop = () => {
    if (!playing) return;
    const { bus, timer } = playing;
    playing = undefined;
    clearInterval(timer);
    bus.gain.setTargetAtTime(0, context.currentTime, FADE_SECONDS / 3);
    setTimeout(() => bus.disconnect(), 400);
  };

  return {
    /** Wakes the audio context; without a gesture of the listener's the browser may refuse. @returns {Promise<boolean>} */
    async unlock() {
      const opened = open();
      if (opened.state === "running") return true;
      // resume() stays pending for ever where the browser waits for a gesture.
      await Promise.race([opened.resume().catch(() => undefined), pause(400)]);
      return opened.state === "running";
    },
    /** @param {string} trackId @param {number} positionMs */
    play(trackId, positionMs) {
      stop();
      const opened = open();
      const bus = opened.createGain();
      bus.connect(room.input);
      const song = composeSong(trackId);
      // Where the song's first bar would have begun on the audio clock.
      const zero = opened.currentTime + 0.06 - positionMs / 1000;
      const stage = { context: opened, bus, noise: room.noise };
      let bar = Math.floor(positionMs / 1000 / barSeconds(song));
      const write = () => {
        while (zero + bar * barSeconds(song) < opened.currentTime + AHEAD_SECONDS) {
          scheduleBar(stage, song, {
            bar,
            begins: zero + bar * barSeconds(song),
            notBefore: opened.currentTime,
          });
          bar += 1;
        }
      };
      write();
      playing = { bus, timer: setInterval(write, EVERY_MS) };
    },
    stop,
    /** @param {number} value 0-1 */
    setVolume(value) {
      volume = value;
      if (context) room.output.gain.setTargetAtTime(value, context.currentTime, 0.02);
    },
    getVolume: () => volume,
  };
}

/** @param {{ bar: number, begins: number, notBefore: number }} place */
export function scheduleBar(stage, song, { bar, begins, notBefore }) {
  const beat = 60 / song.tempo;
  for (const note of writeBar(song, bar)) {
    const when = begins + note.start * beat;
    const late = notBefore - when;
    const seconds = note.length * beat;
    // After a seek into a bar its long notes come in late, its short ones not at all.
    if (late > 0 && late > seconds - 0.2) continue;
    playNote(stage, note, Math.max(when, notBefore), seconds - Math.max(0, late));
  }
}

/** @param {number} ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
