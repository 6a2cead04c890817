import { describe, expect, test } from "vitest";
import { nextTime, percentOf, toTimeText } from "./drift-clock";

const noon = new Date(2026, 5, 1, 12, 0).getTime();

describe("nextTime", () => {
  test("is today where the clock has not shown it yet, else tomorrow", () => {
    expect(nextTime("18:00", noon)).toBe(new Date(2026, 5, 1, 18, 0).getTime());
    expect(nextTime("12:00", noon)).toBe(new Date(2026, 5, 2, 12, 0).getTime());
    expect(nextTime("9:05", noon)).toBe(new Date(2026, 5, 2, 9, 5).getTime());
  });

  test("is nothing for what is no time", () => {
    expect([nextTime("", noon), nextTime("soon", noon)]).toEqual([undefined, undefined]);
  });

  test("reads what toTimeText writes", () => {
    const at = new Date(2026, 5, 1, 17, 4).getTime();
    expect(nextTime(toTimeText(at), noon)).toBe(at);
  });
});

describe("percentOf", () => {
  test.each([
    [0, 0],
    [150, 50],
    [999, 100],
  ])("at %d is %d", (now, percent) => {
    expect(percentOf({ from: 100, until: 200 }, now)).toBe(percent);
  });
});
