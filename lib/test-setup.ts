// Makes an unexpected console.error or console.warn fail the test that caused it.
// A test that expects one replaces the spy: vi.spyOn(console, "error").mockImplementation(() => {}).
import { beforeEach, vi } from "vitest";

beforeEach(() => {
  for (const level of ["error", "warn"] as const) {
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      throw new Error(`unexpected console.${level}: ${args.map(String).join(" ")}`);
    });
  }
});
