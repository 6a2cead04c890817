// A request's JSON body: bounded in size, parsed by a schema. First thing a handler sees of the outside.

import type { z } from "zod";
import { AppError } from "@/lib/errors";

const MAX_BODY_BYTES = 1_000_000;

/** Throws AppError("too_large") or ("invalid_request"), or the schema's ZodError. */
export async function readBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const text = await readText(request);
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

async function readText(request: Request): Promise<string> {
  const tooLarge = () => new AppError("too_large", `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
