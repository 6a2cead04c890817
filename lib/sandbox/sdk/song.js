// What a track of the sandbox sounds like, as notes: key, tempo, chords, bass and melody, all from the track's id.
// Pure: no audio here, so that any bar can be written again after a seek.

/**
 * @typedef {{ voice: string, midi: number, start: number, length: number, velocity: number }} Note
 *   start and length in beats from the beginning of the bar; velocity 0-1; midi is unused by drums.
 * @typedef {{ seed: number, style: Style, tempo: number, beats: number, root: number, scale: number[],
 *   chords: number[], motif: { start: number, length: number, step: number }[], swing: number }} Song
 * @typedef {"ballad" | "bossa" | "drift" | "walk" | "pulse"} Style
 */

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];
const DORIAN = [0, 2, 3, 5, 7, 9, 10];

/** Degrees of the scale, one chord a bar. */
const MAJOR_CHORDS = [
  [0, 5, 1, 4],
  [0, 4, 5, 3],
  [1, 4, 0, 5],
  [0, 2, 3, 4],
  [0, 3, 1, 4],
  [3, 0, 3, 4, 5, 3, 1, 4],
  [0, 2, 5, 3, 1, 4, 0, 4],
];
const MINOR_CHORDS = [
  [0, 5, 2, 6],
  [0, 3, 6, 2],
  [0, 6, 5, 6],
  [0, 2, 3, 5],
  [0, 5, 3, 6, 0, 2, 3, 4],
];

const STYLES = /** @type {const} */ ([
  { name: "ballad", tempo: [64, 78], swing: 0 },
  { name: "bossa", tempo: [118, 132], swing: 0 },
  { name: "drift", tempo: [54, 64], swing: 0 },
  { name: "walk", tempo: [104, 124], swing: 0.16 },
  { name: "pulse", tempo: [96, 114], swing: 0 },
]);

/** Bars of a section; every section changes what plays along. */
const SECTION = 8;

