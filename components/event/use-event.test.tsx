// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useEvent } from "./use-event";

/** A browser's stream in the test's hands. */
class FakeStream {
  static readonly CLOSED = 2;
  static opened: FakeStream[] = [];
  readyState = 1;
  onopen = () => {};
  onerror = () => {};
  onmessage = (_: { readonly data: string }) => {};
  constructor(readonly url: string) {
    FakeStream.opened.push(this);
  }
  close() {
    this.readyState = FakeStream.CLOSED;
  }
  tell(version: number) {
    act(() => this.onmessage({ data: JSON.stringify(viewOf(version)) }));
  }
  /** What a browser does when the answer is no stream. */
  refuse() {
    this.readyState = FakeStream.CLOSED;
    act(() => this.onerror());
  }
}

const viewOf = (version: number) => ({ version, name: "Evening", queue: [], ended: false, guests: version });
const answerOf = (version: number, part: object = {}) =>
  Response.json({ ...viewOf(version), mine: { loves: [], votes: {}, blocked: false }, ...part });
const fault = (status: number, code: string) => Response.json({ error: { code, message: code } }, { status });
const hostOf = (version: number) => ({ host: { guests: [], dropped: [`as of ${version}`] } });

let fetch: ReturnType<typeof vi.fn<() => Promise<Response>>>;

beforeEach(() => {
  vi.useFakeTimers();
  FakeStream.opened = [];
  fetch = vi.fn();
  vi.stubGlobal("fetch", fetch);
  vi.stubGlobal("EventSource", FakeStream);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useEvent("code"), { wrapper });
  await pass(10);
  return result;
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const lastStream = () => {
  const stream = FakeStream.opened.at(-1);
  if (!stream) throw new Error("No stream has been opened.");
  return stream;
};

describe("useEvent", () => {
  it("shows each change that the stream tells of, and none that is older", async () => {
    fetch.mockResolvedValueOnce(answerOf(3));
    const result = await open();
    lastStream().tell(5);
    lastStream().tell(4);
    await pass(10);
    expect(result.current.event?.version).toBe(5);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("comes back by itself after a server that could not answer", async () => {
    fetch.mockResolvedValueOnce(answerOf(1));
    const result = await open();
    for (let tries = 0; tries < 3; tries++) {
      fetch.mockResolvedValueOnce(fault(503, "store_unavailable"));
      lastStream().refuse();
      await pass(2_050);
    }
    expect(result.current.event?.version).toBe(1);
    expect(result.current.isLive).toBe(false);
    fetch.mockImplementation(async () => answerOf(7));
    lastStream().refuse();
    await pass(2_050);
    act(() => lastStream().onopen());
    expect(result.current).toMatchObject({ event: { version: 7 }, error: null, isLive: true });
  });

  it("asks again where not even the first answer came", async () => {
    fetch.mockResolvedValueOnce(fault(503, "store_unavailable"));
    const result = await open();
    expect(result.current.error).toMatchObject({ code: "store_unavailable" });
    fetch.mockResolvedValueOnce(answerOf(1));
    await pass(2_050);
    expect(result.current).toMatchObject({ event: { version: 1 }, error: null });
  });

  it("says that an evening is gone, and asks no more", async () => {
    fetch.mockResolvedValueOnce(answerOf(1));
    const result = await open();
    fetch.mockImplementation(async () => fault(410, "gone"));
    lastStream().refuse();
    await pass(2_050);
    expect(result.current.error).toMatchObject({ code: "gone" });
    const asked = fetch.mock.calls.length;
    await pass(20_000);
    expect(fetch).toHaveBeenCalledTimes(asked);
    expect(FakeStream.opened.every(({ readyState }) => readyState === FakeStream.CLOSED)).toBe(true);
  });

  it("reads the host's part again until it is as new as the stream", async () => {
    fetch.mockResolvedValueOnce(answerOf(1, hostOf(1)));
    const result = await open();
    // The answer that sets out at version 2 comes after the stream has told of version 3.
    let arrive = (_: Response) => {};
    fetch.mockReturnValueOnce(
      new Promise((resolve) => {
        arrive = resolve;
      }),
    );
    lastStream().tell(2);
    lastStream().tell(3);
    fetch.mockResolvedValueOnce(answerOf(3, hostOf(3)));
    arrive(answerOf(2, hostOf(2)));
    await pass(10);
    expect(result.current.event).toMatchObject({ version: 3, guests: 3, host: { dropped: ["as of 3"] } });
    await pass(5_000);
    expect(fetch).toHaveBeenCalledTimes(3);
  });
});
