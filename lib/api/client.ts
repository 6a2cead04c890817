// Typed fetchers for the browser and the query options of the pages: the schemas of the wire, from the other side.
// Answers come from the handlers of the same build, so only their outline is checked: the parser alone weighs 34 kB in a page.

import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { AppError, ERROR_CODES, type ErrorCode, isAppError } from "@/lib/errors";
import type { CreateStation, NextRequest, NextResponse, PreviewResponse, ReportPlay } from "./schemas";
import type { OpenShareResponse } from "./share-schemas";

export { AppError, isAppError };

export type RequestOptions = { readonly signal?: AbortSignal };

/** The answer that a schema of the wire describes. */
export type Answer<Name extends keyof Schemas> = Schemas[Name] extends z.ZodType<infer Value> ? Value : never;
type Schemas = typeof import("./schemas") & typeof import("./share-schemas");

type Call<T> = RequestOptions & {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Fields that the answer must have; none = no body is expected. */
  readonly fields: readonly (keyof T & string)[];
};

export const fetchStations = (options: RequestOptions = {}) =>
  call<Answer<"stationsResponseSchema">>("/api/stations", { ...options, fields: ["stations"] });

export const createStation = (body: CreateStation) =>
  call<Answer<"createStationResponseSchema">>("/api/stations", {
    method: "POST",
    body,
    fields: ["station", "unknown"],
  });

export const fetchNext = (id: string, body: NextRequest, options: RequestOptions = {}) =>
  call<NextResponse>(`/api/stations/${encodeURIComponent(id)}/next`, {
    ...options,
    method: "POST",
    body,
    fields: ["tracks", "unknown", "seed"],
  });

export const fetchPreview = (id: string, body: NextRequest, options: RequestOptions = {}) =>
  call<PreviewResponse>(`/api/stations/${encodeURIComponent(id)}/preview`, {
    ...options,
    method: "POST",
    body,
    fields: ["artists", "pool", "weights", "familiarity", "seed"],
  });

export const openShare = (code: string, options: RequestOptions = {}) =>
  call<OpenShareResponse>(`/api/shares/${encodeURIComponent(code)}`, {
    ...options,
    fields: ["share", "expires_at", "artists"],
  });

const TOKEN_FIELDS = ["access_token", "expires_at"] as const;

export const fetchToken = () => call<Answer<"tokenResponseSchema">>("/api/token", { fields: TOKEN_FIELDS });

/** A token in place of one that the service refused before its time. */
export const renewToken = (refused: string) =>
  call<Answer<"tokenResponseSchema">>("/api/token", {
    method: "POST",
    body: { refused },
    fields: TOKEN_FIELDS,
  });

/** Starts tracks on a device of the listener's; the server waits out the device's registration. */
export const playOnDevice = (body: {
  readonly device_id: string;
  readonly uris: readonly string[];
  readonly position_ms?: number;
}) => call<void>("/api/player/play", { method: "POST", body, fields: [] });

/** Tells the music service that a track began or was heard. */
export const reportPlay = (body: ReportPlay) =>
  call<void>("/api/plays", { method: "POST", body, fields: [] });

/** Marks a track as a favourite at the music service, or takes the mark back. */
export const setStar = (trackId: string, starred: boolean) =>
  call<void>(`/api/stars/${encodeURIComponent(trackId)}`, { method: starred ? "PUT" : "DELETE", fields: [] });

export const stationsOptions = () =>
  queryOptions({ queryKey: ["stations"], queryFn: ({ signal }) => fetchStations({ signal }) });

/** `moment` names the state of history and knobs that `body` was made from: same moment, same answer. */
export const previewOptions = (id: string, moment: string, body: () => NextRequest) =>
  queryOptions({
    queryKey: ["preview", id, moment],
    queryFn: ({ signal }) => fetchPreview(id, body(), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // Each is some three hundred artists, and every song makes a new one; nobody goes back to one.
    gcTime: 10_000,
  });

export const shareOptions = (code: string) =>
  queryOptions({ queryKey: ["share", code], queryFn: ({ signal }) => openShare(code, { signal }) });

/** Throws AppError; the reason of an aborted signal as it is. */
export async function call<T>(path: string, { method = "GET", body, signal, fields }: Call<T>): Promise<T> {
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
  if (!hasFields<T>(json, fields)) {
    throw new AppError("internal", `The answer of ${path} has an unexpected form.`);
  }
  return json;
}

function hasFields<T>(json: unknown, fields: readonly (keyof T & string)[]): json is T {
  return fields.length === 0 || (isRecord(json) && fields.every((field) => json[field] !== undefined));
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