/** @param {string} text */
export function seedOf(text) {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** @param {number} seed @returns {() => number} */
export function createStream(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {string} trackId @returns {Song} */
export function composeSong(trackId) {
  const seed = seedOf(trackId);
  const random = createStream(seed);
  const choose = (items) => items[Math.floor(random() * items.length)];
  const style = choose(STYLES);
  const isMinor = random() < 0.5;
  const [slow, fast] = style.tempo;
  return {
    seed,
    style: style.name,
    tempo: slow + random() * (fast - slow),
    beats: style.name === "ballad" && random() < 0.35 ? 3 : 4,
    root: 43 + Math.floor(random() * 12),
    scale: isMinor ? choose([MINOR, MINOR, DORIAN]) : MAJOR,
    chords: choose(isMinor ? MINOR_CHORDS : MAJOR_CHORDS),
    motif: writeMotif(random),
    swing: style.swing,
  };
}

/** Two bars of a tune as steps of the scale; it comes back all through the song. */
function writeMotif(random) {
  const notes = [];
  let step = 4 + Math.floor(random() * 5);
  for (let at = random() < 0.4 ? 0.5 : 0; at < 7; ) {
    const length = [0.5, 1, 1, 1.5, 2, 3][Math.floor(random() * 6)] ?? 1;
    // A tune mostly moves by step and turns back when it has gone far.
    const leap = random() < 0.75 ? Math.floor(random() * 3) - 1 : Math.floor(random() * 7) - 3;
    step += leap;
    if (step > 11) step -= 4;
    if (step < 1) step += 4;
    if (random() < 0.8) notes.push({ start: at, length, step });
    at += length;
  }
  return notes;
}

/** Seconds of one bar. @param {Song} song */
export function barSeconds(song) {
  return (60 / song.tempo) * song.beats;
}

/** The notes of one bar, the same whenever it is asked. @param {Song} song @param {number} bar @returns {Note[]} */
export function writeBar(song, bar) {
  const section = Math.floor(bar / SECTION);
  const random = createStream(song.seed ^ Math.imul(bar % 64, 2654435761));
  const degree = song.chords[bar % song.chords.length] ?? 0;
  const chord = voiceChord(song, degree);
  const layers = layersOf(song, section);
  const notes = [...accompany(song, { bar, chord, degree, random, layers })];
  if (layers.melody) notes.push(...tune(song, { bar, degree }));
  return notes.map((note) => swung(song, note));
}

/** The seventh chord within an octave around middle C, its second note an octave up, so that it sounds open. */
function voiceChord(song, degree) {
  const notes = [0, 2, 4, 6].map((third) => 53 + ((((pitch(song, degree + third) - 53) % 12) + 12) % 12));
  const [first = 60, second = 60, ...rest] = notes.sort((a, b) => a - b);
  return [first, ...rest, second + 12];
}

/** A step of the scale as a midi note; 0 = the root. */
function pitch(song, step) {
  const octave = Math.floor(step / 7);
  return song.root + 12 * octave + (song.scale[step - 7 * octave] ?? 0);
}

/** What plays in a section: it begins and breathes with few voices. */
function layersOf(song, section) {
  const turn = (section + (song.seed % 2)) % 4;
  return {
    drums: section > 0 && turn !== 3,
    bass: section > 0 || song.style === "walk",
    melody: section > 0 ? turn !== 2 : false,
    busy: turn === 1,
  };
}

/** @returns {Note[]} */
function accompany(song, { bar, chord, degree, random, layers }) {
  switch (song.style) {
    case "ballad":
      return [
        ...pad(song, chord, 0.5),
        ...arpeggio(song, chord, { step: 0.5, voice: "keys", random }),
        ...longBass(song, degree, layers),
      ];
    case "drift":
      return [...pad(song, chord, 0.8), ...sparkle(song, chord, random), ...longBass(song, degree, layers)];
    case "bossa":
      return [...strum(chord, bar), ...bossaBass(song, degree, layers), ...shaker(song, layers)];
    case "walk":
      return [...comp(chord, random), ...walkingBass(song, degree, random), ...brushes(layers)];
    default:
      return [
        ...pad(song, chord, 0.4),
        ...arpeggio(song, chord, { step: 0.25, voice: "pluck", random }),
        ...longBass(song, degree, layers),
        ...pulse(song, layers),
      ];
  }
}

function pad(song, chord, velocity) {
  return chord.map((midi) => ({ voice: "pad", midi, start: 0, length: song.beats, velocity }));
}

function arpeggio(song, chord, { step, voice, random }) {
  const shape = [0, 2, 1, 3, 2, 1];
  const notes = [];
  for (let n = 0; n * step < song.beats; n++) {
    if (n > 0 && random() < 0.18) continue;
    const midi = (chord[shape[n % shape.length] ?? 0] ?? 60) + (n % 8 === 6 ? 12 : 0);
    notes.push({
      voice,
      midi,
      start: n * step,
      length: step * 2,
      velocity: (n % 4 === 0 ? 0.55 : 0.38) + random() * 0.1,
    });
  }
  return notes;
}

function sparkle(song, chord, random) {
  return chord
    .filter(() => random() < 0.45)
    .map((midi) => ({
      voice: "bell",
      midi: midi + 12,
      start: Math.floor(random() * song.beats * 2) / 2,
      length: 3,
      velocity: 0.3 + random() * 0.2,
    }));
}

function bassNote(song, step) {
  const midi = pitch(song, step);
  return 33 + ((((midi - 33) % 12) + 12) % 12);
}

function longBass(song, degree, layers) {
  if (!layers.bass) return [];
  const half = song.beats / 2;
  const notes = [
    {
      voice: "bass",
      midi: bassNote(song, degree),
      start: 0,
      length: layers.busy ? half : song.beats,
      velocity: 0.6,
    },
  ];
  if (layers.busy)
    notes.push({ voice: "bass", midi: bassNote(song, degree + 4), start: half, length: half, velocity: 0.5 });
  return notes;
}

function bossaBass(song, degree, layers) {
  if (!layers.bass) return [];
  const [root, fifth] = [bassNote(song, degree), bassNote(song, degree + 4)];
  return [
    { voice: "bass", midi: root, start: 0, length: 1.4, velocity: 0.65 },
    { voice: "bass", midi: fifth, start: 1.5, length: 0.5, velocity: 0.45 },
    { voice: "bass", midi: fifth, start: 2, length: 1.4, velocity: 0.6 },
    { voice: "bass", midi: root, start: 3.5, length: 0.5, velocity: 0.45 },
  ];
}

/** The two-bar guitar figure of the bossa nova. */
function strum(chord, bar) {
  const hits = bar % 2 === 0 ? [0, 1, 2.5, 3.5] : [0.5, 1.5, 2, 3];
  return hits.flatMap((start) =>
    chord.map((midi, n) => ({ voice: "nylon", midi, start: start + n * 0.012, length: 0.8, velocity: 0.42 })),
  );
}

function walkingBass(song, degree, random) {
  const steps = [0, 2, 4, random() < 0.5 ? 5 : 1];
  return steps.map((step, start) => ({
    voice: "bass",
    midi: bassNote(song, degree + step),
    start,
    length: 0.9,
    velocity: 0.6,
  }));
}

function comp(chord, random) {
  const hits = random() < 0.5 ? [0, 1.5] : [0.5, 2, 3.5];
  return hits.flatMap((start) =>
    chord.map((midi) => ({ voice: "keys", midi, start, length: 0.9, velocity: 0.34 + random() * 0.08 })),
  );
}

function shaker(song, layers) {
  if (!layers.drums) return [];
  return eighths(song, (n) => ({ voice: "shaker", velocity: n % 2 ? 0.22 : 0.36 }));
}

function brushes(layers) {
  if (!layers.drums) return [];
  const ride = [0, 1, 1.5, 2, 3, 3.5].map((start) => ({
    voice: "hat",
    midi: 0,
    start,
    length: 0.2,
    velocity: start % 1 ? 0.2 : 0.3,
  }));
  return [
    ...ride,
    { voice: "brush", midi: 0, start: 1, length: 0.4, velocity: 0.4 },
    { voice: "brush", midi: 0, start: 3, length: 0.4, velocity: 0.45 },
  ];
}

function pulse(song, layers) {
  if (!layers.drums) return [];
  const kicks = [0, 1, 2, 3].map((start) => ({ voice: "kick", midi: 0, start, length: 0.3, velocity: 0.55 }));
  return [...kicks, ...eighths(song, (n) => ({ voice: "hat", velocity: n % 2 ? 0.34 : 0.12 }))];
}

function eighths(song, note) {
  return Array.from({ length: song.beats * 2 }, (_, n) => ({
    midi: 0,
    start: n / 2,
    length: 0.2,
    ...note(n),
  }));
}

/** The motif over the chord of the bar, answered a third away every other time. */
function tune(song, { bar, degree }) {
  const from = (bar % 2) * song.beats;
  const answer = Math.floor(bar / 2) % 2 ? 2 : 0;
  return song.motif
    .filter(({ start }) => start >= from && start < from + song.beats)
    .map(({ start, length, step }) => {
      const isStrong = start === from;
      const landed = isStrong ? nearestChordStep(step + answer, degree) : step + answer;
      return {
        voice: song.style === "drift" || song.style === "pulse" ? "bell" : "lead",
        midi: pitch(song, landed) + 12,
        start: start - from,
        length: Math.min(length, song.beats - (start - from)),
        velocity: 0.5,
      };
    });
}

/** The strong beat wants a note of the chord. */
function nearestChordStep(step, degree) {
  for (const shift of [0, -1, 1, 2, -2]) {
    const interval = (((step + shift - degree) % 7) + 7) % 7;
    if (interval === 0 || interval === 2 || interval === 4) return step + shift;
  }
  return step;
}

/** Off-beats come late where the style swings. */
function swung(song, note) {
  const isOffbeat = Math.abs((note.start % 1) - 0.5) < 0.01;
  return isOffbeat && song.swing > 0 ? { ...note, start: note.start + song.swing } : note;
}
