import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDeps } from "@/lib/station/station.fixture";
import { actAsHost, type EventState, endEvent, hearVoice, MAX_VOTES, newEvent, playSong } from "./event";
import { start } from "./event.fixture";
import { queueEvent } from "./event-queue";
import { sumVoices } from "./voices";

const deps = createDeps();
const event = newEvent(start);
const song = (artist: string) => ({ artist, trackId: `${artist}#0`, uri: `test:${artist}` });
const namesOf = (state: EventState) => queueEvent(deps, state).queue.map(({ name }) => name);
const say = (state: EventState, guest: string, voices: Parameters<typeof hearVoice>[2][]) =>
  voices.reduce((now, voice) => hearVoice(now, guest, voice), state);
const play = (state: EventState, artists: readonly string[]) =>
  artists.reduce((now, artist) => playSong(now, now.played.length, song(artist)), state);
const filler = (count: number) => Array.from({ length: count }, (_, i) => `Rock ${20 + i}`);

describe("voices", () => {
  it("average the guests, each with the same weight however much they say", () => {
    const loud = say(
      event,
      "loud",
      ["Jazz 1", "Jazz 2", "Jazz 3", "Jazz 4"].map((artist) => ({ artist, love: true })),
    );
    const both = say(loud, "quiet", [{ artist: "Rock 9", love: true }]);
    const { feedback } = sumVoices(both);
    const of = (prefix: string) =>
      feedback.filter(({ name }) => name.startsWith(prefix)).reduce((sum, { weight }) => sum + weight, 0);
    expect(of("Jazz")).toBeCloseTo(0.5, 9);
    expect(of("Rock")).toBeCloseTo(0.5, 9);
  });

  it("fade with the songs", () => {
    const loved = say(event, "a", [{ artist: "Jazz 1", love: true, vote: 1 }]);
    const [now, later] = [loved, play(loved, filler(40))].map((state) => sumVoices(state));
    expect(later?.lift.get("Jazz 1")).toBeLessThan(now?.lift.get("Jazz 1") ?? 0);
    expect(later?.feedback[0]?.weight).toBeLessThan(now?.feedback[0]?.weight ?? 0);
  });

  it("keep away what a guest cannot bear, for a while; among forty it takes two", () => {
    const small = say(event, "a", [{ artist: "Jazz 1", vote: -1 }]);
    expect([...sumVoices(small).unbearable]).toEqual(["Jazz 1"]);
    expect([...sumVoices(play(small, filler(10))).unbearable]).toEqual([]);
    const crowd = Array.from({ length: 39 }, (_, i) => `g${i}`).reduce(
      (state, guest) => hearVoice(state, guest, { artist: "Rock 2", love: true }),
      small,
    );
    expect([...sumVoices(crowd).unbearable]).toEqual([]);
    expect([...sumVoices(hearVoice(crowd, "g0", { artist: "Jazz 1", vote: -1 })).unbearable]).toEqual([
      "Jazz 1",
    ]);
  });

  it("give a guest three vetoes and twelve votes at a time", () => {
    const artists = Array.from({ length: 20 }, (_, i) => `Jazz ${i}`);
    const angry = say(
      event,
      "a",
      artists.map((artist) => ({ artist, vote: -1 })),
    );
    expect(angry.guests[0]?.votes).toHaveLength(MAX_VOTES);
    expect([...sumVoices(angry).unbearable]).toEqual(["Jazz 17", "Jazz 18", "Jazz 19"]);
  });

  it("of a blocked guest are not heard", () => {
    const spoken = say(event, "a", [{ artist: "Jazz 1", vote: -1, love: true }]);
    const blocked = actAsHost(spoken, { action: "block", guest: 1 });
    expect(sumVoices(blocked)).toEqual(sumVoices(event));
    expect(() => hearVoice(blocked, "a", { artist: "Jazz 1", vote: 1 })).toThrow(/taken this voice/);
    expect(sumVoices(actAsHost(blocked, { action: "unblock", guest: 1 }))).toEqual(sumVoices(spoken));
  });

  it("never reach beyond their bounds, whatever is said", () => {
    const voice = fc.record({
      guest: fc.constantFrom("a", "b", "c", "d"),
      artist: fc.constantFrom(...filler(6)),
      love: fc.option(fc.boolean(), { nil: undefined }),
      vote: fc.option(fc.constantFrom(-1 as const, 0 as const, 1 as const), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(voice, { maxLength: 60 }), (voices) => {
        const state = voices.reduce((now, { guest, ...said }) => hearVoice(now, guest, said), event);
        const { feedback, lift } = sumVoices(state);
        expect(feedback.reduce((sum, { weight }) => sum + Math.abs(weight), 0)).toBeLessThanOrEqual(1 + 1e-9);
        for (const value of lift.values()) expect(Math.abs(value)).toBeLessThan(1);
      }),
    );
  });
});

describe("events", () => {
  it("count a voice once, however often it is said", () => {
    const once = say(event, "a", [{ artist: "Jazz 1", vote: 1 }]);
    expect(say(once, "a", [{ artist: "Jazz 1", vote: 1 }])).toBe(once);
    const turned = say(once, "a", [{ artist: "Jazz 1", vote: -1 }]);
    expect(sumVoices(turned).votes.get("Jazz 1")).toEqual({ up: 0, down: 1 });
    expect(sumVoices(say(turned, "a", [{ artist: "Jazz 1", vote: 0 }])).votes.size).toBe(0);
  });

  it("take no guest in who says nothing", () => {
    expect(hearVoice(event, "a", { artist: "Jazz 1", love: false })).toBe(event);
    expect(hearVoice(event, "a", { artist: "Jazz 1", vote: 0 })).toBe(event);
  });

  it("write each song down once", () => {
    const played = playSong(event, 0, song("Rock 1"));
    expect(playSong(played, 0, song("Rock 2"))).toBe(played);
  });

  it("let nobody in when the door is closed, and nobody speak after the end", () => {
    const closed = actAsHost(hearVoice(event, "a", { artist: "Rock 1", love: true }), { action: "close" });
    expect(() => hearVoice(closed, "b", { artist: "Rock 1", love: true })).toThrow(/no new guests/);
    expect(hearVoice(closed, "a", { artist: "Rock 2", love: true }).guests[0]?.loves).toHaveLength(2);
    const ended = endEvent(closed);
    expect(ended.guests).toEqual([]);
    expect(() => hearVoice(ended, "a", { artist: "Rock 1", love: true })).toThrow(/over/);
    expect(() => actAsHost(ended, { action: "pin", artist: "Rock 1" })).toThrow(/over/);
    expect(() => actAsHost(event, { action: "block", guest: 3 })).toThrow(/no guest 3/);
  });
});

describe("queueEvent", () => {
  it("moves an artist up or out by votes, and says how many there were", () => {
    const names = namesOf(event);
    expect(names).toHaveLength(10);
    expect(names.every((name) => name.startsWith("Rock"))).toBe(true);
    const [last = "", first = ""] = [names[9], names[0]];
    const voted = say(say(event, "a", [{ artist: last, vote: 1 }]), "b", [
      { artist: last, vote: 1 },
      { artist: first, vote: -1 },
    ]);
    const queue = queueEvent(deps, voted);
    expect(queue.queue[0]).toMatchObject({ name: last, up: 2, down: 0 });
    expect(queue.queue.map(({ name }) => name)).not.toContain(first);
    expect(queue.unbearable).toEqual([{ name: first, down: 1 }]);
  });

  it("goes where the guests' loves point, and names them as the reason", () => {
    const loved = ["a", "b", "c"].reduce(
      (state, guest, i) => hearVoice(state, guest, { artist: `Jazz ${i}`, love: true }),
      event,
    );
    const { queue } = queueEvent(deps, loved);
    const jazz = queue.find(({ name }) => name.startsWith("Jazz"));
    expect(jazz?.because.some(({ term }) => term === "like")).toBe(true);
  });

  it("puts what the host pinned first and leaves out what was dropped, guests or not", () => {
    const hated = say(event, "a", [{ artist: "Jazz 5", vote: -1 }]);
    const [first = ""] = namesOf(hated);
    const acted = actAsHost(actAsHost(hated, { action: "pin", artist: "Jazz 5" }), {
      action: "drop",
      artist: first,
    });
    const names = namesOf(acted);
    expect(names[0]).toBe("Jazz 5");
    expect(names).not.toContain(first);
    expect(namesOf(actAsHost(acted, { action: "restore", artist: first }))).toContain(first);
    expect(playSong(acted, 0, song("Jazz 5")).pinned).toEqual([]);
  });

  it("lets an artist rest after a song", () => {
    let state: EventState = event;
    for (let i = 0; i < 12; i++) {
      const [next = ""] = namesOf(state);
      expect(state.played.slice(-10).map(({ artist }) => artist)).not.toContain(next);
      state = playSong(state, i, song(next));
    }
  });
});
