import { describe, expect, it } from "vitest";
import { nearEndOf } from "./grant";

const at = (date: string) => Date.parse(`${date}T12:00:00Z`);

describe("nearEndOf", () => {
  it.each([
    ["on the day of the sign-in", "2026-05-20", "2026-05-20", undefined],
    ["fifteen days before the end", "2026-05-20", "2026-11-05", undefined],
    ["fourteen days before the end", "2026-05-20", "2026-11-06", "2026-11-20"],
    ["after the end", "2026-05-20", "2026-12-24", "2026-11-20"],
    ["where the month has no such day", "2026-08-31", "2027-02-20", "2027-02-28"],
  ])("tells the end %s", (_, authorized, today, end) => {
    expect(nearEndOf(at(authorized), at(today))).toBe(end && at(end));
  });
});
