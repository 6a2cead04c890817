import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSpotifyGate } from "./gate";

describe("createSpotifyGate", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const signal = new AbortController().signal;

  it("sends no more calls in a window than it may", async () => {
    const gate = createSpotifyGate({ callsPerWindow: 2, windowMs: 1_000 });
    let sent = 0;
    const call = async () => sent++;
    const calls = Promise.all([1, 2, 3].map(() => gate.inTurn(call, { priority: 0, signal })));
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toBe(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toBe(3);
    await calls;
  });

  it("lets the more urgent of the waiting calls go first", async () => {
    const gate = createSpotifyGate({ concurrency: 1 });
    const order: string[] = [];
    const call = (name: string) => async () => {
      order.push(name);
    };
    await Promise.all([
      gate.inTurn(call("first"), { priority: 0, signal }),
      gate.inTurn(call("prepare"), { priority: 0, signal }),
      gate.inTurn(call("play"), { priority: 10, signal }),
    ]);
    expect(order).toEqual(["first", "play", "prepare"]);
  });
});
