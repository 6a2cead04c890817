// An assertion of the music services' suites.

import { expect } from "vitest";
import { type ErrorCode, isAppError } from "@/lib/errors";

/** The call fails with an AppError of this code. */
export async function expectCode(call: Promise<unknown>, code: ErrorCode): Promise<void> {
  const error = await call.then(
    (value) => ({ unexpected: value }),
    (reason: unknown) => reason,
  );
  expect(isAppError(error) ? error.code : error).toBe(code);
}
