// The one error type of the project and its table of codes.
// Services, stores and use cases throw it; the HTTP boundary turns it into a response, the page into a notice.

/** Every error code with its HTTP status and the sentence shown when nothing better is known. */
export const ERROR_CODES = {
  invalid_request: { status: 422, message: "The request is not well formed." },
  not_signed_in: { status: 401, message: "Sign in to go on." },
  forbidden: { status: 403, message: "This belongs to another listener." },
  premium_required: { status: 403, message: "Playback needs Spotify Premium." },
  not_allowed_by_service: { status: 403, message: "The music service does not let this account in." },
  not_found: { status: 404, message: "There is nothing here." },
  no_style: { status: 404, message: "This station has no artist that the radio knows." },
  gone: { status: 410, message: "This is no longer available." },
  too_large: { status: 413, message: "The request is too large." },
  too_many_requests: { status: 429, message: "Too many requests. Wait a moment." },
  service_limited: { status: 503, message: "The music service limits how often it may be asked." },
  service_unavailable: { status: 503, message: "The music service does not answer." },
  store_unavailable: { status: 503, message: "The key-value store does not answer." },
  internal: { status: 500, message: "Something went wrong on our side." },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export type AppErrorOptions = {
  readonly cause?: unknown;
  /** Milliseconds until asking again makes sense; absent = unknown. */
  readonly retryAfterMs?: number;
  /** Facts for a program to act on, e.g. the fields at fault. Never a token. */
  readonly details?: Readonly<Record<string, unknown>>;
};

/** A fault with a code. `message` says what, which and what to do, and never holds a token. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string = ERROR_CODES[code].message, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.details = options.details;
  }
}

/** Is `error` an AppError (also one from another copy of this module), of this code if one is given? */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  if (!(error instanceof Error) || error.name !== "AppError" || !("code" in error)) return false;
  return code === undefined || error.code === code;
}
