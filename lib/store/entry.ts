// What every store does alike: check an expiry, turn a value into JSON text, name a fault.
// Used by every store of this folder.

import { AppError, isAppError } from "@/lib/errors";
import type { Change } from "./store";

/** The largest value as JSON text in UTF-8; what Redis services with a REST address take in one request. */
export const MAX_VALUE_BYTES = 1_000_000;

/** Room for two namespaces and a listener's prefix, and short enough to be kept whole at the head of every key. */
export const MAX_PREFIX_BYTES = 200;

/** Throws RangeError on an empty prefix, which would mean everything, and on one that is too long. */
export function checkPrefix(prefix: string): void {
  const bytes = Buffer.byteLength(prefix);
  if (bytes === 0 || bytes > MAX_PREFIX_BYTES)
    throw new RangeError(`A prefix has 1 to ${MAX_PREFIX_BYTES} bytes, not ${bytes}.`);
}

/** Throws RangeError on an expiry that is not a positive number: nothing is stored for ever. */
export function checkTtl(ttlMs: number): void {
  if (!(ttlMs > 0 && Number.isFinite(ttlMs)))
    throw new RangeError(`ttlMs must be a positive number, not ${ttlMs}.`);
}

/**
 * The value as JSON text. Throws TypeError on what JSON cannot hold (undefined, functions, cycles) and
 * AppError("too_large") on more than MAX_VALUE_BYTES.
 */
export function toJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError("Only JSON values can be stored.");
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_VALUE_BYTES) {
    const message = `A value of ${bytes} bytes is too large for the store, which takes ${MAX_VALUE_BYTES}. Split it.`;
    throw new AppError("too_large", message, { details: { bytes, max_bytes: MAX_VALUE_BYTES } });
  }
  return text;
}

/** An entry's JSON text after a change, with its expiry where it is written; undefined = no entry. */
export type ChangedText =
  | { readonly kind: "kept"; readonly text: string | undefined }
  | { readonly kind: "deleted"; readonly text: undefined }
  | { readonly kind: "written"; readonly text: string; readonly ttlMs: number };

/** Applies a change to an entry's text. Throws what the change throws, and what a `set` of its value throws. */
export function changeText(text: string | undefined, change: (value: unknown) => Change): ChangedText {
  const result = change(fromJson(text));
  if (result === "keep") return { kind: "kept", text };
  if (result === "delete") return { kind: "deleted", text: undefined };
  checkTtl(result.ttlMs);
  return { kind: "written", text: toJson(result.value), ttlMs: result.ttlMs };
}

export function fromJson(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** Runs a call to a store; whatever it throws becomes AppError("store_unavailable"). */
export async function guarded<Result>(
  what: string,
  call: () => Result | Promise<Result>,
): Promise<Awaited<Result>> {
  try {
    return await call();
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError("store_unavailable", `The key-value store failed to ${what}.`, { cause: error });
  }
}
