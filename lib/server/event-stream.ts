// An event as server-sent events: each message is the whole view, so a guest who lost some has lost nothing.

import "server-only";
import type { Catalogue } from "@/lib/catalog/catalogue";
import type { EventBook } from "@/lib/share/events/event-book";
import type { OpenEvent } from "@/lib/share/events/event-queue";
import { toEventView } from "./event-wire";

/** Proxies close a connection on which nothing is said. */
const BEAT_MS = 20_000;
const encoder = new TextEncoder();
const BEAT = encoder.encode(": on air\n\n");
const MAX_BEHIND = 20;
/** One text for all who look on from here. */
const texts = new WeakMap<OpenEvent, Uint8Array>();

/** Throws AppError("gone") for an event that has run out or never was: that is an answer with a status, not a stream. */
export async function streamEvent(
  { events, catalogue }: { readonly events: Pick<EventBook, "watch">; readonly catalogue: Catalogue },
  code: string,
  signal: AbortSignal,
): Promise<Response> {
  const outlet = openOutlet();
  const stop = await events.watch(
    code,
    (open) => {
      const text = texts.get(open) ?? toMessage(toEventView(catalogue, open));
      texts.set(open, text);
      outlet.send(text);
    },
    outlet.close,
  );
  const beat = setInterval(() => outlet.send(BEAT), BEAT_MS);
  outlet.onClose(() => {
    clearInterval(beat);
    stop();
  });
  if (signal.aborted) outlet.close();
  signal.addEventListener("abort", outlet.close);
  return new Response(outlet.body, {
    headers: {
      "Content-Type": "text/event-stream",
      // Compression would hold messages back until it has enough of them.
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

/** A body that is written to until either side closes it. */
function openOutlet() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isClosed = false;
  let tellClosed = () => {};
  const finish = (): boolean => {
    if (isClosed) return false;
    isClosed = true;
    tellClosed();
    return true;
  };
  const close = (): void => {
    if (finish()) controller?.close();
  };
  return {
    body: new ReadableStream<Uint8Array>({
      start(opened) {
        controller = opened;
      },
      cancel: () => void finish(),
    }),
    close,
    send(text: Uint8Array): void {
      if (isClosed) return;
      // Whoever is this far behind starts anew with the view as it is then.
      if ((controller?.desiredSize ?? 0) > -MAX_BEHIND) controller?.enqueue(text);
      else close();
    },
    /** Called once, at once if it is closed already. */
    onClose(listener: () => void): void {
      if (isClosed) listener();
      else tellClosed = listener;
    },
  };
}

const toMessage = (view: unknown): Uint8Array =>
  encoder.encode(`retry: 1000\ndata: ${JSON.stringify(view)}\n\n`);
