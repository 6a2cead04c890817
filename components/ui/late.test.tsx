// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchParts, late } from "./late";

const Part = () => <p>Here</p>;
const cut = () => Promise.reject(new Error("no line"));
const show = (Late: React.ComponentType) =>
  act(() =>
    render(
      <Suspense fallback="Waiting">
        <Late />
      </Suspense>,
    ),
  );

let isOnline = true;

beforeEach(() => {
  isOnline = true;
  vi.spyOn(navigator, "onLine", "get").mockImplementation(() => isOnline);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("late", () => {
  it("waits for a line that is away, however long", async () => {
    isOnline = false;
    const load = vi.fn(async () => (isOnline ? { default: Part } : cut()));
    await show(late(load));
    expect(screen.getByText("Waiting")).toBeDefined();
    isOnline = true;
    await act(async () => void dispatchEvent(new Event("online")));
    expect(screen.getByText("Here")).toBeDefined();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("tries again where a call was dropped", async () => {
    vi.useFakeTimers();
    const load = vi.fn(async () => ({ default: Part })).mockImplementationOnce(cut);
    await show(late(load));
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.getByText("Here")).toBeDefined();
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe("fetchParts", () => {
  it("fetches what was not shown yet, and goes on after one that is gone", async () => {
    vi.useFakeTimers();
    const gone = vi.fn(cut);
    const there = vi.fn(async () => ({ default: Part }));
    late(gone);
    late(there);
    const done = fetchParts();
    await vi.advanceTimersByTimeAsync(10_000);
    await done;
    expect(gone).toHaveBeenCalledTimes(3);
    expect(there).toHaveBeenCalledTimes(1);
  });
});
