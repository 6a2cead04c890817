// From any thrown thing to the error body of the API. Unknown faults never leak.

import { z } from "zod";
import { AppError, ERROR_CODES, isAppError } from "@/lib/errors";

/** What was thrown, as an AppError; zod's faults become a 422 that names each field. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof z.ZodError) {
    const fields = error.issues.map((issue) => ({
      field: issue.path.join(".") || "body",
      message: issue.message,
    }));
    const named = fields.map(({ field, message }) => `${field}: ${message}`).join("; ");
    return new AppError("invalid_request", `The request is not well formed. ${named}`, {
      details: { fields },
    });
  }
  return new AppError("internal", undefined, { cause: error });
}

/** An error as it goes over the wire; `body` is JSON. */
export function toErrorAnswer(error: AppError, requestId: string) {
  // Cookies are for the header alone.
  const { setCookie: _, ...facts } = error.details ?? {};
  const details = {
    ...facts,
    ...(error.retryAfterMs !== undefined && { retry_after_ms: error.retryAfterMs }),
  };
  const body = {
    error: {
      code: error.code,
      message: error.message,
      ...(Object.keys(details).length > 0 && { details }),
      request_id: requestId,
    },
  };
  return {
    status: ERROR_CODES[error.code].status,
    headers: {
      "Cache-Control": "no-store",
      "Content-Type": "application/json",
      ...(error.retryAfterMs !== undefined && {
        "Retry-After": String(Math.ceil(error.retryAfterMs / 1000)),
      }),
    },
    body: JSON.stringify(body),
  };
}

export function errorResponse(error: AppError, requestId: string): Response {
  const { body, ...head } = toErrorAnswer(error, requestId);
  return new Response(body, head);
}
