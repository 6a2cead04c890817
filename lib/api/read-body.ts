// A request's JSON body: bounded in size, parsed by a schema. First thing a handler sees of the outside.

import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { LRUCache } from "lru-cache";
import type { z } from "zod";
import { AppError } from "@/lib/errors";

const MAX_BODY_BYTES = 1_000_000;
/** Characters of bodies whose meaning is remembered, per schema, and for how long. */
const MAX_REMEMBERED = 2_000_000;
const REMEMBERED_MS = 600_000;

type Parsed = { readonly value: unknown; readonly characters: number };

export interface Bodies {
  /** Throws AppError("invalid_request") or the schema's ZodError. The same text gives the same object. */
  parse<T extends z.ZodType>(text: string, schema: T): z.output<T>;
  /** Lets go of what is remembered. */
  clear(): void;
}

/** A station's history comes with every request, mostly as it came before: the same text is parsed once. */
export function createBodies(): Bodies {
  let remembered = new WeakMap<z.ZodType, LRUCache<string, Parsed>>();
  return {
    clear() {
      remembered = new WeakMap();
    },
    parse(text, schema) {
      const texts = remembered.get(schema) ?? createTexts();
      remembered.set(schema, texts);
      // Not by the text itself: long strings of one length share a hash, so that each would be compared with all of them.
      const key = createHash("sha256").update(text).digest("base64");
      const parsed = texts.get(key) ?? { value: parse(text, schema), characters: text.length };
      texts.set(key, parsed);
      // Kept under its own schema.
      return parsed.value as z.output<typeof schema>;
    },
  };
}

const createTexts = () =>
  new LRUCache<string, Parsed>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: ({ characters }) => characters + 1,
    ttl: REMEMBERED_MS,
  });

function parse<T extends z.ZodType>(text: string, schema: T): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AppError("invalid_request", "The body is not JSON.", {
      cause: error,
      details: { fields: [{ field: "body", message: "is not JSON" }] },
    });
  }
  return schema.parse(json);
}

const tooLarge = () => new AppError("too_large", `The body is larger than ${MAX_BODY_BYTES} bytes.`);

/** Whoever broke it off is gone, and nothing of ours is at fault. */
const broken = (cause: unknown) =>
  new AppError("invalid_request", "The request broke off before its end.", { cause });

/**
 * A request's body. Throws AppError("too_large"), and ("invalid_request") for one that broke off.
 * By the stream's own reader: `text()` and `for await` cost twice as much for a body of some chunks.
 */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return "";
  const reader = request.body.getReader();
  const read = () =>
    reader.read().catch((error: unknown) => {
      throw broken(error);
    });
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The same of a request as Node has it, which can be answered whatever is thrown. */
export async function readNodeText(message: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw broken(error);
  }
  if (size > MAX_BODY_BYTES) throw tooLarge();
  return Buffer.concat(chunks, size).toString();
}
