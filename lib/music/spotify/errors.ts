// What Spotify's refusals mean: status, reason and words of an answer become an AppError that says what to do.
// Used by client.ts; bodies may be JSON, plain text or empty.

import { AppError } from "@/lib/errors";
import { wireErrorSchema } from "./responses";

/** A refused call as it came over the wire. */
export class SpotifyResponseError extends Error {
  readonly status: number;
  /** Spotify's own code, e.g. "QUOTA_EXCEEDED". */
  readonly reason: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The body was JSON of Spotify's error shape. */
  readonly structured: boolean;

  constructor(parts: {
    status: number;
    message: string;
    reason?: string | undefined;
    retryAfterMs?: number | undefined;
    structured: boolean;
  }) {
    super(parts.message);
    this.name = "SpotifyResponseError";
    this.status = parts.status;
    this.reason = parts.reason;
    this.retryAfterMs = parts.retryAfterMs;
    this.structured = parts.structured;
  }
}

/** Reads a refused answer. `now` is Unix milliseconds, for a Retry-After that is a date. */
export async function readResponseError(response: Response, now: number): Promise<SpotifyResponseError> {
  const body = await response.text();
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  const { status } = response;
  const parsed = wireErrorSchema.safeParse(parseJson(body));
  if (!parsed.success) {
    return new SpotifyResponseError({ status, message: body.slice(0, 300), retryAfterMs, structured: false });
  }
  const { message, reason } = parsed.data.error;
  return new SpotifyResponseError({
    status,
    message: message ?? "",
    reason: reason ?? (message === "Device not found" ? "DEVICE_NOT_FOUND" : undefined),
    retryAfterMs,
    structured: true,
  });
}

/** `what` completes the sentence "Spotify failed to ...". A 429 is the breaker's business. */
export function toAppError(error: SpotifyResponseError, what: string): AppError {
  const { status, reason, retryAfterMs } = error;
  const details = { service: "spotify", status, ...(reason && { reason }) };
  const options = { cause: error, details, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (status === 401) {
    return new AppError("not_signed_in", "Spotify no longer accepts this sign-in. Sign in again.", options);
  }
  if (status === 403) return toForbidden(error, what, options);
  if (status === 404 || (status === 400 && /invalid (base62 )?id/i.test(error.message))) {
    return new AppError("not_found", `Spotify has nothing there: it could not ${what}.`, options);
  }
  if (status >= 500) {
    return new AppError("service_unavailable", `Spotify failed (${status}) to ${what}.`, options);
  }
  const words = error.message ? `: ${error.message}` : "";
  return new AppError(
    "internal",
    `Spotify did not understand the request to ${what} (${status}${words}).`,
    options,
  );
}

type Options = ConstructorParameters<typeof AppError>[2];

function toForbidden({ message, reason, structured }: SpotifyResponseError, what: string, options: Options) {
  if (/premium subscription required for the owner/i.test(message)) {
    const words = "The owner of this Spotify app needs an active Premium subscription before it works again.";
    return new AppError("not_allowed_by_service", words, options);
  }
  if (reason === "PREMIUM_REQUIRED" || /premium required/i.test(message)) {
    return new AppError("premium_required", undefined, options);
  }
  if (/insufficient client scope/i.test(message)) {
    const words = `Longwave lacks the permission to ${what}. Sign in again to grant it.`;
    return new AppError("not_signed_in", words, options);
  }
  if (!structured || /not registered|developer dashboard/i.test(message)) {
    const words =
      "Spotify does not let this account in: the owner of the Spotify app has to add its e-mail address " +
      "under User Management in Spotify's developer dashboard (at most five accounts).";
    return new AppError("not_allowed_by_service", words, options);
  }
  return new AppError("forbidden", `Spotify does not allow this account to ${what}.`, options);
}

function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** undefined for what is not JSON: player writes answer plain text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
