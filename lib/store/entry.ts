// What every store does alike: check an expiry, turn a value into JSON text, name a fault.
// Used by memory.ts, lmdb.ts and vercel-kv.ts.

import { AppError, isAppError } from "@/lib/errors";

/** Throws RangeError on an expiry that is not a positive number: nothing is stored for ever. */
export function checkTtl(ttlMs: number): void {
  if (!(ttlMs > 0 && Number.isFinite(ttlMs)))
    throw new RangeError(`ttlMs must be a positive number, not ${ttlMs}.`);
}

/** The value as JSON text. Throws TypeError on what JSON cannot hold (undefined, functions, cycles). */
export function toJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError("Only JSON values can be stored.");
  return text;
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
