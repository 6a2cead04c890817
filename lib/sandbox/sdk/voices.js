// The instruments: each plays one note into a bus of an audio context, live or offline.
// Soft attacks, low-passed, little gain: something to leave on in a room.

import { createStream } from "./song.js";

/** Linear gain of each voice at velocity 1. */
const LEVELS = {
  pad: 0.075,
  keys: 0.2,
  pluck: 0.15,
  nylon: 0.13,
  bass: 0.34,
  bell: 0.13,
  lead: 0.14,
  kick: 0.4,
  hat: 0.06,
  shaker: 0.07,
  brush: 0.1,
};

/** @param {number} midi */
const frequencyOf = (midi) => 440 * 2 ** ((midi - 69) / 12);

/**
 * The end of the chain: dry and reverberated sound, compressed, at a volume.
 * @param {BaseAudioContext} context
 * @returns {{ input: AudioNode, output: GainNode, noise: AudioBuffer }}
 */
export function createRoom(context) {
  const input = context.createGain();
  const send = context.createGain();
  send.gain.value = 0.3;
  const reverb = context.createConvolver();
  reverb.buffer = impulse(context);
  const squeeze = context.createDynamicsCompressor();
  squeeze.threshold.value = -20;
  squeeze.ratio.value = 3;
  // The compressor makes up for what it takes; this brings the whole down to about -20 dBFS.
  const trim = context.createGain();
  trim.gain.value = 0.36;
  const output = context.createGain();
  input.connect(squeeze);
  input.connect(send).connect(reverb).connect(squeeze);
  squeeze.connect(trim).connect(output);
  return { input, output, noise: whiteNoise(context) };
}

/**
 * @param {{ context: BaseAudioContext, bus: AudioNode, noise: AudioBuffer }} stage
 * @param {{ voice: string, midi: number, velocity: number }} note
 * @param {number} when seconds of the context's clock
 * @param {number} seconds how long it is held
 */
export function playNote(stage, note, when, seconds) {
  const level = (LEVELS[note.voice] ?? 0.1) * note.velocity;
  const at = { when, seconds, level, frequency: frequencyOf(note.midi) };
  switch (note.voice) {
    case "pad":
      return playPad(stage, at);
    case "keys":
      return playFm(stage, at, { ratio: 2, depth: 1.1, decay: 1.3 });
    case "bell":
      return playFm(stage, at, { ratio: 3.5, depth: 0.9, decay: 2.6 });
    case "bass":
      return playBass(stage, at);
    case "lead":
      return playLead(stage, at);
    case "kick":
      return playKick(stage, at);
    case "hat":
      return playNoise(stage, at, { type: "highpass", frequency: 7200, decay: 0.06 });
    case "shaker":
      return playNoise(stage, at, { type: "bandpass", frequency: 5200, decay: 0.09 });
    case "brush":
      return playNoise(stage, at, { type: "bandpass", frequency: 2600, decay: 0.22 });
    default:
      return playPluck(stage, at, note.voice === "nylon" ? 0.7 : 0.35);
  }
}

/** A gain that rises in `attack`, holds, and falls to nothing in `release`. */
function shape({ context, bus }, { when, seconds, level }, { attack, release }) {
  const gain = context.createGain();
  const hold = Math.max(attack, seconds);
  gain.gain.setValueAtTime(0, when);
  gain.gain.linearRampToValueAtTime(level, when + attack);
  gain.gain.setTargetAtTime(0, when + hold, release / 4);
  gain.connect(bus);
  return { gain, end: when + hold + release };
}

/** A gain that is struck and dies away. */
function struck({ context, bus }, { when, level }, decay) {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, when);
  gain.gain.linearRampToValueAtTime(level, when + 0.006);
  gain.gain.setTargetAtTime(0, when + 0.006, decay / 4);
  gain.connect(bus);
  return { gain, end: when + decay * 1.6 };
}

function oscillate(context, { type, frequency, detune = 0 }, when, end, target) {
  const oscillator = context.createOscillator();
  oscillator.type = type;
  oscillator.frequency.value = frequency;
  oscillator.detune.value = detune;
  oscillator.connect(target);
  oscillator.start(when);
  oscillator.stop(end);
  return oscillator;
}

