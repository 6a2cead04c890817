// Typed fetchers for the browser and the query options of the pages: the schemas of the wire, from the other side.
// Schemas load beside the first request, so that the parser is no part of a page's first script.

import { queryOptions } from "@tanstack/react-query";
import { AppError, ERROR_CODES, type ErrorCode, isAppError } from "@/lib/errors";
import type {
  CreateStation,
  NextRequest,
  NextResponse,
  OpenShareResponse,
  PreviewResponse,
  Station,
} from "./schemas";

export { AppError, isAppError };

type Schemas = typeof import("./schemas");

export type RequestOptions = { readonly signal?: AbortSignal };

export type ShareRequest = { readonly station_id: string; readonly name: string } & Partial<
  Pick<NextRequest, "tracks" | "weights" | "familiarity" | "variety" | "seed">
>;

type Call<T> = RequestOptions & {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  readonly parse: (schemas: Schemas, json: unknown) => T;
};

export const fetchStations = (options: RequestOptions = {}) =>
  call("/api/stations", { ...options, parse: (s, json) => s.stationsResponseSchema.parse(json) });

export const createStation = (body: CreateStation): Promise<{ station: Station; unknown: string[] }> =>
  call("/api/stations", {
    method: "POST",
    body,
    parse: (s, json) => s.createStationResponseSchema.parse(json),
  });

export const fetchNext = (
  id: string,
  body: NextRequest,
  options: RequestOptions = {},
): Promise<NextResponse> =>
  call(`/api/stations/${encodeURIComponent(id)}/next`, {
    ...options,
    method: "POST",
    body,
    parse: (s, json) => s.nextResponseSchema.parse(json),
  });

export const fetchPreview = (
  id: string,
  body: NextRequest,
  options: RequestOptions = {},
): Promise<PreviewResponse> =>
  call(`/api/stations/${encodeURIComponent(id)}/preview`, {
    ...options,
    method: "POST",
    body,
    parse: (s, json) => s.previewResponseSchema.parse(json),
  });

export const completeArtists = (text: string, options: RequestOptions = {}) =>
  call(`/api/artists?${new URLSearchParams({ q: text, limit: "8" })}`, {
    ...options,
    parse: (s, json) => s.artistsResponseSchema.parse(json).artists,
  });

export const completeTags = (text: string, options: RequestOptions = {}) =>
  call(`/api/tags?${new URLSearchParams({ q: text, limit: "8" })}`, {
    ...options,
    parse: (s, json) => s.tagsResponseSchema.parse(json).tags,
  });

export const createShare = (body: ShareRequest) =>
  call("/api/shares", { method: "POST", body, parse: (s, json) => s.shareResponseSchema.parse(json) });

export const openShare = (code: string, options: RequestOptions = {}): Promise<OpenShareResponse> =>
  call(`/api/shares/${encodeURIComponent(code)}`, {
    ...options,
    parse: (s, json) => s.openShareResponseSchema.parse(json),
  });

export const revokeShare = (code: string): Promise<void> =>
  call(`/api/shares/${encodeURIComponent(code)}`, { method: "DELETE", parse: () => undefined });

export const fetchToken = () => call("/api/token", { parse: (s, json) => s.tokenResponseSchema.parse(json) });

/** Starts tracks on a device of the listener's; the server waits out the device's registration. */
export const playOnDevice = (body: {
  readonly device_id: string;
  readonly uris: readonly string[];
  readonly position_ms?: number;
}): Promise<void> => call("/api/player/play", { method: "POST", body, parse: () => undefined });

export const stationsOptions = () =>
  queryOptions({ queryKey: ["stations"], queryFn: ({ signal }) => fetchStations({ signal }) });

/** `moment` names the state of history and knobs that `body` was made from: same moment, same answer. */
export const previewOptions = (id: string, moment: string, body: () => NextRequest) =>
  queryOptions({
    queryKey: ["preview", id, moment],
    queryFn: ({ signal }) => fetchPreview(id, body(), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export const shareOptions = (code: string) =>
  queryOptions({ queryKey: ["share", code], queryFn: ({ signal }) => openShare(code, { signal }) });

async function call<T>(path: string, { method = "GET", body, signal, parse }: Call<T>): Promise<T> {
  const schemas = import("./schemas");
  const response = await send(path, {
    method,
    credentials: "same-origin",
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  const json = await readJson(response);
  if (!response.ok) throw toAppError(response, json);
  try {
    return parse(await schemas, json);
  } catch (cause) {
    throw new AppError("internal", `The answer of ${path} has an unexpected form.`, { cause });
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new AppError("service_unavailable", "Longwave cannot be reached. Check the connection.", {
      cause,
      details: { network: true },
    });
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's HTML page in place of our JSON: the status says enough.
    return undefined;
  }
}

function toAppError(response: Response, json: unknown): AppError {
  const error = isRecord(json) && isRecord(json.error) ? json.error : {};
  const code = isErrorCode(error.code) ? error.code : codeOfStatus(response.status);
  const seconds = Number(response.headers.get("Retry-After"));
  return new AppError(code, typeof error.message === "string" ? error.message : undefined, {
    ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
    ...(isRecord(error.details) ? { details: error.details } : {}),
  });
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return "not_signed_in";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 410) return "gone";
  if (status === 429) return "too_many_requests";
  return status >= 502 && status <= 504 ? "service_unavailable" : "internal";
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(ERROR_CODES, value);
