// An event as server-sent events: each message is the whole view, so a guest who lost some has lost nothing.

import "server-only";
import type { OpenEvent } from "@/lib/share/events/event-queue";
import type { Container } from "./container";
import { toEventView } from "./event-wire";

/** Proxies close a connection on which nothing is said. */
const BEAT_MS = 20_000;
const encoder = new TextEncoder();
const BEAT = encoder.encode(": on air\n\n");
const MAX_BEHIND = 20;
/** One text for all who look on from here. */
const texts = new WeakMap<OpenEvent, Uint8Array>();

/** Throws AppError("gone") for an event that has run out or never was. */
export async function streamEvent(
  { events, catalogue }: Container,
  code: string,
  signal: AbortSignal,
): Promise<Response> {
  // An event that is none is an answer with a status, not a stream.
  await events.read(code);
  const ends = new Set<() => void>();
  const end = () => {
    for (const part of ends) part();
    ends.clear();
  };
  let isOver = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: Uint8Array) => {
        if (isOver) return;
        // Whoever is this far behind starts anew with the view as it is then.
        if ((controller.desiredSize ?? 0) > -MAX_BEHIND) return controller.enqueue(text);
        close();
      };
      const close = () => {
        if (isOver) return;
        isOver = true;
        end();
        controller.close();
      };
      const beat = setInterval(() => send(BEAT), BEAT_MS);
      ends.add(() => clearInterval(beat));
      signal.addEventListener("abort", close);
      ends.add(
        await events.watch(
          code,
          (open) => {
            const text = texts.get(open) ?? toMessage(toEventView(catalogue, open));
            texts.set(open, text);
            send(text);
          },
          close,
        ),
      );
      if (signal.aborted) close();
      if (isOver) end();
    },
    cancel() {
      isOver = true;
      end();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream",
      // Compression would hold messages back until it has enough of them.
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

const toMessage = (view: unknown): Uint8Array =>
  encoder.encode(`retry: 1000\ndata: ${JSON.stringify(view)}\n\n`);
