// How a call is written down in the OpenAPI document, and the faults that many calls have in common.

import type { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import { ERROR_CODES, type ErrorCode } from "@/lib/errors";
import * as schemas from "./schemas";

type OperationInput = {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: "stations" | "catalogue" | "sharing" | "events" | "playback" | "service";
  readonly open?: boolean;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status?: "200" | "201" | "204";
  readonly answer?: z.ZodType;
  readonly errors: readonly ErrorCode[];
};

/** One call of the document. */
export function operation(input: OperationInput): ZodOpenApiOperationObject {
  const status = input.status ?? "200";
  const statuses = [...new Set(input.errors.map((code) => ERROR_CODES[code].status))].sort();
  const faults = statuses.map((httpStatus) => {
    const codes = input.errors.filter((code) => ERROR_CODES[code].status === httpStatus);
    const content = { "application/json": { schema: schemas.errorResponseSchema } };
    return [
      httpStatus,
      { description: codes.map((code) => `${code}: ${ERROR_CODES[code].message}`).join(" "), content },
    ];
  });
  return {
    operationId: input.id,
    summary: input.summary,
    ...(input.description && { description: input.description }),
    tags: [input.tag],
    ...(input.open && { security: [] }),
    requestParams: {
      ...(input.params && { path: input.params }),
      ...(input.query && { query: input.query }),
    },
    ...(input.body && { requestBody: { content: { "application/json": { schema: input.body } } } }),
    responses: {
      [status]: input.answer
        ? { description: "Done", content: { "application/json": { schema: input.answer } } }
        : { description: "Done; no body" },
      ...Object.fromEntries(faults),
    },
  };
}

export const SIGNED_IN: readonly ErrorCode[] = ["not_signed_in", "too_many_requests"];
export const ASKS_SERVICE: readonly ErrorCode[] = [...SIGNED_IN, "service_limited", "service_unavailable"];
export const ONE_STATION: readonly ErrorCode[] = [
  ...ASKS_SERVICE,
  "invalid_request",
  "forbidden",
  "not_found",
  "gone",
];
