// The SDK script as one piece of JavaScript, and the music in it as notes.
import { describe, expect, it } from "vitest";
import { joinModules, readSdkScript } from "./sdk-script";

type Note = { voice: string; midi: number; start: number; length: number; velocity: number };
type Song = { style: string; tempo: number; beats: number; root: number; scale: number[] };
type Music = {
  composeSong(id: string): Song;
  writeBar(song: Song, bar: number): Note[];
  barSeconds(song: Song): number;
};

/** The pure part of the script, without the parts that need a browser. */
function loadMusic(): Music {
  const script = readSdkScript();
  const song = script.slice(script.indexOf("const MAJOR"), script.indexOf("const LEVELS"));
  return new Function(`${song}; return { composeSong, writeBar, barSeconds };`)() as Music;
}

const ids = Array.from({ length: 60 }, (_, n) => `track ${n}`);

describe("readSdkScript", () => {
  it("is one classic script that says whose it is", () => {
    const script = readSdkScript();
    expect(() => new Function(script)).not.toThrow();
    expect(script).not.toMatch(/^\s*(import|export)\s/m);
    expect(script).toContain("Not Spotify");
  });

  it("declares no top-level name twice", () => {
    const names = [...readSdkScript().matchAll(/^(?:async )?(?:function|const|let|class) (\w+)/gm)].map(
      (match) => match[1],
    );
    expect(names.length).toBeGreaterThan(40);
    expect(new Set(names).size).toBe(names.length);
  });

  it("drops imports over several lines too", () => {
    expect(joinModules(['import {\n  a,\n  b,\n} from "./x.js";\nexport const c = a + b;\n'])).toContain(
      '"use strict";\nconst c = a + b;',
    );
  });
});

describe("the music", () => {
  const { composeSong, writeBar, barSeconds } = loadMusic();

  it("is the same for the same track, whichever bar is asked first", () => {
    const [first, again] = [composeSong("a"), composeSong("a")];
    expect(first).toEqual(again);
    expect(writeBar(first, 9)).toEqual(writeBar(again, 9));
  });

  it("comes in every style, at a walking pace", () => {
    const songs = ids.map(composeSong);
    expect(new Set(songs.map(({ style }) => style)).size).toBe(5);
    for (const song of songs) {
      expect(song.tempo).toBeGreaterThan(50);
      expect(song.tempo).toBeLessThan(135);
      expect(barSeconds(song)).toBeCloseTo((60 / song.tempo) * song.beats, 10);
    }
  });

  it("stays in its key and in a singing range, and never falls silent", () => {
    for (const id of ids) {
      const song = composeSong(id);
      const key = new Set(song.scale.map((step) => (song.root + step) % 12));
      for (let bar = 0; bar < 40; bar++) {
        const notes = writeBar(song, bar);
        expect(notes.length).toBeGreaterThan(0);
        for (const note of notes.filter(({ midi }) => midi > 0)) {
          expect(key).toContain(note.midi % 12);
          expect(note.midi).toBeGreaterThanOrEqual(33);
          expect(note.midi).toBeLessThanOrEqual(96);
        }
        for (const { start, length, velocity } of notes) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThan(song.beats);
          expect(length).toBeGreaterThan(0);
          expect(velocity).toBeGreaterThan(0);
          expect(velocity).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});
