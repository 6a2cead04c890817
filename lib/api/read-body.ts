// A request's JSON body: bounded in size, parsed by a schema. First thing a handler sees of the outside.

import { LRUCache } from "lru-cache";
import type { z } from "zod";
import { AppError } from "@/lib/errors";

const MAX_BODY_BYTES = 1_000_000;
/** Characters of bodies remembered with what they mean, per schema, and for how long. */
const MAX_REMEMBERED = 2_000_000;
const REMEMBERED_MS = 600_000;

type Parsed = { readonly value: unknown };

export interface Bodies {
  /** Throws AppError("too_large") or ("invalid_request"), or the schema's ZodError. The same text gives the same object. */
  read<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>>;
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
    async read(request, schema) {
      const text = await readText(request);
      const texts = remembered.get(schema) ?? createTexts();
      remembered.set(schema, texts);
      const parsed = texts.get(text) ?? { value: parse(text, schema) };
      texts.set(text, parsed);
      // Kept under its own schema.
      return parsed.value as z.output<typeof schema>;
    },
  };
}

const createTexts = () =>
  new LRUCache<string, Parsed>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: (_, key) => key.length + 1,
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

/** By the stream's own reader: `text()` and `for await` cost twice as much for a body of some chunks. */
async function readText(request: Request): Promise<string> {
  const tooLarge = () => new AppError("too_large", `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return "";
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
