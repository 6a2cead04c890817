import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isAppError } from "@/lib/errors";
import { PICTURE, SOUND, toMediaRequest, toMediaResponse } from "./media-response";

/** A body that gives these chunks one by one, and tells when it is left. */
function bodyOf(chunks: readonly number[], { endless = false } = {}) {
  const left = vi.fn();
  let next = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = chunks[next++];
        if (size !== undefined) controller.enqueue(new Uint8Array(size));
        else if (!endless) controller.close();
        else return new Promise(() => {});
      },
      cancel: left,
    },
    { highWaterMark: 0 },
  );
  return { body, left, given: () => next };
}

const mp3 = { "content-type": "audio/mpeg", "content-length": "30" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("toMediaResponse", () => {
  it("hands a part on with its headers, and adds what keeps it from being a page", async () => {
    const { body } = bodyOf([10, 20]);
    const headers = { ...mp3, "content-range": "bytes 0-29/300", etag: '"a"' };
    const response = toMediaResponse({ status: 206, headers, body }, SOUND);
    expect(response.status).toBe(206);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-range": "bytes 0-29/300",
      "content-length": "30",
      etag: '"a"',
      "cache-control": "private, max-age=3600",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      vary: "Cookie",
    });
    expect((await response.arrayBuffer()).byteLength).toBe(30);
  });

  it("asks for no more than the page takes, and leaves the server when the page leaves", async () => {
    const { body, left, given } = bodyOf([10, 10, 10]);
    const reader = toMediaResponse({ status: 200, headers: mp3, body }, SOUND).body?.getReader();
    expect(given()).toBe(0);
    await reader?.read();
    expect(given()).toBe(1);
    await reader?.cancel();
    expect(left).toHaveBeenCalled();
  });

  it("passes on that nothing has changed, or that there is no such part", () => {
    for (const status of [304, 416]) {
      const headers = { "content-range": "bytes */300", "content-length": "300" };
      const response = toMediaResponse({ status, headers, body: null }, SOUND);
      expect(response.status).toBe(status);
      expect(response.headers.get("content-length")).toBeNull();
    }
  });

  it.each([
    ["a page", SOUND, { "content-type": "text/html" }],
    ["a drawing with a program in it", PICTURE, { "content-type": "image/svg+xml" }],
    ["nothing that it names", SOUND, {}],
    ["too much", PICTURE, { "content-type": "image/png", "content-length": "30000000" }],
  ])("refuses %s and leaves the server", (_what, limits, headers) => {
    const { body, left } = bodyOf([10]);
    let thrown: unknown;
    try {
      toMediaResponse({ status: 200, headers, body }, limits);
    } catch (error) {
      thrown = error;
    }
    expect(isAppError(thrown, "not_found")).toBe(true);
    expect(left).toHaveBeenCalled();
  });

  it("ends what is larger than it may be, silent for too long, or too old", async () => {
    const png = { "content-type": "image/png" };
    const limits = { ...PICTURE, maxBytes: 15 };
    const large = toMediaResponse({ status: 200, headers: png, body: bodyOf([10, 10]).body }, limits);
    await expect(large.arrayBuffer()).rejects.toThrow("more than 15 bytes");

    const silent = bodyOf([10], { endless: true });
    const waiting = toMediaResponse({ status: 200, headers: png, body: silent.body }, PICTURE).arrayBuffer();
    const refused = expect(waiting).rejects.toThrow("silent for 10 s");
    await vi.advanceTimersByTimeAsync(10_001);
    await refused;
    expect(silent.left).toHaveBeenCalled();

    const forgotten = bodyOf([10, 10]);
    const reader = toMediaResponse(
      { status: 200, headers: mp3, body: forgotten.body },
      SOUND,
    ).body?.getReader();
    await reader?.read();
    await vi.advanceTimersByTimeAsync(SOUND.lifeMs + 1);
    await expect(reader?.read()).rejects.toThrow("long enough");
    expect(forgotten.left).toHaveBeenCalled();
  });
});

describe("toMediaRequest", () => {
  it("takes what is said of parts and versions, and nothing else", () => {
    const headers = { range: "bytes=0-", "if-range": '"a"', cookie: "session=1", authorization: "Basic x" };
    const request = new Request("http://127.0.0.1/api/stream/1", { headers });
    expect(toMediaRequest(request)).toEqual({
      signal: request.signal,
      range: "bytes=0-",
      ifRange: '"a"',
      ifNoneMatch: undefined,
    });
  });
});
