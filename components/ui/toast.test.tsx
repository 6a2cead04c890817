// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { showToast, ToastHost } from "./toast";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  act(() => void vi.runAllTimers());
  cleanup();
  vi.useRealTimers();
});

const say = (text: string, onClick = () => undefined) =>
  act(() => showToast({ text, action: { label: "Undo", onClick } }));
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe("ToastHost", () => {
  it("shows the newest toast and lets it go by itself", () => {
    render(<ToastHost />);
    say("First");
    pass(5_000);
    say("Second");
    expect(screen.queryByText("First")).toBeNull();
    pass(5_000);
    expect(screen.getByText("Second")).toBeDefined();
    pass(5_000);
    expect(screen.queryByText("Second")).toBeNull();
  });

  it("stays while its way back has the focus", () => {
    render(<ToastHost />);
    say("Removed");
    const undo = screen.getByRole("button", { name: "Undo" });
    act(() => undo.focus());
    pass(20_000);
    expect(screen.getByText("Removed")).toBeDefined();
    act(() => undo.blur());
    pass(5_000);
    expect(screen.queryByText("Removed")).toBeNull();
  });

  it("goes the way back once, and is gone", () => {
    render(<ToastHost />);
    const undo = vi.fn(() => undefined);
    say("Removed", undo);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByText("Removed")).toBeNull();
  });
});
