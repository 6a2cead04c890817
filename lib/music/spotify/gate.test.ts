import { describe, expect, it } from "vitest";
import { createSpotifyGate } from "./gate";

function open(options: { callsPerWindow?: number; concurrency?: number } = {}) {
  let time = 0;
  const sleeps: { readonly at: number; readonly wake: () => void }[] = [];
  const gate = createSpotifyGate({
    ...options,
    windowMs: 1_000,
    now: () => time,
    sleep: (ms) => new Promise((wake) => sleeps.push({ at: time + ms, wake })),
  });
  const advance = async (ms: number) => {
    time += ms;
    for (const { at, wake } of sleeps) if (at <= time) wake();
    await new Promise(setImmediate);
  };
  return { gate, advance };
}

const { signal } = new AbortController();

describe("createSpotifyGate", () => {
  it("keeps a part of each window for the start of music", async () => {
    const { gate } = open({ callsPerWindow: 10, concurrency: 20 });
    const sent: string[] = [];
    const call = (name: string, priority: number) =>
      gate.inTurn(async () => sent.push(name), { priority, signal });
    for (let n = 0; n < 9; n++) void call("search", 1);
    await call("play", 10);
    expect(sent).toEqual([...Array.from({ length: 8 }, () => "search"), "play"]);
  });

  it("sends no more calls in any window than it may", async () => {
    const { gate, advance } = open({ callsPerWindow: 2 });
    const sent: number[] = [];
    const call = (n: number) => gate.inTurn(async () => sent.push(n), { priority: 0, signal });
    const first = call(1);
    await advance(600);
    const rest = Promise.all([call(2), call(3), call(4)]);
    await advance(399);
    expect(sent).toEqual([1, 2]);
    await advance(1);
    expect(sent).toEqual([1, 2, 3]);
    await advance(599);
    expect(sent).toEqual([1, 2, 3]);
    await advance(1);
    expect(sent).toEqual([1, 2, 3, 4]);
    await Promise.all([first, rest]);
  });

  it("lets the more urgent of the waiting calls go first", async () => {
    const { gate } = open({ concurrency: 1 });
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

  it("lets whoever gives up leave the line", async () => {
    const { gate, advance } = open({ callsPerWindow: 1 });
    const sent: string[] = [];
    const leaving = new AbortController();
    const call = (name: string, of: AbortSignal) =>
      gate.inTurn(async () => sent.push(name), { priority: 0, signal: of });
    await call("first", signal);
    const gone = call("gone", leaving.signal);
    const last = call("last", signal);
    leaving.abort(new Error("gave up"));
    await expect(gone).rejects.toThrow("gave up");
    await advance(1_000);
    await last;
    expect(sent).toEqual(["first", "last"]);
  });
});
