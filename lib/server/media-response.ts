// Sound and pictures on their way from the music server to the page: bounded in kind, size and time.
// They come from a server that is not ours to trust, and are shown under our own address.

import "server-only";
import { AppError } from "@/lib/errors";
import type { Media, MediaRequest } from "@/lib/music/service";

export type MediaLimits = {
  /** Content types that may pass. */
  readonly types: RegExp;
  readonly maxBytes: number;
  /** Seconds for which the page's browser may keep it. */
  readonly maxAgeSeconds: number;
  /** Milliseconds that the music server may be silent while the page waits for more. */
  readonly stallMs: number;
  /** Milliseconds after which it is ended, e.g. where a page was paused and forgotten. */
  readonly lifeMs: number;
};

/** A browser that is cut off at the end of its time asks for the rest. */
export const SOUND: MediaLimits = {
  types: /^(audio|video)\/|^application\/(ogg|octet-stream|x-flac)\b/i,
  maxBytes: 2 ** 31,
  maxAgeSeconds: 3_600,
  stallMs: 30_000,
  lifeMs: 3_600_000,
};

/** No SVG: it is a program. */
export const PICTURE: MediaLimits = {
  types: /^image\/(jpeg|png|webp|gif|avif|bmp)\b/i,
  maxBytes: 20 * 2 ** 20,
  maxAgeSeconds: 86_400,
  stallMs: 10_000,
  lifeMs: 60_000,
};

/** What of a page's request goes on to the music server: it ends when the page leaves. */
export function toMediaRequest({ headers, signal }: Request): MediaRequest {
  return {
    signal,
    range: headers.get("range") ?? undefined,
    ifRange: headers.get("if-range") ?? undefined,
    ifNoneMatch: headers.get("if-none-match") ?? undefined,
  };
}

const ALWAYS = {
  // Whatever it claims to be, it is never a page of ours.
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  Vary: "Cookie",
};

/** Throws AppError("not_found") for what is of another kind or too large: there is no such sound or picture. */
export function toMediaResponse({ status, headers, body }: Media, limits: MediaLimits): Response {
  const cache = { "Cache-Control": `private, max-age=${limits.maxAgeSeconds}` };
  if (!body || status === 304 || status === 416) {
    void body?.cancel();
    // The length of what does not follow is no length.
    const { "content-length": _, ...kept } = headers;
    return new Response(null, { status, headers: { ...kept, ...ALWAYS } });
  }
  const type = headers["content-type"] ?? "";
  const bytes = Number(headers["content-length"] ?? 0);
  if (!limits.types.test(type) || bytes > limits.maxBytes) {
    void body.cancel();
    const what = bytes > limits.maxBytes ? `${bytes} bytes` : `"${type || "something without a type"}"`;
    throw new AppError(
      "not_found",
      `The music server sent ${what} where a sound or a picture was asked for.`,
    );
  }
  return new Response(bounded(body, limits), { status, headers: { ...headers, ...cache, ...ALWAYS } });
}

/** The same bytes, asked for as they are wanted, until a limit is reached. Leaving it leaves the music server too. */
function bounded(
  body: ReadableStream<Uint8Array>,
  { maxBytes, stallMs, lifeMs }: MediaLimits,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let passed = 0;
  let life: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        life = setTimeout(() => {
          controller.error(new Error("This stream has lasted long enough."));
          void reader.cancel();
        }, lifeMs);
        life.unref?.();
      },
      async pull(controller) {
        try {
          const { done, value } = await within(reader.read(), stallMs);
          passed += value?.length ?? 0;
          if (passed > maxBytes) throw new Error(`The music server sends more than ${maxBytes} bytes.`);
          if (value) return controller.enqueue(value);
          if (done) controller.close();
          clearTimeout(life);
        } catch (error) {
          clearTimeout(life);
          void reader.cancel().catch(() => undefined);
          controller.error(error);
        }
      },
      cancel(reason) {
        clearTimeout(life);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The music server was silent for ${ms / 1_000} s.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
