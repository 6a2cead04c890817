// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Cover } from "./cover";

afterEach(cleanup);

describe("Cover", () => {
  it("shows the scale where there is no cover, or none to be had, until the line is back", () => {
    const { rerender } = render(<Cover url="https://covers.test/a" title="A" />);
    fireEvent.error(screen.getByRole("img", { name: "Cover of A" }));
    expect(screen.getByRole("img", { name: "No cover" })).toBeDefined();
    act(() => void dispatchEvent(new Event("online")));
    expect(screen.getByRole("img", { name: "Cover of A" })).toBeDefined();
    rerender(<Cover url={undefined} title="A" />);
    expect(screen.getByRole("img", { name: "No cover" })).toBeDefined();
  });
});
