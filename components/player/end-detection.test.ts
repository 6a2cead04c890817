import { describe, expect, test } from "vitest";
import { createEndDetector, type Observation } from "./end-detection";

const LENGTH = 200_000;

const state = (id: string, changes: Partial<Observation> = {}): Observation => ({
  ids: [id],
  previousIds: [],
  paused: false,
  positionMs: 1_000,
  durationMs: LENGTH,
  ...changes,
});

function playing(id = "a") {
  const detector = createEndDetector();
  detector.started([id]);
  detector.observe(state(id));
  return detector;
}

describe("createEndDetector", () => {
  test("finds the end in the documented three states, once", () => {
    const detector = playing();
    const verdicts = [
      state("a", { paused: true, positionMs: LENGTH - 40 }),
      state("a", { paused: true, positionMs: 0, previousIds: ["a"] }),
      state("a", { paused: true, positionMs: 0, previousIds: ["a"] }),
    ].map((observation) => detector.observe(observation));
    expect(verdicts).toEqual(["maybe", "ended", "none"]);
  });

  test("finds the end where the state near the duration is missing", () => {
    expect(playing().observe(state("a", { paused: true, positionMs: 0, previousIds: ["a"] }))).toBe("ended");
  });

  test("settles an end after which nothing follows, once", () => {
    const detector = playing();
    expect(detector.observe(state("a", { paused: true, positionMs: LENGTH }))).toBe("maybe");
    expect([detector.settle(), detector.settle()]).toEqual([true, false]);
  });

  test("takes a pause by the listener at the very end for a pause", () => {
    const detector = playing();
    detector.paused();
    expect(detector.observe(state("a", { paused: true, positionMs: LENGTH - 10 }))).toBe("none");
    expect(detector.settle()).toBe(false);
  });

  test("takes a pause in the middle for a pause, whoever made it", () => {
    const detector = playing();
    expect(detector.observe(state("a", { paused: true, positionMs: 90_000 }))).toBe("none");
    expect(detector.observe(state("a", { positionMs: 90_000 }))).toBe("none");
  });

  test("ends when another track takes over by itself", () => {
    expect(playing().observe(state("b"))).toBe("ended");
  });

  test("does not end the new track by states of the old one", () => {
    const detector = playing("a");
    detector.started(["b"]);
    expect(detector.arrived()).toBe(false);
    expect(detector.observe(state("a", { paused: true, positionMs: 0, previousIds: ["a"] }))).toBe("none");
    expect(detector.arrived()).toBe(false);
    expect(detector.observe(state("b", { paused: true, positionMs: 0, previousIds: ["a"] }))).toBe("none");
    expect(detector.observe(state("b"))).toBe("none");
    expect(detector.arrived()).toBe(true);
    expect(detector.observe(state("b", { paused: true, positionMs: 0, previousIds: ["b"] }))).toBe("ended");
  });

  test("knows a relinked copy of the track by its arrival", () => {
    const detector = playing("a");
    detector.started(["b"]);
    detector.observe(state("b-relinked"));
    expect(detector.arrived()).toBe(true);
    expect(
      detector.observe(state("b-relinked", { paused: true, positionMs: 0, previousIds: ["b-relinked"] })),
    ).toBe("ended");
  });

  test("plays the same track again", () => {
    const detector = playing("a");
    detector.observe(state("a", { paused: true, positionMs: 0, previousIds: ["a"] }));
    detector.started(["a"]);
    detector.observe(state("a"));
    expect(detector.observe(state("a", { paused: true, positionMs: 0, previousIds: ["a"] }))).toBe("ended");
  });
});
