// Why a stream gives no sound: an audio element only says that something is wrong, so the address is asked itself.

import type { PlayerProblem } from "./player";

export type StreamFault =
  /** The server gives it; so it is the file that this browser cannot play. */
  | { readonly kind: "none" }
  /** No answer: the network, Longwave or the music server is away, and may come back. */
  | { readonly kind: "away"; readonly message?: string }
  | { readonly kind: PlayerProblem; readonly message?: string };

type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export function createFaultFinder(fetch: Fetch): (address: string) => Promise<StreamFault> {
  return async (address) => {
    const init: RequestInit = { headers: { Range: "bytes=0-1" }, cache: "no-store" };
    const response = await fetch(address, init).catch(() => undefined);
    if (!response) return { kind: "away" };
    if (response.ok) {
      await response.body?.cancel();
      return { kind: "none" };
    }
    return toFault(await response.json().catch(() => undefined));
  };
}

function toFault(body: unknown): StreamFault {
  const error: Readonly<Record<string, unknown>> = isRecord(body) && isRecord(body.error) ? body.error : {};
  const message = typeof error.message === "string" ? { message: error.message } : {};
  switch (error.code) {
    case "not_signed_in":
      return { kind: "signed_out", ...message };
    case "service_limited":
    case "too_many_requests":
      return { kind: "limited", ...message };
    case "service_unavailable":
      // An answer of the music server's, if a refusal: it is there, and failed at this one track.
      return isRecord(error.details) && ("status" in error.details || "code" in error.details)
        ? { kind: "track", ...message }
        : { kind: "away", ...message };
    case undefined:
      return { kind: "away" };
    default:
      return { kind: "track", ...message };
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
