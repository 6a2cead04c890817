import { describe, expect, it } from "vitest";
import { createListenerPace } from "./listener-pace";

const HOUR_MS = 3_600_000;

describe("createListenerPace", () => {
  it("counts a rolling hour of each listener, but not the first of all", () => {
    let time = 0;
    const pace = createListenerPace(() => time);
    for (let n = 0; n < 30; n++) pace.note("ada");
    expect(pace.left("ada")).toBe(1);
    time = HOUR_MS;
    for (let n = 0; n < 6; n++) pace.note("ada");
    expect(pace.left("ada")).toBe(0.25);
    expect(pace.left("ben")).toBe(1);
    for (let n = 0; n < 9; n++) pace.note("ada");
    expect(pace.left("ada")).toBe(0);
    time = 2 * HOUR_MS;
    expect(pace.left("ada")).toBe(1);
  });

  it("forgets a listener, who then has a first hour again", () => {
    let time = 0;
    const pace = createListenerPace(() => time);
    pace.note("ada");
    pace.note("ben");
    time = HOUR_MS;
    for (let n = 0; n < 9; n++) for (const listener of ["ada", "ben"]) pace.note(listener);
    pace.forget("ada");
    expect([pace.left("ada"), pace.left("ben")]).toEqual([1, 0]);
  });
});
