// What a Subsonic server's refusals mean: its code, or the status and words of whatever answered in its place,
// become an AppError that says what to do. Used by client.ts and media.ts.

import { AppError, type ErrorCode } from "@/lib/errors";

/** A refusal in the API's own words. */
export type SubsonicRefusal = {
  readonly code: number;
  readonly message: string;
  /** The API version that the server speaks. */
  readonly version: string | undefined;
};

/** `details.missing` of a fault that says: this server does not have that call. */
export function isMissingFeature(error: unknown): boolean {
  return error instanceof AppError && error.details?.missing === true;
}

/** `what` completes the sentence "The music server failed to ...". */
export function toRefusalError(refusal: SubsonicRefusal, what: string): AppError {
  const { code, message } = refusal;
  const make = (errorCode: ErrorCode, words: string, missing = false) =>
    new AppError(errorCode, words, {
      details: { service: "subsonic", code, ...(missing && { missing }) },
    });
  const said = message ? `: ${message}` : "";
  switch (code) {
    case 20:
    case 30:
      return make(
        "service_unavailable",
        `The music server speaks API ${refusal.version ?? "of another age"}; 1.13 or newer is needed.`,
      );
    case 40:
      return make(
        "not_signed_in",
        "The music server does not accept this user name and password. Sign in again.",
      );
    case 41:
    case 42:
    case 43:
      return make(
        "not_signed_in",
        `The music server does not accept this kind of sign-in${said}. Sign in again.`,
      );
    case 44:
      return make(
        "not_signed_in",
        "The music server does not accept this API key. Sign in with another one.",
      );
    case 50:
      return make("forbidden", `The music server does not allow this account to ${what}.`);
    case 60:
      return make(
        "not_allowed_by_service",
        "The music server's trial period is over: its owner has to license it before it works again.",
      );
    case 70:
      return make("not_found", `The music server has nothing there: it could not ${what}.`);
  }
  if (/not (supported|implemented)|unsupported|unknown (method|view|endpoint)/i.test(message)) {
    return make("not_found", `This music server cannot ${what}.`, true);
  }
  // Servers with typed ids complain of the type before they look.
  if (/invalid id|badly formed|uuid/i.test(message)) {
    return make("not_found", `The music server has nothing there: it could not ${what}.`);
  }
  return make("service_unavailable", `The music server failed to ${what}${said}.`);
}

/** An answer that is not of the API: from a proxy in front, a sign-in page, or another server altogether. */
export function toForeignError(response: Response, what: string): AppError {
  const { status } = response;
  const details = { service: "subsonic", status };
  if (status === 401) {
    return new AppError("not_signed_in", "The music server wants another sign-in. Sign in again.", {
      details,
    });
  }
  if (status === 403) {
    const message =
      "The music server, or a proxy in front of it, does not let this account in. Its owner has to allow it.";
    return new AppError("not_allowed_by_service", message, { details });
  }
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"));
    return new AppError("service_limited", "The music server asks for a pause.", { details, retryAfterMs });
  }
  if (status === 404 || status === 405 || status === 410 || status === 501) {
    return new AppError("not_found", `This music server cannot ${what} (${status}).`, {
      details: { ...details, missing: true },
    });
  }
  if (status >= 300 && status < 400) {
    const message = `The music server has moved: it sends us on to ${toHost(response)}. Set SUBSONIC_URL to its new address.`;
    return new AppError("service_unavailable", message, { details });
  }
  if (status >= 500) {
    return new AppError("service_unavailable", `The music server failed (${status}) to ${what}.`, {
      details,
    });
  }
  const message = `What answers at SUBSONIC_URL is not a Subsonic server: it could not ${what} (${status}).`;
  return new AppError("service_unavailable", message, { details });
}

const CERTIFICATE_WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has run out",
  CERT_NOT_YET_VALID: "is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "is made out for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "is signed by an authority that is not trusted here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "comes without the certificates it is signed with",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "is signed by an authority that is not trusted here",
};

/** No answer at all. `host` is the server's, for the message. */
export function toTransportError(cause: unknown, host: string, what: string): AppError {
  const code = findErrorCode(cause);
  const certificate = CERTIFICATE_WORDS[code ?? ""];
  const details = {
    service: "subsonic",
    ...(code && { reason: code }),
    ...(certificate && { certificate: true }),
  };
  if (certificate) {
    const message =
      `The music server at ${host} cannot be trusted: its certificate ${certificate}. ` +
      "Its owner has to renew it, or name its authority in NODE_EXTRA_CA_CERTS.";
    return new AppError("service_unavailable", message, { cause, details });
  }
  const message = `The music server at ${host} cannot be reached to ${what}. See that it runs and that SUBSONIC_URL is its address.`;
  return new AppError("service_unavailable", message, { cause, details });
}

/** fetch hides the system's code one or two causes down. */
function findErrorCode(error: unknown): string | undefined {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 4;
    current = current.cause, depth++
  ) {
    if ("code" in current && typeof current.code === "string") return current.code;
  }
  return undefined;
}

const DEFAULT_PAUSE_MS = 5_000;

function parseRetryAfter(value: string | null): number {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : DEFAULT_PAUSE_MS;
}

function toHost(response: Response): string {
  const location = response.headers.get("location") ?? "";
  return URL.canParse(location) ? new URL(location).host : "another place";
}
