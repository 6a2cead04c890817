// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { onKeys } from "./on-keys";

const press = (init: KeyboardEventInit, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));

describe("onKeys", () => {
  const skip = vi.fn();
  const toggle = vi.fn();
  const stop = onKeys({ n: skip, " ": toggle });
  afterEach(() => {
    document.body.replaceChildren();
    vi.clearAllMocks();
  });

  it("acts on a key, whatever its case, and keeps it from the page", () => {
    expect(press({ key: "N" })).toBe(false);
    expect(skip).toHaveBeenCalledTimes(1);
  });

  it("leaves the browser's own shortcuts alone", () => {
    press({ key: "n", ctrlKey: true });
    press({ key: "n", metaKey: true });
    press({ key: "n", altKey: true });
    press({ key: "n", repeat: true });
    expect(skip).not.toHaveBeenCalled();
  });

  it("is silent while what has the focus needs the key itself", () => {
    const field = document.body.appendChild(document.createElement("input"));
    const button = document.body.appendChild(document.createElement("button"));
    press({ key: "n" }, field);
    press({ key: " " }, button);
    expect(skip).not.toHaveBeenCalled();
    expect(toggle).not.toHaveBeenCalled();
    press({ key: "n" }, button);
    expect(skip).toHaveBeenCalledTimes(1);
  });

  it("stops when told to", () => {
    stop();
    press({ key: "n" });
    expect(skip).not.toHaveBeenCalled();
  });
});
