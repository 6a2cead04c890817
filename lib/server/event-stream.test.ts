import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { newEvent } from "@/lib/share/events/event";
import { start } from "@/lib/share/events/event.fixture";
import type { EventBook } from "@/lib/share/events/event-book";
import type { OpenEvent } from "@/lib/share/events/event-queue";
import { createDeps } from "@/lib/station/station.fixture";
import { streamEvent } from "./event-stream";

const { catalogue } = createDeps();
const view = (version: number): OpenEvent => ({
  event: { ...newEvent(start), version },
  queue: { queue: [], unbearable: [] },
});

describe("streamEvent", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** An event whose watch the test holds in its hands. */
  function open() {
    const stop = vi.fn();
    let tell: (open: OpenEvent) => void = () => {};
    let end = () => {};
    const watch: EventBook["watch"] = async (_, onNews, onEnd) => {
      tell = onNews;
      end = onEnd;
      onNews(view(0));
      return stop;
    };
    const reader = new AbortController();
    const answer = streamEvent({ events: { watch }, catalogue }, "code", reader.signal);
    return { answer, stop, reader, tell: (version: number) => tell(view(version)), end: () => end() };
  }
  const versionsIn = (text: string) => [...text.matchAll(/"version":(\d+)/g)].map(([, version]) => version);

  it("tells of the event as it is, of each change and, when there is nothing more, that it is over", async () => {
    const { answer, tell, end, stop } = open();
    const response = await answer;
    tell(1);
    await vi.advanceTimersByTimeAsync(20_000);
    end();
    tell(2);
    const text = await response.text();
    expect(versionsIn(text)).toEqual(["0", "1"]);
    expect(text).toContain(": on air");
    expect(stop).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(["its reader leaves", "its body is given up"])("holds nothing once %s", async (how) => {
    const { answer, reader, stop, tell } = open();
    const response = await answer;
    if (how === "its reader leaves") reader.abort();
    else await response.body?.cancel();
    reader.abort();
    tell(1);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets go of a reader that does not keep up", async () => {
    const { answer, stop, tell } = open();
    const response = await answer;
    for (let version = 1; version <= 100; version++) tell(version);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(versionsIn(await response.text()).length).toBeLessThan(30);
  });

  it("is an answer with a fault, and leaves nothing behind, where the event cannot be read", async () => {
    const watch = () => Promise.reject(new AppError("store_unavailable"));
    const answer = streamEvent({ events: { watch }, catalogue }, "code", new AbortController().signal);
    await expect(answer).rejects.toMatchObject({ code: "store_unavailable" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
