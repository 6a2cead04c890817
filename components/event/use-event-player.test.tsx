// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeLock, createFakePlayer, type FakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { createRadio } from "@/components/station/radio";
import { RadioContext, type RadioInfo } from "@/components/station/radio-provider";
import { answerOf } from "@/components/station/station.fixture";
import { useEventPlayer } from "./use-event-player";

let fetch: ReturnType<typeof vi.fn<(path: string, init: RequestInit) => Promise<Response>>>;
let device: FakePlayer;

beforeEach(() => {
  vi.useFakeTimers();
  device = createFakePlayer();
  fetch = vi.fn();
  vi.stubGlobal("fetch", fetch);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const songOf = (id: string) =>
  Response.json({ artist: id, track_id: id, uri: `test:${id}`, title: id, artists: [], length_seconds: 200 });
const fault = (status: number, code: string) => Response.json({ error: { code, message: code } }, { status });
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const askedAfter = () => fetch.mock.calls.map(([, { body }]) => JSON.parse(String(body)).after);
const played = () => device.calls.filter((call) => call.startsWith("play "));

function open() {
  const radio = createRadio({
    player: createPlayerStore({ player: device, lock: createFakeLock(), now: () => 0 }),
    saved: { load: () => undefined, taste: () => undefined, save: () => undefined, clear: () => undefined },
    next: async () => answerOf("A"),
    now: () => 0,
  });
  const info: RadioInfo = {
    musicService: "test",
    serviceLabel: "Test",
    capabilities: { signIn: "password", player: "audio", reportsPlays: false, stars: false, ownMusic: true },
    listener: { id: "ada", name: "Ada" },
  };
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <RadioContext value={{ radio, info }}>{children}</RadioContext>
  );
  return renderHook(() => useEventPlayer("code", 0), { wrapper });
}

describe("useEventPlayer", () => {
  it("goes on to the next song by itself, also when nobody answers for a while", async () => {
    fetch.mockResolvedValueOnce(songOf("one"));
    const { result } = open();
    act(() => result.current.toggle());
    await pass(10);
    expect(played()).toEqual(["play one 0"]);

    fetch.mockResolvedValueOnce(fault(503, "store_unavailable"));
    fetch.mockResolvedValueOnce(new Response("", { status: 502 }));
    fetch.mockResolvedValueOnce(songOf("two"));
    act(() => device.emit({ type: "ended", trackId: "one" }));
    await pass(7_000);
    expect(played()).toEqual(["play one 0", "play two 0"]);
    expect(askedAfter()).toEqual([0, 1, 1, 1]);
  });

  it("waits for a hand on the button where asking again would not help", async () => {
    fetch.mockResolvedValueOnce(fault(404, "no_style"));
    const { result } = open();
    act(() => result.current.toggle());
    await pass(60_000);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("plays nothing any more once its page has been left", async () => {
    fetch.mockResolvedValueOnce(fault(503, "store_unavailable"));
    const { result, unmount } = open();
    act(() => result.current.toggle());
    await pass(10);
    fetch.mockResolvedValue(songOf("one"));
    unmount();
    await pass(10_000);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(played()).toEqual([]);
  });
});