function lowpass(context, frequency, target) {
  const filter = context.createBiquadFilter();
  filter.type = "lowpass";
  filter.frequency.value = frequency;
  filter.connect(target);
  return filter;
}

function playPad(stage, at) {
  const { gain, end } = shape(stage, at, { attack: Math.min(0.7, at.seconds * 0.4), release: 1.1 });
  const filter = lowpass(stage.context, 1100, gain);
  for (const detune of [-7, 6]) {
    oscillate(stage.context, { type: "sawtooth", frequency: at.frequency, detune }, at.when, end, filter);
  }
}

function playFm(stage, at, { ratio, depth, decay }) {
  const { context } = stage;
  const { gain, end } = struck(stage, at, decay);
  const carrier = oscillate(context, { type: "sine", frequency: at.frequency }, at.when, end, gain);
  const amount = context.createGain();
  amount.gain.setValueAtTime(at.frequency * depth, at.when);
  amount.gain.setTargetAtTime(0, at.when, decay / 6);
  amount.connect(carrier.frequency);
  oscillate(context, { type: "sine", frequency: at.frequency * ratio }, at.when, end, amount);
}

function playPluck(stage, at, decay) {
  const { gain, end } = struck(stage, at, decay * 2);
  const filter = lowpass(stage.context, 600, gain);
  filter.frequency.setValueAtTime(Math.min(6000, at.frequency * 9), at.when);
  filter.frequency.setTargetAtTime(at.frequency * 1.6, at.when, decay / 4);
  oscillate(stage.context, { type: "triangle", frequency: at.frequency }, at.when, end, filter);
}

function playBass(stage, at) {
  const { gain, end } = shape(stage, at, { attack: 0.015, release: 0.25 });
  const filter = lowpass(stage.context, 480, gain);
  oscillate(stage.context, { type: "triangle", frequency: at.frequency }, at.when, end, filter);
  oscillate(stage.context, { type: "sine", frequency: at.frequency }, at.when, end, filter);
}

function playLead(stage, at) {
  const { context } = stage;
  const { gain, end } = shape(stage, at, { attack: 0.06, release: 0.4 });
  const filter = lowpass(context, 2200, gain);
  const tone = oscillate(context, { type: "triangle", frequency: at.frequency }, at.when, end, filter);
  const vibrato = context.createGain();
  vibrato.gain.setValueAtTime(0, at.when);
  vibrato.gain.linearRampToValueAtTime(at.frequency * 0.006, at.when + 0.5);
  vibrato.connect(tone.frequency);
  oscillate(context, { type: "sine", frequency: 4.8 }, at.when, end, vibrato);
}

function playKick(stage, at) {
  const { gain, end } = struck(stage, at, 0.28);
  const drum = oscillate(stage.context, { type: "sine", frequency: 110 }, at.when, end, gain);
  drum.frequency.setValueAtTime(110, at.when);
  drum.frequency.exponentialRampToValueAtTime(44, at.when + 0.12);
}

function playNoise(stage, at, { type, frequency, decay }) {
  const { context, noise } = stage;
  const { gain, end } = struck(stage, at, decay);
  const filter = context.createBiquadFilter();
  filter.type = type;
  filter.frequency.value = frequency;
  filter.connect(gain);
  const source = context.createBufferSource();
  source.buffer = noise;
  source.connect(filter);
  source.start(at.when);
  source.stop(end);
}

/** A second and a half of a wooden room: noise that dies away, darker with time. */
function impulse(context) {
  const length = Math.floor(context.sampleRate * 1.5);
  const buffer = context.createBuffer(2, length, context.sampleRate);
  for (let channel = 0; channel < 2; channel++) {
    const random = createStream(7 + channel);
    const data = buffer.getChannelData(channel);
    let last = 0;
    for (let n = 0; n < length; n++) {
      const age = n / length;
      last += (random() * 2 - 1 - last) * (0.75 - 0.6 * age);
      data[n] = last * (1 - age) ** 3;
    }
  }
  return buffer;
}

function whiteNoise(context) {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const random = createStream(3);
  const data = buffer.getChannelData(0);
  for (let n = 0; n < data.length; n++) data[n] = random() * 2 - 1;
  return buffer;
}
